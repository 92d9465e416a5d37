"""The tour in a real browser: begun beside the sentence, in nobody's way, left with Escape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import expect

from tests.browser.accessible import needs_axe, violations
from tests.browser.photos import answered, hand, upload
from tests.browser.playing import TRAINS, in_place, listening, once, press, ready, train_an_epoch

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Server

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
BOXES = """keys => keys.map((key) => {
  const { top, bottom } = document.querySelector(`.st-key-${key}`).getBoundingClientRect();
  return [top, bottom - top];
})"""


def test_it_stands_above_the_panels_ticks_and_leaves_all_as_it_was(
    server: Server, open_page: OpenPage
) -> None:
    page = in_place(open_page(server.url, width=1280))
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
    # It holds after that: a run that goes on comes to the second task, too.
    train_an_epoch(page)
    expect(strip).to_contain_text("1 of 5 done", timeout=TRAINS)
    expect(page.locator("html")).to_have_attribute("data-tour", "fall")
    page.keyboard.press("Escape")
    expect(strip).to_have_count(0)
    expect(page).not_to_have_url(re.compile("tour=1"))
    expect(page.locator("html")).not_to_have_attribute("data-tour", re.compile(".*"))
    assert once(page, lambda: page.evaluate(BOXES, keys), before.__eq__) == before
    press(page, "Reset")


@needs_axe
def test_it_can_be_read_to_anybody_and_a_hand_that_was_tried_is_ticked(
    server: Server, open_page: OpenPage
) -> None:
    page = listening(ready(open_page(f"{server.url}/?tour=1", width=1280)))
    strip = page.get_by_role("region", name="Tour")
    expect(strip).to_contain_text("0 of 5 done")
    told = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        told += [f"{scheme}: {one}" for one in violations(page)]
    assert not told, "\n".join(told)
    page.get_by_role("link", name="Try a hand", exact=True).first.click()
    page.locator(".st-key-paste button").wait_for()
    upload(page, hand())
    answered(page)
    page.get_by_role("link", name="Play", exact=True).first.click()
    ready(page)
    expect(strip).to_contain_text("1 of 5 done")
