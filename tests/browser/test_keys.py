"""Keys of the whole page in a real browser: switched off, left alone, and taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.playing import TRAINS, listening, press, ready, shown, trains_past

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server

SWITCH = ".pg-keys input"


@pytest.fixture
def page(demo: Server, open_page: OpenPage) -> Page:
    opened = open_page(demo.url)
    opened.locator(SWITCH).wait_for()
    opened.get_by_text("token None").wait_for()
    return opened


def said(page: Page) -> str:
    """What the page has heard once it has heard of a key that certainly counts."""
    page.keyboard.press("2")
    page.get_by_text(re.compile("said .*key second")).wait_for()
    return page.get_by_text(re.compile("said .*key")).inner_text()


def test_keys_that_are_switched_off_stay_so_after_a_reload(page: Page) -> None:
    page.locator(SWITCH).click()
    # Space is the switch's own while it has the focus.
    page.evaluate("document.activeElement.blur()")
    page.keyboard.type("for 1")
    page.reload()
    page.locator(SWITCH).wait_for()
    assert not page.locator(SWITCH).is_checked()
    page.keyboard.type("for 1")
    page.locator(SWITCH).click()
    assert said(page).count("key ") == 1
    page.reload()
    page.locator(SWITCH).wait_for()
    assert page.locator(SWITCH).is_checked()


def test_keys_with_a_modifier_or_within_a_composed_word_are_left_alone(page: Page) -> None:
    for modifier in ("Control", "Alt", "Meta"):
        page.keyboard.press(f"{modifier}+1")
    page.evaluate("""() => {
      const press = (more) => document.body.dispatchEvent(new KeyboardEvent(
        "keydown", { key: "r", bubbles: true, composed: true, ...more }));
      press({ isComposing: true });
      press({ keyCode: 229 });
      press({ modifierAltGraph: true });
    }""")
    assert said(page).count("key ") == 1


def test_keys_are_left_to_a_field_that_is_edited_in_place(page: Page) -> None:
    page.evaluate("""() => {
      const field = document.createElement("div");
      field.contentEditable = "plaintext-only";
      document.body.append(field);
      field.focus();
    }""")
    page.keyboard.type("for 1")
    page.evaluate("document.activeElement.blur()")
    assert said(page).count("key ") == 1


def test_a_word_that_is_typed_at_the_page_costs_no_run(
    server: Server, open_page: OpenPage
) -> None:
    page = listening(ready(open_page(f"{server.url}/?epochs=1000")))
    press(page, "Play")
    trains_past(page, 20)
    page.locator(".pg-brand").click()
    page.keyboard.type("for")
    undo = page.locator(".st-key-undo")
    undo.get_by_text("The key R has reset the run.").wait_for(timeout=TRAINS)
    page.get_by_text("It has learned nothing yet").wait_for(timeout=TRAINS)
    page.reload()
    undo.get_by_text("The key R has reset the run.").wait_for(timeout=TRAINS)
    press(page, "Undo")
    undo.wait_for(state="detached", timeout=TRAINS)
    trains_past(page, 20)
    trains_past(page, shown(page, "matrix"))
    press(page, "Pause")
    page.get_by_text("paused").first.wait_for(timeout=TRAINS)
    press(page, "Reset")
