"""The run without a turn, beside the one with it; and two runs that race each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.data.sources import registered
from playground.link import to_link
from playground.presets import PLAY_DEFAULT
from tests.browser.playing import TRAINS, once, press, ready, settled, train_an_epoch, trains_past

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server

EPOCHS = 6
TWIN_IS_DRAWN = """() => [...document.querySelectorAll('.st-key-accuracy .pg-painted text')]
  .some(text => text.textContent.trim() === 'without')"""


def with_a_run_of(epochs: int, server: Server, open_page: OpenPage) -> Page:
    few = PLAY_DEFAULT.experiment().with_values({"epochs": epochs})
    return ready(open_page(f"{server.url}/?{to_link(few, registered())}"))


def test_the_twin_is_asked_for_where_the_sentence_is_and_told_of_at_its_end(
    server: Server, open_page: OpenPage
) -> None:
    short = with_a_run_of(EPOCHS, server, open_page)
    # It holds after an epoch: going on, it might end before anybody has turned a knob.
    train_an_epoch(short)
    trains_past(short, 22)
    short.locator(".st-key-run-status").get_by_text("paused").wait_for(timeout=TRAINS)
    settled(short).locator(".st-key-box-regularizer").get_by_text("L1", exact=True).click()
    press(short, "Play")
    short.locator(".st-key-offers").get_by_role("button", name="And without?").click()
    short.locator(".st-key-tray").get_by_text("twin, epoch").wait_for(timeout=TRAINS)
    told = short.locator(".st-key-sentence").get_by_text("it would have ended at")
    told.wait_for(timeout=TRAINS)
    # Its curve ends where the run's does, and F5 loses neither.
    short.wait_for_function(TWIN_IS_DRAWN)
    short.reload()
    ready(short)
    told.wait_for(timeout=TRAINS)
    short.wait_for_function(TWIN_IS_DRAWN)


def test_two_lanes_train_at_the_same_pace_and_one_can_be_closed(
    server: Server, open_page: OpenPage
) -> None:
    short = with_a_run_of(EPOCHS, server, open_page)
    short.locator(".st-key-offers select").select_option("l2")
    short.get_by_text("L2 will train beside it").wait_for()
    # It holds after an epoch: what is drawn of two that train is as of two moments.
    train_an_epoch(short)
    short.locator(".st-key-lane-heading--race .pg-heading").wait_for()
    trains_past(short, 22)
    short.locator(".st-key-run-status").get_by_text("paused").wait_for(timeout=TRAINS)

    def epochs() -> list[int]:
        found: list[int] = short.evaluate("""() => ['run-status', 'lane-heading--race'].map(key =>
          Number(document.querySelector(`.st-key-${key} b`)?.textContent ?? 0))""")
        return found

    both = once(short, epochs, lambda now: min(now) > 0 and max(now) - min(now) <= 1)
    assert min(both) > 0
    assert max(both) - min(both) <= 1
    press(short, "Play")
    short.get_by_text("finished").first.wait_for(timeout=TRAINS)
    short.get_by_role("button", name="Close this lane").click()
    short.locator(".st-key-lane").wait_for(state="detached")
    short.locator(".st-key-tray").get_by_text("L2").first.wait_for()
