"""axe-core finds no violation on any page, in either theme, before and during a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.accessible import (
    look_at_each_frame,
    needs_axe,
    violations,
    wrong_roles_met,
)
from tests.browser.photos import INPUT, answered, hand, upload
from tests.browser.playing import LASTING, TRAINS, at_rest, press, ready, settled, trains_past
from tests.browser.test_inside import looked_into

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Server

pytestmark = needs_axe

OPENED = {
    "more": ".st-key-set-model", "rest": ".st-key-epsilon", "seed-box": ".st-key-another-seed",
    "presets": '[role="menuitem"]',
}


def test_play(server: Server, open_page: OpenPage) -> None:
    page = ready(open_page(f"{server.url}/?{LASTING}"))
    page.locator(".st-key-tray .pg-card").first.wait_for()
    told = violations(page)
    for key, inside in OPENED.items():
        page.locator(f".st-key-{key} button").first.click()
        page.locator(inside).first.wait_for()
        # Off the button: one that is open has a color of its own.
        page.mouse.move(2, 2)
        told += [f"{key}: {one}" for one in violations(at_rest(page))]
        page.keyboard.press("Escape")
        page.locator(inside).first.wait_for(state="detached")
    press(page, "Play")
    trains_past(page, 60)
    told += [f"training: {one}" for one in violations(page)]
    press(page, "Pause")
    page.get_by_text("paused").first.wait_for(timeout=TRAINS)
    told += [f"paused: {one}" for one in violations(page)]
    press(page, "Reset")
    assert not told, "\n".join(told)


def test_compare(server: Server, open_page: OpenPage) -> None:
    page = open_page(f"{server.url}/Compare")
    page.locator(".st-key-compare-table tbody tr").first.wait_for()
    page.locator(".st-key-compare-disagree p").wait_for()
    told = violations(page)
    page.locator(".cp-equal summary").click()
    told += [f"unfolded: {one}" for one in violations(page)]
    page.locator(".st-key-compare-take button").first.click()
    page.locator(".st-key-compare-file-table").wait_for()
    told += [f"link and files: {one}" for one in violations(page)]
    assert not told, "\n".join(told)


def test_inside(server: Server, open_page: OpenPage) -> None:
    page = open_page(f"{server.url}/Inside")
    looked_into(page)
    told = violations(page)
    assert not told, "\n".join(told)


def test_data(server: Server, open_page: OpenPage) -> None:
    page = open_page("about:blank")
    look_at_each_frame(page)
    page.goto(f"{server.url}/Data")
    page.locator(".st-key-data-section-known").wait_for()
    page.locator(".st-key-data-samples .pg-tile").first.wait_for()
    settled(page)
    told = violations(page)
    assert not told, "\n".join(told)
    assert wrong_roles_met(page) == 0


def test_try_a_hand(server: Server, open_page: OpenPage) -> None:
    page = open_page("about:blank")
    look_at_each_frame(page)
    page.goto(f"{server.url}/Try_a_hand")
    page.locator(".st-key-paste button").wait_for()
    page.locator(".st-key-examples .pg-tile").first.wait_for()
    settled(page)
    told = violations(page)
    upload(page, hand())
    answered(page)
    told += [f"answer: {one}" for one in violations(page)]
    for tab in page.get_by_role("tab").all()[1:]:
        tab.click()
        settled(page)
        told += [f"{tab.inner_text()}: {one}" for one in violations(page)]
    assert not told, "\n".join(told)
    # Also while elements are drawn, and after the upload brought a new uploader.
    assert wrong_roles_met(page) == 0


def test_the_game(server: Server, open_page: OpenPage) -> None:
    page = open_page(f"{server.url}/Game")
    page.locator(".th-round").wait_for()
    page.locator(INPUT).wait_for(state="attached")
    page.locator(".st-key-game-paste button").wait_for()
    settled(page)
    told = violations(page)
    assert not told, "\n".join(told)
