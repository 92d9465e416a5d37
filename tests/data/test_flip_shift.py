from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from playground.data.flip_shift import flip_and_shift


def batch(channels: int = 3) -> NDArray[np.uint8]:
    return np.random.default_rng(1).integers(0, 256, (4, 6, 5, channels), dtype=np.uint8)


def moved(
    images: NDArray[np.uint8], mirrored: int = 0, upside_down: int = 0, down: int = 0
) -> NDArray[np.uint8]:
    """The same for every picture."""
    count = len(images)
    return flip_and_shift(
        images, np.full(count, bool(mirrored)), np.full(count, bool(upside_down)),
        np.full(count, down),
    )


@pytest.mark.parametrize("channels", [3, 4])
def test_mirrored_turns_left_and_right(channels: int) -> None:
    images = batch(channels)
    assert np.array_equal(moved(images, mirrored=1), images[:, :, ::-1])


def test_upside_down_turns_top_and_bottom() -> None:
    assert np.array_equal(moved(batch(), upside_down=1), batch()[:, ::-1])


def test_a_shift_down_repeats_the_top_row() -> None:
    images, shifted = batch(), moved(batch(), down=2)
    assert np.array_equal(shifted[:, 2:], images[:, :-2])
    assert np.array_equal(shifted[:, 0], images[:, 0])
    assert np.array_equal(shifted[:, 1], images[:, 0])


def test_a_shift_up_repeats_the_bottom_row() -> None:
    images, shifted = batch(), moved(batch(), down=-1)
    assert np.array_equal(shifted[:, :-1], images[:, 1:])
    assert np.array_equal(shifted[:, -1], images[:, -1])


def test_the_shift_comes_before_the_flips() -> None:
    both = moved(batch(), mirrored=1, upside_down=1, down=2)
    assert np.array_equal(both, moved(batch(), down=2)[:, ::-1, ::-1])


def test_each_picture_moves_on_its_own_and_the_input_stays() -> None:
    images = batch()
    kept = images.copy()
    off = np.zeros(4, np.bool_)
    out = flip_and_shift(images, off, np.array([0, 1, 0, 0], np.bool_), np.array([0, 0, 3, 0]))
    assert np.array_equal(out[[0, 3]], images[[0, 3]])
    assert np.array_equal(out[1], images[1, ::-1])
    assert np.array_equal(out[2, 3:], images[2, :3])
    assert np.array_equal(images, kept)


def test_pictures_that_are_not_contiguous_are_moved_too() -> None:
    images = batch(4)[:, :, :, :3]
    assert np.array_equal(moved(images, mirrored=1), images[:, :, ::-1])


@pytest.mark.parametrize("right", [-9, -7, -6, -1, 0, 1, 6, 7, 9])
@pytest.mark.parametrize("mirror", [False, True])
def test_a_shift_along_the_width_repeats_the_edge_column(right: int, mirror: bool) -> None:
    image = np.random.default_rng(1).integers(0, 256, (5, 7, 3), dtype=np.uint8)
    expected = image[:, np.clip(np.arange(7) - right, 0, 6)]
    none = np.zeros(1, np.int64)
    out = flip_and_shift(
        image[None], np.array([mirror]), np.array([False]), none, np.array([right]))
    assert np.array_equal(out[0], expected[:, ::-1] if mirror else expected)
