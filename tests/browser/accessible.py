"""What axe-core finds wrong on a page as it is now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

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

_RUN = """async (known) => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const there = (target) => target.flat().reduce(
    (root, selector) => (root.shadowRoot ?? root).querySelector(selector), document);
  return violations.flatMap(({ id, nodes }) => nodes
    .filter(({ target }) => !(known[id] ?? []).some((one) => there(target)?.matches(one)))
    .map(({ target, failureSummary, html }) =>
      `${id}: ${target.flat().join(" >> ")}: ${failureSummary} ${html.slice(0, 200)}`));
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
    """A sentence for each element that breaks a rule, but those of STREAMLITS."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(_RUN, STREAMLITS)
    return found
