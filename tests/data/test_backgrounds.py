from __future__ import annotations

import numpy as np
import pytest

from playground.data.backgrounds import backgrounds
from playground.data.streams import Purpose, stream


def made(seed: int, count: int = 40, height: int = 24, width: int = 32) -> np.ndarray:
    return backgrounds(stream(seed, Purpose.BACKGROUND), count, height, width)


def test_backgrounds_are_decided_by_the_generator() -> None:
    assert made(1).shape == (40, 24, 32, 3)
    assert made(1).dtype == np.uint8
    assert np.array_equal(made(1), made(1))
    assert not np.array_equal(made(1), made(2))


def test_backgrounds_differ_in_color_and_in_pattern() -> None:
    images = made(3).astype(float)
    assert images.mean(axis=(1, 2)).std(axis=0).min() > 30
    spread = images.std(axis=(1, 2)).max(axis=1)
    assert spread.min() < 12
    assert spread.max() > 50


@pytest.mark.parametrize("shape", [(0, 8, 8), (3, 1, 1), (1, 1, 9)])
def test_any_shape_is_filled(shape: tuple[int, int, int]) -> None:
    assert made(1, *shape).shape == (*shape, 3)
