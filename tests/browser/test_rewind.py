"""The slider under the curve: every panel goes back to an epoch, and to now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.browser.playing import LASTING, TRAINS, in_place, once, press, trains_past

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server

SLIDER = ".st-key-timeline input"
# Where each panel stands, what it shows and how high the page is.
SEEN = """() => {
  const find = (key, what) => {
    const host = document.querySelector(`.st-key-${key}`);
    const roots = [host, ...[...host.querySelectorAll('*')].map(e => e.shadowRoot).filter(Boolean)];
    return roots.map(root => root.querySelector(what)).find(Boolean);
  };
  return {
    matrix: find('matrix', 'canvas').toDataURL(),
    histogram: find('histogram', '.pg-painted').innerHTML,
    scores: find('scores', '.pg-numbers').textContent,
    predictions: find('tiles-validation', '[data-tag]').innerHTML,
    sentence: find('sentence', '.pg-sentence').textContent,
  };
}"""
# Scores, answers and sentence may be the same after two epochs of guessing.
MOVING = ("matrix", "histogram")
PLACES = """() => ['timeline', 'offers', 'accuracy', 'loss', 'matrix', 'tray'].map(key =>
  document.querySelector(`.st-key-${key}`).getBoundingClientRect().top)"""


def wind_to(page: Page, epoch: int) -> None:
    slider = page.locator(SLIDER)
    slider.focus()
    page.keyboard.press("Home")
    for _ in range(epoch):
        page.keyboard.press("ArrowRight")
    # The best one is said to be it.
    page.get_by_text(re.compile(f"Epoch {epoch} (of 1,?000 )?is shown")).wait_for()


TAGS = """keys => keys.map(key => {
  const all = [...document.querySelectorAll(`.st-key-${key} *`)];
  const roots = all.flatMap(e => e.shadowRoot ? [e, e.shadowRoot] : [e]);
  return roots.map(root => root.querySelector('[data-tag]')).find(Boolean).dataset.tag;
})"""


def seen_at(page: Page, step: int) -> dict[str, str]:
    """What each panel shows, once matrix and histogram are those of that step.

    All that an epoch changes comes in one message. What it leaves as it was keeps its tag.
    """
    page.wait_for_function(
        f"step => ({TAGS})(['matrix', 'histogram']).every(tag => tag === `${{step}}`)", arg=step)
    seen: dict[str, str] = page.evaluate(SEEN)
    return seen


def back_to_now(page: Page) -> None:
    page.get_by_role("button", name="Now", exact=True).click()
    page.get_by_text(re.compile("Epoch .* is shown")).wait_for(state="detached")


def test_every_panel_goes_back_and_comes_again(server: Server, open_page: OpenPage) -> None:
    page = in_place(open_page(f"{server.url}/?{LASTING}"))
    before = page.evaluate(PLACES)
    press(page, "Play")
    # An epoch is measured a little after its end: the fourth has been.
    trains_past(page, 5 * 23)
    press(page, "Pause")
    page.get_by_text("paused").first.wait_for(timeout=TRAINS)
    # On the way back all is drawn as of the run that holds; the curve of the loss has each step.
    wind_to(page, 1)
    back_to_now(page)
    page.wait_for_function(
        f"new Set(({TAGS})(['matrix', 'histogram', 'loss'])).size === 1", timeout=TRAINS)
    now = page.evaluate(SEEN)
    wind_to(page, 2)
    second = seen_at(page, 2 * 23)
    assert all(second[name] != now[name] for name in MOVING)
    # Nothing has moved: slider and row had their place from the start.
    assert page.evaluate(PLACES) == before
    wind_to(page, 3)
    third = seen_at(page, 3 * 23)
    assert all(third[name] != second[name] for name in MOVING)
    wind_to(page, 2)
    seen_at(page, 2 * 23)
    assert once(page, lambda: page.evaluate(SEEN), second.__eq__) == second
    back_to_now(page)
    assert once(page, lambda: page.evaluate(SEEN), now.__eq__) == now
