"""No text cut off, no control out of reach, no sideways scroll and no hole, at any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.layout import faults
from tests.browser.playing import TRAINS, press, ready, trains_past

if TYPE_CHECKING:


    from tests.browser.conftest import OpenPage, Server

BOTH = ("light", "dark")
HOLES = {".st-key-stage": 112}
"""CSS pixels: a chart's margin or the end of a table is less."""


def shown(faults: list[str]) -> str:
    return "\n".join(faults[:60])


def test_play_before_during_and_after(server: Server, open_page: OpenPage) -> None:
    page = ready(open_page(server.url))
    page.locator(".st-key-tray .pg-card").first.wait_for()
    found = faults(page, schemes=BOTH, holes=HOLES)
    press(page, "Play")
    trains_past(page, 60)
    press(page, "Pause")
    page.get_by_text("paused").first.wait_for(timeout=TRAINS)
    found += faults(page, holes=HOLES)
    press(page, "Reset")
    assert not found, shown(found)
