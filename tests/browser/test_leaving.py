"""Whoever goes to another page arrives there, whatever is open on the one that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.playing import ready

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Server


def test_a_link_pressed_while_a_form_is_open_leads_to_its_page(
    server: Server, open_page: OpenPage
) -> None:
    page = ready(open_page(server.url))
    page.locator(".st-key-more button").first.click()
    page.locator(".st-key-set-model").wait_for()
    there = page.get_by_text("Try a hand", exact=True).first.bounding_box()
    assert there is not None
    # Where a person presses: the popover lies over the page, and closes by it.
    page.mouse.click(there["x"] + there["width"] / 2, there["y"] + there["height"] / 2)
    page.locator(".st-key-paste button").wait_for()
    page.go_back()
    ready(page)
