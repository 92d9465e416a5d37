"""Whoever goes to another page arrives there, whatever is open on the one that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.playing import ready, settled

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


def test_back_leaves_the_play_page_in_one_step_whatever_was_turned_and_is_open(
    server: Server, open_page: OpenPage
) -> None:
    page = open_page(f"{server.url}/Try_a_hand")
    page.locator(".st-key-paste button").wait_for()
    settled(page).get_by_text("Play", exact=True).first.click()
    settled(ready(page)).get_by_text("L2", exact=True).first.click()
    page.wait_for_url("**regularizer=l2**")
    settled(page).locator(".st-key-more button").first.click()
    page.locator(".st-key-set-model").wait_for()
    settled(page).go_back()
    page.locator(".st-key-paste button").wait_for()
    assert "/Try_a_hand" in page.url
