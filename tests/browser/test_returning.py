"""A tab that comes back, and a tab that is copied: both sit at the desk that was left."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.playing import TRAINS, press, trains_past
from tests.browser.playing import ready as play_ready
from tests.browser.test_try_a_hand import answered, photos, ready, upload

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server, StartServer

__all__ = ["photos"]

HELD = "regularization-playground-run"


def copied(page: Page) -> Page:
    """As the browser's "duplicate tab" does: another tab with the same storage and address."""
    held = page.evaluate(f"sessionStorage.getItem('{HELD}')")
    copy = page.context.new_page()
    copy.set_default_timeout(TRAINS)
    copy.set_viewport_size({"width": 1440, "height": 900})
    copy.add_init_script(
        f"sessionStorage.getItem('{HELD}') ?? sessionStorage.setItem('{HELD}', '{held}')")
    copy.goto(page.url)
    return copy


def chosen(page: Page, name: str) -> None:
    page.locator(".st-key-set-regularizer").get_by_role(
        "radio", name=name, exact=True, checked=True).wait_for(timeout=TRAINS)


def test_a_copied_tab_and_its_original_show_and_steer_one_run(
    server: Server, open_page: OpenPage
) -> None:
    page = play_ready(open_page(f"{server.url}/?share=20&epochs=1000"))
    press(page, "Play")
    trains_past(page, 2)
    copy = copied(page)
    # The copy shows the run that trains, and not one of its own.
    copy.get_by_role("button", name="Pause", exact=True).first.wait_for(timeout=TRAINS)
    trains_past(copy, 5)
    copy.get_by_text("L1", exact=True).first.click()
    chosen(copy, "L1")
    chosen(page, "L1")
    # Held, too: nothing else would draw the other page anew.
    press(page, "Pause")
    copy.get_by_role("button", name="Play", exact=True).first.wait_for()
    page.get_by_text("L2", exact=True).first.click()
    chosen(page, "L2")
    chosen(copy, "L2")
    press(copy, "Reset")
    page.get_by_text("It has learned nothing yet.").first.wait_for()
    copy.close()


def test_photos_and_marked_pictures_stay_at_f5_and_are_said_to_be_gone_after_a_restart(
    start_server: StartServer, open_page: OpenPage, photos: list[Path]
) -> None:
    server = start_server("app.py")
    page = ready(open_page(f"{server.url}/Try_a_hand"))
    upload(page, *photos)
    answered(page)
    page.locator(".st-key-right-sign").get_by_text("Rock", exact=True).first.click()
    page.get_by_text("right: ").first.wait_for(state="attached")
    page.reload()
    answered(ready(page))
    page.get_by_text("right: ").first.wait_for(state="attached")
    expect(page.locator(".st-key-strip-row")).to_have_count(1)
    # The first click changes nothing of it either.
    page.locator(".st-key-right-sign").get_by_text("Paper", exact=True).first.click()
    page.get_by_text("of 1 picture").first.wait_for(state="attached")
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    start_server("app.py", urlsplit(server.url).port)
    page.get_by_text("Your photos (3) and marked pictures (1) are gone").first.wait_for(
        timeout=TRAINS)
