"""Presenter mode in a real browser: large enough, in one window, and gone without a trace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.playing import in_place, listening, once, ready, settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server

# What is too small for the back row, and what has no room: words of less than 20 px, numerals of
# less than 48, lines of less than 4, all times the factor of the window; words whose contrast to
# the page is below 7; rows of the page outside of the window.
FAULTS = """factor => {
  const inside = at => [...at.querySelectorAll('*')].flatMap(
    one => [one, ...(one.shadowRoot ? inside(one.shadowRoot) : [])]);
  const all = ['toolbar', 'stage', 'presenter'].flatMap(
    key => inside(document.querySelector(`.st-key-${key}`)));
  const shown = one => one.checkVisibility({ visibilityProperty: true })
    && !one.closest('.pg-unseen, .pg-hover, .pg-over, .pg-readout, style');
  const own = one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const light = color => {
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    const parts = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const page = light(getComputedStyle(document.querySelector('.stApp')).backgroundColor);
  const contrast = color => {
    const pair = [light(color), page];
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  };
  const faults = [];
  const told = (one, what) => faults.push(`${what}: ${one.textContent.slice(0, 30)}`);
  let words = 0, lines = 0, numerals = 0;
  for (const one of all.filter(shown)) {
    const style = getComputedStyle(one), size = parseFloat(style.fontSize);
    if (own(one) && !style.fontFamily.includes('Material')) {
      words += 1;
      if (size < 20 * factor - 0.1) told(one, `${size} px`);
      const color = one instanceof SVGElement ? style.fill : style.color;
      if (!one.closest('button') && contrast(color) < 7) told(one, 'pale');
    }
    if (one.matches('.pg-figure, .pg-status b')) {
      numerals += 1;
      if (size < 48 * factor - 0.1) told(one, `numeral of ${size} px`);
    }
    if (one.matches('path[data-curve]') && style.stroke !== 'none') {
      lines += 1;
      const width = parseFloat(style.strokeWidth);
      if (width < 4 * factor - 0.1) told(one, `line of ${width} px`);
    }
  }
  if (words < 15 || numerals < 4 || !lines) faults.push(`only ${words} ${numerals} ${lines}`);
  for (const key of ['toolbar', 'stage', 'presenter']) {
    const box = document.querySelector(`.st-key-${key}`).getBoundingClientRect();
    if (box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth) {
      faults.push(`${key} is cut`);
    }
  }
  const below = document.querySelector('.st-key-stage').getBoundingClientRect().bottom;
  if (below > document.querySelector('.st-key-presenter').getBoundingClientRect().top) {
    faults.push('the panels reach into the row below them');
  }
  const main = document.querySelector('[data-testid="stMain"]');
  if (main.scrollHeight > main.clientHeight) faults.push('it scrolls');
  return faults;
}"""
BOXES = """keys => keys.map((key) => {
  const box = document.querySelector(`.st-key-${key}`).getBoundingClientRect();
  return [key, box.left, box.top, box.width, box.height].join(' ');
})"""
PLACES = ["toolbar", "controls", "scores", "accuracy", "loss", "matrix", "tiles-validation"]



def faults(page: Page, factor: float) -> Any:
    """Once what is drawn has followed the window."""
    return once(page, lambda: page.evaluate(FAULTS, factor), lambda found: found == [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_from_the_back_row_and_leaves_all_as_it_was(
    server: Server, open_page: OpenPage, scheme: Literal["light", "dark"]
) -> None:
    page = in_place(open_page(server.url, width=1280, height=720, scheme=scheme))
    before = page.evaluate(BOXES, PLACES)
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile("present=1"))
    page.locator(".st-key-presenter svg").wait_for()
    assert faults(settled(page), 1) == []
    page.set_viewport_size({"width": 1920, "height": 1080})
    assert faults(page, 1.5) == []
    page.reload()
    page.locator(".st-key-presenter svg").wait_for()
    assert faults(listening(ready(page)), 1.5) == []
    page.set_viewport_size({"width": 1280, "height": 720})
    page.get_by_role("button", name="Leave").click()
    expect(page).not_to_have_url(re.compile("present"))
    settled(page)
    assert once(page, lambda: page.evaluate(BOXES, PLACES), lambda now: now == before) == before
