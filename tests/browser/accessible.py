"""What axe-core finds wrong on a page as it is now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.layout import COUNT_FRAMES, SETTLES_WITHIN, Scheme

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
needs_axe = pytest.mark.skipif(
    not AXE.is_file(), reason="needs axe-core: npm ci, or python3 dev.py test where Node is")

STREAMLITS = {
    # The menu of st.menu_button is drawn beside the page's root, in no landmark, by React Aria; it
    # has neither a key nor a container of ours.
    "region": ('[role="menu"][data-rac][aria-label="Presets"]',),
}
"""Rules and the elements that break them, which are Streamlit's own and out of our reach."""

_RUN = """async ([known, rules]) => {
  const runOnly = rules.length ? { type: "rule", values: rules } : null;
  const { violations } = await axe.run(
    document, { resultTypes: ["violations"], ...(runOnly && { runOnly }) });
  const there = (target) => target.flat().reduce(
    (root, selector) => (root.shadowRoot ?? root).querySelector(selector), document);
  return violations.flatMap(({ id, nodes }) => nodes
    .filter(({ target }) => !(known[id] ?? []).some((one) => there(target)?.matches(one)))
    .map(({ target, failureSummary, html }) =>
      `${id}: ${target.flat().join(" >> ")}: ${failureSummary} ${html.slice(0, 200)}`));
}"""

_RULES: tuple[tuple[Scheme, list[str]], ...] = (
    ("dark", ["color-contrast", "link-in-text-block"]), ("light", []))
_IS_PAINTED = """scheme => {
  const [red, green, blue] = getComputedStyle(
    document.querySelector('[data-testid="stApp"]')).backgroundColor.match(/[0-9.]+/g).map(Number);
  return (red + green + blue < 384) === (scheme === "dark");
}"""

_EACH_FRAME = """(() => {
  window.metWrongRoles = 0;
  const look = () => {
    window.metWrongRoles += document.querySelectorAll('[role="presentation"][aria-label]').length;
    requestAnimationFrame(look);
  };
  look();
})();"""


def look_at_each_frame(page: Page) -> None:
    """From the next address on; before the page's own scripts."""
    page.add_init_script(_EACH_FRAME)


def wrong_roles_met(page: Page) -> int:
    """In how many frames since it was opened the page had a name on what has no role."""
    met: int = page.evaluate("() => window.metWrongRoles")
    return met


def violations(page: Page) -> list[str]:
    """A sentence for each element that breaks a rule, but those of STREAMLITS.

    By those about color in the dark theme, which has the same elements; by all in the light one,
    which the page is left in. A violation is one that stays: colors change in a transition.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return [f"{scheme}: {one}" for scheme, rules in _RULES for one in _staying(page, scheme, rules)]


def _staying(page: Page, scheme: Scheme, rules: list[str]) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(_IS_PAINTED, arg=scheme)
    page.evaluate(COUNT_FRAMES)
    while True:
        found: list[str] = page.evaluate(_RUN, [STREAMLITS, rules])
        if not found or page.evaluate("window.frameCounts.frames") > SETTLES_WITHIN:
            return found
