"""The slider under the curve: every panel goes back to an epoch, and to now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.browser.playing import TRAINS, press, ready, trains_past

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
    page.get_by_text(re.compile(f"Epoch {epoch} (of 22 )?is shown")).wait_for()


def settled(page: Page, step: int) -> None:
    """Until matrix and histogram are those of that step."""
    page.wait_for_function("""step => ['matrix', 'histogram'].every(key => {
      const all = [...document.querySelectorAll(`.st-key-${key} *`)];
      const roots = all.flatMap(e => e.shadowRoot ? [e, e.shadowRoot] : [e]);
      return roots.some(root => root.querySelector(`[data-tag="${step}"]`));
    })""", arg=step)


def test_every_panel_goes_back_and_comes_again(server: Server, open_page: OpenPage) -> None:
    page = ready(open_page(server.url))
    before = page.evaluate(PLACES)
    press(page, "Play")
    # An epoch is measured a little after its end: the fourth has been.
    trains_past(page, 5 * 23)
    press(page, "Pause")
    page.get_by_text("paused").first.wait_for(timeout=TRAINS)
    page.wait_for_timeout(1000)
    now = page.evaluate(SEEN)
    wind_to(page, 2)
    settled(page, 2 * 23)
    second = page.evaluate(SEEN)
    assert all(second[name] != now[name] for name in MOVING)
    # Nothing has moved: slider and row had their place from the start.
    assert page.evaluate(PLACES) == before
    wind_to(page, 3)
    settled(page, 3 * 23)
    third = page.evaluate(SEEN)
    assert all(third[name] != second[name] for name in MOVING)
    wind_to(page, 2)
    settled(page, 2 * 23)
    assert page.evaluate(SEEN) == second
    page.get_by_role("button", name="Now", exact=True).click()
    page.get_by_text("of 22 is shown").wait_for(state="detached")
    page.wait_for_function(f"before => ({SEEN})().matrix === before", arg=now["matrix"])
    assert page.evaluate(SEEN) == now
