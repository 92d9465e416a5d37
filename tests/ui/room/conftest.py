"""Pages of a teacher and of pupils in Streamlit's own test runner, in rooms of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground.room import rooms as of_process
from playground.room.rooms import Rooms

sys.path.insert(0, str(Path(__file__).parents[2] / "room"))
from rooms_made import Clock

APP = Path(__file__).resolve().parents[3] / "app.py"
ROOM = "pages/8_Room.py"
OpenPage = Callable[..., AppTest]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rooms(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Rooms:
    made = Rooms(clock, clock.later)
    monkeypatch.setattr(of_process, "_rooms", made)
    return made


@pytest.fixture
def open_page(rooms: Rooms, manager: object) -> OpenPage:
    """Another tab, at that page; `manager` trains nothing."""
    def opened(page: str = ROOM, **words: str) -> AppTest:
        made = AppTest.from_file(str(APP), default_timeout=180)
        if page != "app.py":
            made.switch_page(page)
        for word, value in words.items():
            made.query_params[word] = value
        made.run()
        assert not made.exception
        return made

    return opened
