"""Pictures cut wide or tall, and filled up to a square again."""

from __future__ import annotations

import numpy as np

from playground.data.crop_bars import COLUMNS, LONGEST, SHARE, crop, zooms

SIDE = 48


def numbers(count: int = 400) -> np.ndarray:
    return np.random.default_rng(2).uniform(-1, 1, (COLUMNS, count))


def given(**values: float) -> np.ndarray:
    """One picture's numbers, cropped as far as can be: wide, along its middle, by default."""
    columns = {"whether": -1.0, "shape": -1.0, "distance": 0.0, "place": 0.0, "kind": 0.0}
    return np.array([*(columns | values).values(), 0, 0, 0], float)[:, None]


def test_about_as_many_are_cropped_as_it_says_and_the_others_stay() -> None:
    images = np.random.default_rng(1).integers(0, 256, (400, SIDE, SIDE, 3), np.uint8)
    same = (crop(images, numbers()) == images).all(axis=(1, 2, 3))
    assert abs((~same).mean() - SHARE) < 0.08
    assert (same >= (zooms(numbers()) == 1)).all()


def test_the_longest_crop_is_as_long_as_it_says_and_lies_in_the_middle() -> None:
    image = np.zeros((1, SIDE, SIDE, 3), np.uint8)
    image[:, SIDE // 2 - 10 : SIDE // 2 + 10] = 200
    (wide,) = crop(image, given(kind=0.5))
    (tall,) = crop(image.transpose(0, 2, 1, 3), given(kind=0.5, shape=0.999999))
    assert (wide[:14] == 0).all()
    assert (wide[SIDE // 2 - 8 : SIDE // 2 + 8] == 200).all()
    assert (wide[-14:] == 0).all()
    np.testing.assert_array_equal(tall, wide.transpose(1, 0, 2))
    assert LONGEST > 2


def test_hands_are_smaller_in_a_longer_crop_and_never_too_small_to_fill_it() -> None:
    seen = zooms(numbers())
    assert seen.max() == 1
    assert seen.min() >= 1 / LONGEST
    assert zooms(given(distance=-1))[0] == 1
