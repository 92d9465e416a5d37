from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from playground.data.decode import compose
from playground.data.new_background import COLUMNS, premultiply, replace_background


def draws(count: int) -> NDArray[np.float64]:
    return np.random.default_rng(4).uniform(-1, 1, (COLUMNS, count))


def cut_outs(count: int = 40, height: int = 20, width: int = 24) -> NDArray[np.uint8]:
    images = np.random.default_rng(5).integers(0, 256, (count, height, width, 4), dtype=np.uint8)
    images[..., 3] = 0
    images[:, 5:15, 5:15, 3] = 255
    return images


def test_the_hand_stays_and_all_around_it_is_new() -> None:
    images = cut_outs()
    out = replace_background(premultiply(images), draws(40))
    assert np.array_equal(out[:, 6:14, 6:14], images[:, 6:14, 6:14, :3])
    assert len({picture.tobytes() for picture in out[:, :5]}) > 35


def test_only_the_edge_of_a_softened_hand_is_mixed() -> None:
    images = cut_outs()
    out = replace_background(premultiply(images), draws(40))
    same = (out[:, 5:15, 5:15] == images[:, 5:15, 5:15, :3]).all(axis=(1, 2, 3))
    assert 8 < same.sum() < 32


def test_premultiplied_colors_over_black_are_what_they_would_be_composed() -> None:
    images = np.random.default_rng(5).integers(0, 256, (9, 20, 24, 4), dtype=np.uint8)
    out = premultiply(images)
    assert np.array_equal(out[..., :3], compose(images, np.zeros(3, np.uint8)))
    assert np.array_equal(out[..., 3], images[..., 3])


@pytest.mark.parametrize("shape", [(1, 1), (2, 30), (64, 64)])
def test_any_shape_and_an_empty_alpha(shape: tuple[int, int]) -> None:
    images = np.zeros((12, *shape, 4), np.uint8)
    out = replace_background(images, draws(12))
    assert out.shape == (12, *shape, 3)
    assert out.dtype == np.uint8
