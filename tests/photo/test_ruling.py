"""The referee and the finder on one photo: each is asked once, and who sees a hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from playground.photo.finder import Sighting
from playground.photo.photo import Photo
from playground.photo.ruling import Ruling, ruling
from playground.referee.hands import Hand
from playground.referee.turned import TurnedSquare
from playground.referee.verdict import Verdict

PHOTO = Photo(np.zeros((200, 300, 3), np.uint8), (300, 200), "PNG", "made")
POINTS = np.zeros((21, 3), np.float32)
HAND = Verdict(Hand(POINTS, POINTS, 1.0, 1.0, 1.0, TurnedSquare(0, 0, 1, 0)),
               np.array([1, 0, 0], np.float32), 0.0, frozenset())
LIKELY, UNLIKELY = Sighting(60, 50, 40, 0.9, 0.9, 0.9), Sighting(60, 50, 40, 0.01, 0.01, 0.01)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who was asked, in order; the referee finds no palm, and the finder sees a likely hand."""
    calls: list[str] = []

    def referee(pixels: np.ndarray, where: Callable[[], object]) -> None:
        calls.append(f"referee at {where()}")

    def finder(photo: Photo) -> list[Sighting]:
        calls.append("finder")
        return [LIKELY]

    monkeypatch.setattr("playground.photo.ruling.verdict", referee)
    monkeypatch.setattr("playground.photo.finder.sightings", finder)
    return calls


def test_where_no_palm_is_found_the_finder_looks_once(asked: list[str]) -> None:
    found = ruling(PHOTO)
    assert found.verdict is None
    assert not found.no_hand
    assert asked == ["finder", "referee at (60, 50, 40)"]


def test_where_a_palm_is_found_the_finder_is_not_asked(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.photo.ruling.verdict", lambda pixels, where: HAND)
    found = ruling(PHOTO)
    assert (found.verdict, found.sightings, found.no_hand) == (HAND, (), False)
    assert asked == []


@pytest.mark.parametrize(("sighting", "believed"), [(LIKELY, True), (UNLIKELY, False)])
def test_a_hand_that_the_referee_doubts_counts_where_the_finder_sees_something(
    monkeypatch: pytest.MonkeyPatch, sighting: Sighting, believed: bool
) -> None:
    doubtful = replace(HAND, hand=replace(HAND.hand, presence=0.6))
    monkeypatch.setattr("playground.photo.ruling.verdict", lambda pixels, where: doubtful)
    monkeypatch.setattr("playground.photo.finder.sightings", lambda photo: [sighting])
    found = ruling(PHOTO)
    assert (found.verdict is doubtful) == believed
    assert found.no_hand != believed


@pytest.mark.parametrize(("seen", "none"), [
    (Ruling(None, (LIKELY, UNLIKELY)), False), (Ruling(None, (UNLIKELY,)), True),
    (Ruling(None), True), (Ruling(HAND, (UNLIKELY,)), False)])
def test_there_is_no_hand_where_neither_sees_one(seen: Ruling, none: bool) -> None:
    assert seen.no_hand == none
