"""A network and the referee together: the mean, how sure, and whether there is any hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from playground.data.classes import CLASSES
from playground.photo.answer import Answer
from playground.photo.finder import Sighting
from playground.photo.photo import Photo
from playground.photo.refereed import find_hand, in_words, refereed, together
from playground.photo.ruling import Ruling
from playground.photo.square import Square
from playground.referee.hands import Hand
from playground.referee.turned import TurnedSquare
from playground.referee.verdict import Verdict

PHOTO = Photo(np.zeros((200, 300, 3), np.uint8), (300, 200), "PNG", "made")
WIDE = Photo(np.zeros((200, 400, 3), np.uint8), (400, 200), "PNG", "wide")
NETWORK = Answer(np.array([0.9, 0.06, 0.04], np.float32), np.zeros((8, 8, 3), np.uint8),
                 np.zeros((8, 8), np.float32), "sure", 0)


def said(sign: str, share: float, none: float = 0.0, *fingers: str) -> Verdict:
    points = np.zeros((21, 3), np.float32)
    points[1], points[2] = (60, 50, 0), (160, 90, 0)
    points[[0, *range(3, 21)]] = (100, 70, 0)
    given = np.full(3, (1 - share) / 2, np.float32)
    given[CLASSES.index(sign)] = share
    return Verdict(Hand(points, points, 1.0, 1.0, 1.0, TurnedSquare(0, 0, 1, 0)), given, none,
                   frozenset(fingers))


@pytest.fixture
def see(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Say what the referee and the finder see."""
    def change(found: Verdict | None, score: float = 1.0) -> None:
        seen = (Sighting(0, 0, 10, 0.5, 0.5, 0.5),)
        monkeypatch.setattr("playground.photo.refereed.ruling", lambda photo: Ruling(found, seen))
        monkeypatch.setattr("playground.photo.finder.likelihood", lambda sighting: score)
    return change


FOUR = ("index", "middle", "ring", "little")


def test_where_both_agree_the_answer_is_sure(see: Callable[..., None]) -> None:
    see(said("paper", 0.9, 0.0, *FOUR))
    found = refereed(PHOTO, NETWORK)
    assert found.probabilities == pytest.approx((0.9, 0.055, 0.045))
    assert (found.sure, found.refused, found.winner) == ("sure", False, 0)


@pytest.mark.parametrize("doubtful", [
    said("rock", 0.9), said("paper", 0.9, 0.8, *FOUR), said("paper", 0.9, 0.0, "index", "middle")],
    ids=["another sign", "none of the three", "other fingers"])
def test_where_they_do_not_it_is_unsure(see: Callable[..., None], doubtful: Verdict) -> None:
    see(doubtful)
    assert refereed(PHOTO, NETWORK).sure == "unsure"


def test_where_the_referee_sees_no_hand_the_network_stands_alone_and_is_not_sure(
    see: Callable[..., None]
) -> None:
    see(None, score=0.9)
    found = refereed(PHOTO, NETWORK)
    assert found.probabilities is NETWORK.probabilities
    assert (NETWORK.sure, found.sure, found.refused) == ("sure", "unsure", False)


def test_what_neither_sees_is_refused_and_a_hand_with_points_never(
    see: Callable[..., None]
) -> None:
    see(None, score=0.1)
    assert refereed(PHOTO, NETWORK).refused
    see(said("paper", 0.9), score=0.1)
    assert not refereed(PHOTO, NETWORK).refused


@pytest.mark.parametrize(("found", "told"), [
    (said("paper", 0.9, 0.0, *FOUR), "Sure: network and referee together"),
    (said("rock", 0.9), "the network says paper, the referee rock"),
    (said("paper", 0.9, 0.8, *FOUR), "it may be none of the three signs")])
def test_one_sentence_says_how_much_the_common_answer_is_worth(found: Verdict, told: str) -> None:
    assert told in str(in_words(together(NETWORK.probabilities, found)))


def test_both_may_agree_and_yet_be_unsure() -> None:
    network = np.array([0.45, 0.4, 0.15], np.float32)
    both = together(network, said("paper", 0.6, 0.0, *FOUR))
    assert str(in_words(both)) == "Unsure: rather paper, but rock is possible."


def test_a_network_that_stands_alone_has_its_own_sentence() -> None:
    alone = together(NETWORK.probabilities, None)
    assert alone.sure == "unsure"
    with pytest.raises(ValueError, match="no referee"):
        in_words(alone)


def test_the_square_is_about_the_points_of_a_hand(see: Callable[..., None]) -> None:
    see(said("paper", 0.9))
    found = find_hand(WIDE)
    assert found is not None
    assert found.left < 60 < 160 < found.left + found.width
    assert found.left + found.width / 2 == pytest.approx(110)


@pytest.mark.parametrize("size", [(210, 200), (300, 200), (200, 600)])
def test_a_hand_that_fills_a_photo_leaves_it_whole(
    see: Callable[..., None], size: tuple[int, int]
) -> None:
    see(said("paper", 0.9))
    pixels = np.zeros((size[1], size[0], 3), np.uint8)
    assert find_hand(replace(PHOTO, pixels=pixels)) == Square(0, 0, *size)


def test_without_points_the_hand_is_where_the_finder_sees_it(
    see: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    see(None)
    for square in (Square(1, 2, 90, 90), Square(0, 0, 300, 200), None):
        monkeypatch.setattr(
            "playground.photo.finder.square_of", lambda photo, seen, one=square: one)
        assert find_hand(PHOTO) == square
