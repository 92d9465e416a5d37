"""Photos and marked pictures outlive their session, for an hour, and never go without a word."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from fakes import FakeManager
from streamlit.testing.v1 import AppTest

from playground.data.sources import is_private
from playground.photo.square import default_square
from playground.presets import PLAY_DEFAULT
from playground.ui.session import Tab
from playground.ui.try_hand import desk as desk_module
from playground.ui.try_hand import kept
from playground.ui.try_hand.desk import Desk
from playground.ui.try_hand.training_panel import _keep

sys.path.insert(0, str(Path(__file__).parent))
from conftest import png

ANN, BOB = "ann's secret", "bob's secret"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    made = Clock()
    monkeypatch.setattr(kept, "time", made)
    monkeypatch.setattr(kept, "_entries", {})
    yield made
    kept._losses.clear()


def with_photos(secret: str, photos: int, marked: int = 0, session: int = 1) -> Desk:
    mine = kept.of(secret, Desk)
    kept.sit_down(secret, session)
    for number in range(photos):
        mine.take(png(100 + number), f"{number}.png")
    for one in mine.photos[:marked]:
        mine.test_set.mark(one.photo, default_square(one.photo, "squash"), 0)
    return mine


def test_what_a_session_has_brought_is_found_by_the_next_one_for_an_hour(clock: Clock) -> None:
    mine = with_photos(ANN, 2, marked=1)
    kept.left(ANN, 1)
    clock.now += kept.HOUR - 1
    assert kept.of(ANN, Desk) is mine
    assert kept.counted(ANN) == (2, 1)
    kept.sit_down(ANN, 2)
    clock.now += 10 * kept.HOUR
    assert kept.of(ANN, Desk) is mine
    # And a copy of the tab that closes does not take it away.
    kept.sit_down(ANN, 3)
    kept.left(ANN, 3)
    clock.now += 2 * kept.HOUR
    assert kept.of(ANN, Desk) is mine
    kept.left(ANN, 2)
    clock.now += kept.HOUR
    assert kept.of(ANN, Desk) is not mine
    assert kept.counted("nobody's") == (0, 0)


class FakeTimer:
    """Waits for the test to call `act`."""

    made: ClassVar[list[FakeTimer]] = []

    def __init__(self, seconds: float, act: Callable[[], None]) -> None:
        self.seconds, self.act, self.daemon = seconds, act, False
        self.made.append(self)

    def start(self) -> None:
        return


def test_one_timer_lets_go_of_what_each_has_left_after_their_own_hour(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_photos(ANN, 1)
    with_photos(BOB, 1, session=2)
    monkeypatch.setattr(FakeTimer, "made", [])
    monkeypatch.setattr(kept.threading, "Timer", FakeTimer)
    monkeypatch.setattr(kept, "_timer", None)
    kept.left(ANN, 1)
    clock.now += 600
    kept.left(BOB, 2)
    (first,) = FakeTimer.made
    assert first.seconds == pytest.approx(kept.HOUR + 1)
    clock.now += kept.HOUR - 599
    first.act()
    assert kept.counted(ANN) == (0, 0)
    assert kept.counted(BOB) == (1, 0)
    assert FakeTimer.made[-1].seconds == pytest.approx(600)
    clock.now += 600
    FakeTimer.made[-1].act()
    assert kept.counted(BOB) == (0, 0)
    assert len(FakeTimer.made) == 2


def test_pictures_to_train_on_go_with_it(clock: Clock, manager: FakeManager) -> None:
    mine = with_photos(ANN, 30)
    for number, one in enumerate(mine.photos):
        mine.test_set.mark(one.photo, default_square(one.photo, "squash"), number % 3)
    at = Tab(PLAY_DEFAULT.experiment())
    _keep(at, mine)
    name = at.experiment.data
    assert is_private(name)
    kept.left(ANN, 1)
    clock.now += kept.HOUR - 1
    kept._sweep()
    assert is_private(name)
    clock.now += 1
    kept._sweep()
    assert not is_private(name)


def test_who_is_away_gives_up_photos_for_who_is_there_but_never_marked_pictures(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = with_photos(ANN, 2, marked=1)
    kept.left(ANN, 1)
    size = sum(one.photo.nbytes for one in away.photos)
    others = sum(one.nbytes for one in desk_module._photos) - size
    monkeypatch.setattr(desk_module, "MOST_BYTES_OF_ALL", others + size)
    here = with_photos(BOB, 1, session=2)
    assert len(here.photos) == 1
    assert kept.counted(ANN) == (0, 1)
    assert kept.take_losses(ANN) == (2, 0)
    # Nobody who is there gives up anything.
    monkeypatch.setattr(desk_module, "MOST_BYTES_OF_ALL", 1)
    assert here.take(png(50), "more.png") is None
    assert "try again in a few minutes" in str(here.problems[-1])
    assert len(here.photos) == 1


def test_the_photos_of_all_who_are_away_are_bounded_and_the_longest_away_give_theirs_up(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = with_photos(ANN, 2, marked=1)
    one = first.photos[0].photo.nbytes
    first.photos[0].preview = b"made again when somebody looks"
    kept.left(ANN, 1)
    assert first.photos[0].preview == b""
    monkeypatch.setattr(kept, "MOST_BYTES_AWAY", 3 * one)
    clock.now += 1
    with_photos(BOB, 2, session=2)
    assert kept.counted(ANN) == (2, 1), "who is there is not counted"
    kept.left(BOB, 2)
    assert kept.counted(ANN) == (0, 1)
    assert kept.take_losses(ANN) == (2, 0)
    assert kept.counted(BOB) == (2, 0)


def test_what_is_lost_is_said_once_where_it_was(
    hand_page: AppTest, manager: FakeManager
) -> None:
    at = hand_page.session_state["play-page"]
    kept._entries.pop(at.owner)
    kept.say_what_is_lost(at.owner, 12, 5)
    hand_page.run()
    shown = " ".join(element.value for element in hand_page.get("html"))
    assert "Your photos (12) and marked pictures (5) are gone" in shown
    kept.say_what_is_lost(at.owner, 12, 5)
    assert kept.take_losses(at.owner) == (0, 0)
