"""The sliding filter by keyboard: its sum is NumPy's, and weights that do the task tick it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from playground.lessons.given import tiles
from playground.lessons.topics.convolution import FILTERS, PICTURE, gray, small

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Server


def test_the_window_is_moved_and_the_weights_are_typed_by_keyboard_alone(
    server: Server, open_page: OpenPage
) -> None:
    from playwright.sync_api import expect

    page = open_page("about:blank")
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{server.url}/Learn?lesson=convolution")
    board = page.locator(".pg-board").first
    board.wait_for()
    expect(page.get_by_role("button", name="Let it slide")).to_be_visible()
    board.focus()
    for key in ("Home", "PageUp", "ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    picture = gray(small(tiles("elsewhere").images[PICTURE])).astype(int)
    total = int((picture[1:4, 2:5] * FILTERS["vertical"]).sum())
    said = f"Row 2, column 3 of the map: the sum is {str(total).replace('-', '−')}."
    expect(page.locator(".pg-convolution .pg-unseen")).to_have_text(said)

    weights = page.locator(".pg-convolution .pg-grid input")
    for place, weight in enumerate(np.outer([1, 0, -1], [1, 2, 1]).ravel()):
        weights.nth(place).focus()
        page.keyboard.type(str(weight))
    expect(page.locator('.ln-task[data-done="true"]')).to_be_visible()
