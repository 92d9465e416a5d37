"""Two pages that press Play on the same settings watch one run, until one of them turns a knob."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.playing import TRAINS, press, ready, trains_past

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Server, StartServer


@pytest.fixture(scope="module")
def play(start_server: StartServer) -> Server:
    return start_server("app.py", PLAYGROUND_MAX_RUNS="1", PLAYGROUND_GRACE_SECONDS="600")


def test_two_pages_share_a_run_and_a_turned_knob_takes_it_from_nobody(
    play: Server, open_page: OpenPage
) -> None:
    first, second = (ready(open_page(f"{play.url}/?share=20&epochs=1000")) for _ in range(2))
    press(first, "Play")
    trains_past(first, 2)
    press(second, "Play")
    second.get_by_text("2 watch").first.wait_for(timeout=TRAINS)
    first.get_by_text("2 watch").first.wait_for(timeout=TRAINS)
    second.get_by_role("radio", name="L1", exact=True).or_(
        second.get_by_role("button", name="L1", exact=True)).first.click()
    second.get_by_text("forked at step").first.wait_for(timeout=TRAINS)
    second.get_by_text("waiting, place 1").first.wait_for(timeout=TRAINS)
    assert "regularizer" not in first.url
    step = int(first.locator(".st-key-matrix [data-tag]").first.get_attribute("data-tag") or 0)
    trains_past(first, step + 5)
    press(first, "Reset")
    second.get_by_text("pictures/s").first.wait_for(timeout=TRAINS)
    second.wait_for_url("**changes=*regularizer%3Al1**", timeout=TRAINS)
