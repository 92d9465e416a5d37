"""How a picture comes in where something is in the way: no HTTPS, a camera in use, no type."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.photos import WAKES
from tests.browser.playing import has_been, remembering
from tests.browser.test_try_a_hand import CAMERA

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Chromium, OpenPage, Server, StartServer

NOTE = ".st-key-camera-box .th-note"
PASTE = """([data, type, name]) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([bytes], name, { type }));
  document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
}"""


def picture() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(out, "PNG")
    return out.getvalue()


def paste(page: Page, content: bytes, type: str, name: str) -> None:
    page.evaluate(PASTE, [base64.b64encode(content).decode(), type, name])


@pytest.fixture(scope="module")
def elsewhere(start_server: StartServer) -> Server:
    """Takes connections of a page that has another name for it."""
    return start_server("app.py", STREAMLIT_SERVER_ENABLE_CORS="false",
                        STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION="false")


@pytest.fixture(scope="module")
def far(chromium: Chromium) -> Iterator[Browser]:
    """A browser with a camera, to which the server is another machine, reached without HTTPS."""
    launched = chromium.launch(*CAMERA, "--host-resolver-rules=MAP playground.test 127.0.0.1")
    yield launched
    launched.close()


@pytest.mark.parametrize("place", ["Game", "Try_a_hand"])
def test_without_https_the_words_say_what_is_possible_there(
    elsewhere: Server, far: Browser, place: str
) -> None:
    page = far.new_page()
    page.set_default_timeout(WAKES)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{elsewhere.url.replace('127.0.0.1', 'playground.test')}/{place}")
    assert page.evaluate("isSecureContext") is False
    if place == "Try_a_hand":
        page.get_by_role("button", name="Use the camera").click(timeout=WAKES)
    note = page.locator(NOTE)
    note.wait_for(timeout=WAKES)
    assert "This page has no HTTPS" in note.inner_text()
    assert "beside the address" not in note.inner_text()
    # Not until another script of the page has put something in the camera's place.
    page.wait_for_timeout(500)
    assert page.locator(NOTE).inner_text() == note.inner_text()
    assert errors == []
    page.close()


def test_a_camera_that_another_program_holds_is_told_and_can_be_tried_again(
    elsewhere: Server, far: Browser
) -> None:
    page = far.new_page()
    page.set_default_timeout(WAKES)
    page.add_init_script("""
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      window.held = true;
      navigator.mediaDevices.getUserMedia = (wanted) => !window.held ? ask(wanted)
        : Promise.reject(new DOMException("Could not start video source", "NotReadableError"));
    """)
    page.goto(f"{elsewhere.url}/Game")
    note = page.locator(NOTE)
    note.wait_for(timeout=WAKES)
    assert "another program may be using it" in note.inner_text()
    page.evaluate("window.held = false")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_function("() => document.querySelector('video')?.readyState === 4",
                           timeout=WAKES)
    expect(note).to_have_count(0)
    page.close()


def test_the_game_takes_a_pasted_picture(elsewhere: Server, open_page: OpenPage) -> None:
    page = open_page(f"{elsewhere.url}/Game")
    page.wait_for_selector(".st-key-game-paste button")
    paste(page, picture(), "image/png", "picture.png")
    # Neither hand nor sign: but it was read.
    page.wait_for_selector(".st-key-game-result .th-no-hand", timeout=WAKES)
    assert page.locator('[data-testid="stException"]').count() == 0


@pytest.mark.parametrize("type", ["", "application/octet-stream"])
def test_a_pasted_file_without_a_type_is_left_to_the_decoder(
    elsewhere: Server, open_page: OpenPage, type: str
) -> None:
    page = open_page(f"{elsewhere.url}/Try_a_hand")
    page.wait_for_selector(".st-key-paste button")
    paste(page, b"no picture", type, "IMG_1.HEIC")
    page.get_by_text("It is not a picture in").wait_for(timeout=WAKES)
    said = remembering(page.locator(".st-key-paste .pg"))
    paste(page, b"", type, "IMG_2.HEIC")
    assert has_been(said, "The picture cannot be read.")
    paste(page, b"words", "text/plain", "words.txt")
    assert has_been(said, "There is no picture in the clipboard.")
