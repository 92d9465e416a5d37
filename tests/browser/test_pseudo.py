"""Every text of every page comes from a catalog, and layouts hold where texts are 40 % longer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from playground.ui.language import COOKIE
from tests.browser.layout import Window, faults
from tests.browser.playing import LASTING, TRAINS, ready, settled, trains_past

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server

_LOOK = Path(__file__).with_name("unbracketed.js").read_text(encoding="utf-8")
STREAMLITS_OWN = {
    # Its frame, its select box, its uploader and its number field: no option words them otherwise
    # (Streamlit issue 1353).
    "Skip to main content", "Choose an option", "Open", "file upload", "Upload", "64MB per file",
    "Clear all", "Increment", "Decrement", "Press Enter to apply", "Press Enter to submit", "Close",
    "More options", "Dismiss",
}
THE_LANGUAGE_ITSELF = {"qps", "English", "Deutsch"}
"""Each is called by its own name in the menu."""
LAYERS = ("conv2d", "conv2d_1", "conv2d_2", "conv2d_3", "dense", "dense_1")
"""They have one name in every language."""
OPENED = {
    "more": ".st-key-set-model", "rest": ".st-key-epsilon", "presets": "[role=menuitem]",
    "seed-box": ".st-key-another-seed", "step": "[role=menuitem]",
}
"""What opens over the Play page, and what is in it."""
WINDOWS = (Window(390, 844), Window(820, 1180), Window(1366, 650), Window(1920, 1080))


def unbracketed(page: Page, *others: str) -> list[str]:
    """What is not from a catalog, `others` apart: what a person has brought."""
    found = page.evaluate(f"({_LOOK})()")
    return sorted(set(found) - STREAMLITS_OWN - THE_LANGUAGE_ITSELF - set(others))


def button(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").first.click()


def test_play_in_all_its_states(server: Server, open_page: OpenPage) -> None:
    page = ready(open_page(f"{server.url}/?lang=qps&{LASTING}"))
    page.locator(".st-key-tray .pg-card").first.wait_for()
    assert page.evaluate("document.documentElement.lang") == "qps"
    assert page.title().startswith("⟦")
    assert unbracketed(page) == []
    assert faults(page, WINDOWS) == []
    page.set_viewport_size({"width": 1440, "height": 900})

    for key, inside in OPENED.items():
        button(page, key)
        page.locator(inside).first.wait_for()
        settled(page)
        assert unbracketed(page) == [], key
        page.keyboard.press("Escape")
        # Gone: else the next press would only close it.
        page.locator(inside).first.wait_for(state="detached")

    button(page, "play")
    trains_past(page, 60)
    assert unbracketed(page) == []
    page.locator(".st-key-scores .pg-metrics button").first.click(timeout=TRAINS)
    page.get_by_role("dialog").wait_for()
    settled(page)
    assert unbracketed(page) == []
    page.keyboard.press("Escape")
    button(page, "reset")


def test_compare(server: Server, open_page: OpenPage) -> None:
    page = open_page(f"{server.url}/Compare?lang=qps")
    page.locator(".st-key-compare-table tbody tr").first.wait_for()
    page.locator(".st-key-compare-disagree p").wait_for()
    assert unbracketed(page, *LAYERS) == []
    assert faults(page, WINDOWS) == []
    page.locator(".cp-equal summary").click()
    button(page, "compare-take")
    page.locator(".st-key-compare-file-table").wait_for()
    assert unbracketed(page, *LAYERS) == []


def test_try_a_hand_and_the_game(server: Server, open_page: OpenPage) -> None:
    page = open_page(f"{server.url}/Try_a_hand?lang=qps")
    page.locator(".st-key-examples button").first.wait_for()
    assert unbracketed(page) == []
    assert faults(page, WINDOWS) == []
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator(".st-key-examples button").first.click()
    page.locator(".th-card[data-winner]").first.wait_for(timeout=TRAINS)
    page.locator(".st-key-right-sign button").first.click()
    for tab in page.get_by_role("tab").all():
        tab.click()
        settled(page)
        assert unbracketed(page) == []
    assert faults(page, WINDOWS) == []

    page.set_viewport_size({"width": 1440, "height": 900})
    # Pages are the same session: the language goes along though their links do not name it.
    page.get_by_role("link", name="⟦Gàmé").click()
    page.locator(".th-round").wait_for()
    assert unbracketed(page) == []
    assert faults(page, WINDOWS) == []


def test_german_is_chosen_by_the_browser_the_link_and_the_menu(
    server: Server, open_page: OpenPage
) -> None:
    page = ready(open_page(f"{server.url}/?lang=de"))
    expect(page.locator(".st-key-play button").first).to_contain_text("Start")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.get_by_text("1,4").first.wait_for()
    assert "lang=de" in page.url
    button(page, "rest")
    page.locator(".st-key-language-menu [role=combobox], .st-key-language-menu input").first.click()
    page.get_by_role("option", name="English").click()
    expect(page.locator(".st-key-play button").first).to_contain_text("Play")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.wait_for_function("location.search.includes('lang=en')")

    # The choice outlives the link: this tab of the same browser asks for none.
    page.wait_for_function(f"document.cookie.includes('{COOKIE}=en')")
    page.evaluate(f"document.cookie = '{COOKIE}=de; path=/'")
    again = ready(open_page(server.url))
    expect(again.locator(".st-key-play button").first).to_contain_text("Start")
    # Other tests' tabs share the cookies.
    again.evaluate(f"document.cookie = '{COOKIE}=; max-age=0; path=/'")
