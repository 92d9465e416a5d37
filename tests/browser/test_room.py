"""A teacher's window and a pupil's: one lesson from joining to the next group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.playing import TRAINS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server, StartServer

QUESTION = ".st-key-lesson-seeing-question"
COVER = "dialog.pg-room-cover"


@pytest.fixture(scope="module")
def server(start_server: StartServer) -> Server:
    return start_server("tests/browser/unhurried_room.py")


def press(page: Page, key: str) -> None:
    page.click(f".st-key-{key} button")


def test_a_lesson_with_a_class_from_the_link_to_the_next_group(
    server: Server, open_page: OpenPage
) -> None:
    teacher = open_page(f"{server.url}/Room")
    press(teacher, "room-open-button")
    link = teacher.inner_text(".ro-link")
    assert teacher.inner_text(".ro-code") in link

    pupil = open_page(link)
    pupil.wait_for_function("() => document.querySelector('.st-key-room-join input')?.value")
    press(pupil, "room-join-button")
    name = pupil.inner_text(".pg-room-name")
    teacher.wait_for_selector(".ro-people:has-text('1 person')")

    # A lesson is sent: the pupil's page goes there, and its answer waits.
    press(teacher, "room-send-lesson-button")
    pupil.wait_for_selector(f"{QUESTION} .pg-choice, {QUESTION} button")
    pupil.locator(f"{QUESTION} button").first.click()
    pupil.wait_for_selector(".ln-waits[role='status']")
    assert pupil.locator(".st-key-lesson-picture").count() == 0
    teacher.wait_for_selector(".ro-count:has-text('1 prediction')")
    press(teacher, "room-reveal")
    pupil.wait_for_selector(".ln-tally .ro-vote:has-text('✓') b:has-text('1')")
    pupil.wait_for_selector(".st-key-lesson-picture")

    # Frozen, the page takes neither clicks nor keys; then it goes on.
    press(teacher, "room-freeze")
    pupil.wait_for_selector(f"{COVER}[open]")
    pupil.keyboard.press("Escape")
    pupil.keyboard.press("Escape")
    # Where Escape closed it, it is open again in the next moment.
    pupil.wait_for_selector(f"{COVER}[open]")
    press(teacher, "room-freeze")
    pupil.wait_for_selector(f"{COVER}:not([open])", state="attached")

    # A challenge, and what a run of the pupil's is told of it: a place in the ranking.
    press(teacher, "room-challenge-begin")
    teacher.wait_for_selector(".st-key-room-challenge-end")
    press(teacher, "room-send-preset-button")
    pupil.wait_for_selector(".st-key-play button")
    press(pupil, "play")
    teacher.wait_for_selector(".pg-board-dot", timeout=TRAINS)
    assert name in (teacher.get_attribute(".pg-board-dot", "title") or "")
    teacher.click(".st-key-room-ranking label")
    pupil.wait_for_selector(".pg-room-ranking li[data-own='true']", timeout=TRAINS)
    teacher.wait_for_selector(".ro-ranking td:has-text('1')")

    # The next group: undone once, then meant.
    press(teacher, "room-next")
    pupil.wait_for_selector(f"{COVER}[open]")
    press(teacher, "room-undo-button")
    pupil.wait_for_selector(f"{COVER}:not([open])", state="attached")
    assert pupil.inner_text(".pg-room-name") == name
    press(teacher, "room-next")
    pupil.wait_for_selector(".pg-room", state="detached")
    teacher.wait_for_selector(".ro-people:has-text('0 people')")
    pupil.wait_for_selector(".st-key-reset button[disabled]")
