"""The hand in a photo: found where it is, and nowhere where there is none."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest

from playground.photo.finder import (
    LEAST_TO_PROPOSE,
    MOST_SQUARES,
    Sighting,
    find_hand,
    likelihood,
    seen,
    sightings,
    views,
)
from playground.photo.finder_network import AROUND, SIDE
from playground.photo.photo import Photo
from playground.photo.square import Square
from tests.photo.hand_scenes import as_photo, backgrounds, with_hand

SCENES = 40


def flat(width: int, height: int, value: int = 90) -> Photo:
    return as_photo(np.full((height, width, 3), value, np.uint8))


def overlap(one: Square, other: Square) -> float:
    """Intersection over the smaller one."""
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    along = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    smaller = min(one.width * one.height, other.width * other.height)
    return max(0.0, across) * max(0.0, along) / smaller


def test_most_hands_of_people_never_seen_are_found_where_they_are() -> None:
    hits = 0
    for at in range(SCENES):
        photo, place = with_hand(at)
        best = sightings(photo)[0]
        found = Square(best.x - best.side / 2, best.y - best.side / 2, best.side, best.side)
        hits += likelihood(best) >= LEAST_TO_PROPOSE and overlap(found, place) > 0.5
    assert hits >= 0.7 * SCENES


@pytest.fixture
def seen_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[float, float], None]:
    """Say how long the hand is that the finder sees in the middle of a photo, and how likely."""
    def change(side: float, score: float) -> None:
        monkeypatch.setattr("playground.photo.finder.sightings", lambda photo: [
            Sighting(photo.size[0] / 2, photo.size[1] / 2, side, 0.5, 0.5, 0.5)])
        monkeypatch.setattr("playground.photo.finder.likelihood", lambda sighting: score)
    return change


def test_a_small_hand_is_framed(seen_at: Callable[[float, float], None]) -> None:
    seen_at(80, 0.9)
    assert find_hand(flat(300, 200)) == Square(102, 52, 96, 96)


@pytest.mark.parametrize(("side", "score", "size"), [
    (130, 0.9, (300, 200)), (80, 0.4, (300, 200)), (80, 0.9, (200, 300))],
    ids=["that fills it", "in doubt", "in a tall photo"])
def test_a_photo_is_left_whole_where_a_closer_square_gains_nothing(
    side: float, score: float, size: tuple[int, int], seen_at: Callable[[float, float], None]
) -> None:
    seen_at(side, score)
    assert find_hand(flat(*size)) == Square(0, 0, *size)


def test_in_a_tall_photo_a_very_small_hand_is_framed_with_more_around(
    seen_at: Callable[[float, float], None]
) -> None:
    seen_at(50, 0.9)
    assert find_hand(flat(200, 300)) == Square(50, 100, 100, 100)


@pytest.mark.parametrize("value", [0, 90, 128, 255])
def test_nothing_is_found_where_there_is_nothing(value: int) -> None:
    assert find_hand(flat(320, 200, value)) is None


def test_in_most_backgrounds_never_seen_nothing_is_found() -> None:
    found = [find_hand(as_photo(picture)) for picture in backgrounds()[::4]]
    assert sum(square is None for square in found) >= 0.6 * len(found)


def test_the_same_photo_gives_the_same_square() -> None:
    photo, _ = with_hand(3)
    assert sightings(photo) == sightings(photo)


@pytest.mark.parametrize("size", [(1, 1), (3000, 10), (10, 3000), (1, 700), (129, 127)])
def test_photos_of_any_shape_are_looked_at(size: tuple[int, int]) -> None:
    random = np.random.default_rng(0)
    photo = as_photo(random.integers(0, 256, (size[1], size[0], 3), dtype=np.uint8))
    found = find_hand(photo)
    assert found is None or found == found.within(photo)
    assert len(views(photo)) <= 1 + MOST_SQUARES


def test_what_is_framed_is_a_square_as_far_as_the_photo_has_room() -> None:
    found = [(photo, find_hand(photo)) for photo, _ in map(with_hand, range(10))]
    for photo, square in found:
        if square is not None and square != Square(0, 0, *photo.size):
            long, short = max(square.width, square.height), min(square.width, square.height)
            assert short == pytest.approx(min(long, *photo.size))
            assert square == square.within(photo)


def test_of_a_hand_across_a_wide_photo_nothing_is_cut_off() -> None:
    scene, place = with_hand(3)
    middle = place.top + place.height / 2
    band = as_photo(scene.pixels[
        max(0, int(middle - 0.3 * place.height)) : int(middle + 0.3 * place.height)])
    square = find_hand(band)
    assert square is not None
    assert square.height == band.size[1]
    assert square.width > 1.2 * square.height


def test_beside_a_photo_that_is_no_square_there_is_gray() -> None:
    (canvas,) = seen(flat(200, 100, 255), [Square(0, 0, 200, 100)])
    assert (canvas[SIDE // 4 : 3 * SIDE // 4] == 255).all()
    assert (canvas[: SIDE // 4] == AROUND).all()
    assert (canvas[3 * SIDE // 4 :] == AROUND).all()


def test_a_part_that_leaves_the_photo_is_gray_there() -> None:
    (canvas,) = seen(flat(100, 100, 0), [Square(-50, 0, 100, 100)])
    assert (canvas[:, : SIDE // 2] == AROUND).all()
    assert (canvas[:, SIDE // 2 :] == 0).all()


def test_no_tensorflow_is_needed() -> None:
    program = """
import sys
import numpy as np
from playground.photo.hand import hand_score
from playground.photo.photo import Photo
hand_score(Photo(np.zeros((40, 60, 3), np.uint8), (60, 40), "PNG", ""))
sys.exit("tensorflow" in sys.modules or "keras" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
