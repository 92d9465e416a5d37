"""Hand or no hand, on people and places that the network has not been trained on."""

from __future__ import annotations

import numpy as np
import pytest

from playground.photo.hand import LEAST_SCORE, hand_score, looks_like_a_hand
from playground.photo.square import Square
from tests.photo.hand_scenes import as_photo, backgrounds, with_hand


def test_hands_of_people_never_seen_score_above_backgrounds_never_seen() -> None:
    with_one = np.array([hand_score(with_hand(at)[0]) for at in range(30)])
    without = np.array([hand_score(as_photo(picture)) for picture in backgrounds()[::5]])
    assert (with_one[:, None] > without).mean() > 0.85


def test_a_score_is_a_share() -> None:
    for at in range(5):
        assert 0 <= hand_score(with_hand(at)[0]) <= 1


def test_of_a_part_only_that_part_counts() -> None:
    scores = []
    for at in range(12):
        photo, place = with_hand(at)
        corner = min((0, photo.size[0] - 100), key=lambda left: -abs(left - place.left))
        around = Square(place.left, place.top, place.width, place.height)
        scores.append((hand_score(photo, around), hand_score(photo, Square(corner, 0, 100, 100))))
    on, off = np.array(scores).T
    assert np.median(on) > np.median(off)


def test_nothing_is_no_hand() -> None:
    assert not looks_like_a_hand(as_photo(np.full((200, 300, 3), 128, np.uint8)))


@pytest.mark.parametrize("size", [(1, 1), (3000, 10), (10, 3000)])
def test_photos_of_any_shape_have_a_score(size: tuple[int, int]) -> None:
    photo = as_photo(np.zeros((size[1], size[0], 3), np.uint8))
    assert hand_score(photo) < LEAST_SCORE


def test_the_answer_is_the_score_against_the_threshold() -> None:
    photo, _ = with_hand(1)
    assert looks_like_a_hand(photo) == (hand_score(photo) >= LEAST_SCORE)
