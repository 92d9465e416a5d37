"""The tour in a real browser: begun beside the sentence, in nobody's way, left with Escape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.playing import TRAINS, listening, once, press, ready

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Server

BOXES = """keys => keys.map((key) => {
  const { top, bottom } = document.querySelector(`.st-key-${key}`).getBoundingClientRect();
  return [top, bottom - top];
})"""


def test_it_stands_above_the_panels_ticks_and_leaves_all_as_it_was(
    server: Server, open_page: OpenPage
) -> None:
    page = listening(ready(open_page(server.url, width=1280)))
    keys = ["toolbar", "controls", "accuracy", "matrix"]
    before = page.evaluate(BOXES, keys)
    page.locator(".st-key-offers").get_by_role("button", name="Show me").click()
    strip = page.get_by_role("region", name="Tour")
    expect(strip).to_contain_text("0 of 5 done")
    expect(page).to_have_url(re.compile("tour=1"))
    expect(page.locator("html")).to_have_attribute("data-tour", "play")
    # A strip of its own height, which covers nothing and makes nothing smaller.
    (top, height), = page.evaluate(BOXES, ["tour"])
    during = page.evaluate(BOXES, keys)
    assert during[0][0] >= top + height
    assert [tall for _, tall in during] == [tall for _, tall in before]
    assert height < 60
    press(page, "Play")
    expect(strip).to_contain_text("1 of 5 done", timeout=TRAINS)
    expect(page.locator("html")).to_have_attribute("data-tour", "fall")
    page.keyboard.press("Escape")
    expect(strip).to_have_count(0)
    expect(page).not_to_have_url(re.compile("tour=1"))
    expect(page.locator("html")).not_to_have_attribute("data-tour", re.compile(".*"))
    assert once(page, lambda: page.evaluate(BOXES, keys), before.__eq__) == before
    press(page, "Reset")
