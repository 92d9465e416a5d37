"""No text cut off, no control out of reach, no sideways scroll and no hole, at any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.layout import WINDOWS, Window, faults
from tests.browser.photos import answered, hand, upload
from tests.browser.playing import LASTING, TRAINS, press, ready, settled, trains_past
from tests.browser.test_inside import looked_into

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server

BOTH = ("light", "dark")
HOLES = {".st-key-stage": 128, ".st-key-controls": 72}
"""CSS pixels: a chart's margin or the end of a table is less."""
OPENED = {
    "more": ".st-key-set-model", "rest": ".st-key-epsilon", "seed-box": ".st-key-another-seed",
    "presets": '[role="menuitem"]',
}
"""What opens over the Play page, and what is in it."""
FEW = tuple(one for one in WINDOWS if one.zoom == 1 and one.width in (390, 820, 1280, 1920))
"""Where the theme changes in what is measured at all widths already: no size depends on it."""
OVERLAY = '[data-testid="stPopoverBody"], [role="menu"]'


def shown(told: list[str]) -> str:
    return "\n".join(told[:60])


def test_play_before_and_after_a_training(server: Server, open_page: OpenPage) -> None:
    page = ready(open_page(f"{server.url}/?{LASTING}"))
    page.locator(".st-key-tray .pg-card").first.wait_for()
    told = faults(page, schemes=BOTH, holes=HOLES)
    press(page, "Play")
    trains_past(page, 60)
    told += faults(page, FEW, BOTH, holes=HOLES)
    press(page, "Pause")
    page.get_by_text("paused").first.wait_for(timeout=TRAINS)
    told += faults(page, holes=HOLES) + faults(page, FEW, ("dark",), holes=HOLES)
    press(page, "Reset")
    assert not told, shown(told)


def test_what_opens_over_the_play_page(server: Server, open_page: OpenPage) -> None:
    page = ready(open_page(server.url))
    told = []
    for key, inside in OPENED.items():
        page.locator(f".st-key-{key} button").first.click()
        page.locator(inside).first.wait_for()
        told += [f"{key}: {one}" for one in (
            *faults(page, within=OVERLAY), *faults(page, FEW, ("dark",), within=OVERLAY))]
        page.keyboard.press("Escape")
        page.locator(inside).first.wait_for(state="detached")
    # Where the clipboard is refused, the link stands in a field.
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    press(page, "Share")
    page.locator(".st-key-share input").wait_for()
    told += [f"share: {one}" for one in faults(page, within=".st-key-share")]
    assert not told, shown(told)


def test_compare(server: Server, open_page: OpenPage) -> None:
    page = open_page(f"{server.url}/Compare")
    page.locator(".st-key-compare-table tbody tr").first.wait_for()
    page.locator(".st-key-compare-disagree p").wait_for()
    told = faults(page, schemes=BOTH)
    page.locator(".cp-equal summary").click()
    told += [f"unfolded: {one}" for one in faults(page, WINDOWS[:10:3])]
    page.locator(".st-key-compare-take button").first.click()
    page.locator(".st-key-compare-file-table").wait_for()
    told += [f"link and files: {one}" for one in faults(page, WINDOWS[:10:3], within=OVERLAY)]
    assert not told, shown(told)


def test_inside(server: Server, open_page: OpenPage) -> None:
    page = open_page(f"{server.url}/Inside")
    looked_into(page)
    told = faults(page, schemes=BOTH)
    assert not told, shown(told)


def test_data(server: Server, open_page: OpenPage) -> None:
    page = open_page(f"{server.url}/Data")
    page.locator(".st-key-data-section-known").wait_for()
    page.locator(".st-key-data-samples .pg-tile").first.wait_for()
    settled(page)
    told = faults(page, schemes=BOTH)
    assert not told, shown(told)


def test_try_a_hand_empty_and_with_a_photo(server: Server, open_page: OpenPage) -> None:
    page = open_page(f"{server.url}/Try_a_hand")
    page.locator(".st-key-paste button").wait_for()
    page.locator(".st-key-examples .pg-tile").first.wait_for()
    told = faults(page, schemes=BOTH)
    upload(page, hand())
    answered(page)
    told += faults(page, schemes=BOTH)
    for tab in page.get_by_role("tab").all()[1:]:
        tab.click()
        settled(page)
        told += faults(page, WINDOWS[:10:3])
    assert not told, shown(told)


def test_the_game(server: Server, open_page: OpenPage) -> None:
    page = open_page(f"{server.url}/Game")
    page.locator(".th-round").wait_for()
    told = faults(page, schemes=BOTH)
    assert not told, shown(told)


@pytest.fixture(scope="module")
def game(server: Server, open_shared_page: OpenPage) -> Page:
    page = open_shared_page(f"{server.url}/Game")
    page.locator(".th-round").wait_for()
    return settled(page)


@pytest.mark.parametrize(("fault", "said"), [
    (".pg-brand { width: 40px; overflow: hidden; white-space: nowrap }", "cut off"),
    (".pg-brand { width: 2000px }", "scrolls sideways"),
    (".th-tally { transform: translateX(-1200px) }", "cut off in st-key-game-result"),
    (".st-key-page-bar a { height: 4px; min-height: 0; padding: 0; overflow: hidden }", " x 4 in "),
])
def test_the_measure_finds_what_it_looks_for(game: Page, fault: str, said: str) -> None:
    style = game.add_style_tag(
        content=fault.replace("}", "!important }").replace(";", " !important;"))
    found = faults(game, [Window(1280, 720)], patience=0)
    style.evaluate("e => e.remove()")
    assert said in shown(found)
    assert said not in shown(faults(game, [Window(1280, 720)]))
