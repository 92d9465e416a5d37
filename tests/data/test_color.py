from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from playground.data.color import COLUMNS, NOISE, recolor


def numbers(count: int, **columns: float) -> NDArray[np.float64]:
    """All in the middle of their ranges, and no noise."""
    made = np.zeros((COLUMNS, count))
    made[8] = -1.0
    for name, value in columns.items():
        made[int(name[1:])] = value
    return made


def pictures(count: int = 3) -> NDArray[np.uint8]:
    return np.random.default_rng(1).integers(0, 256, (count, 20, 24, 3), dtype=np.uint8)


def test_in_the_middle_of_every_range_nothing_changes() -> None:
    assert np.array_equal(recolor(pictures(), numbers(3)), pictures())


def test_a_quarter_has_no_color_even_where_there_is_noise() -> None:
    draws = np.random.default_rng(2).uniform(-1, 1, (COLUMNS, 600))
    out = recolor(pictures(600), draws).astype(int)
    gray = (out.max(axis=3) == out.min(axis=3)).all(axis=(1, 2))
    assert 110 < gray.sum() < 190
    noisy = numbers(3, c3=-1.0, c8=0.99, c0=0.9)
    out = recolor(pictures(), noisy)
    assert np.array_equal(out[..., 0], out[..., 1])
    assert np.array_equal(out[..., 0], out[..., 2])


def test_hue_and_saturation_leave_gray_pictures_gray() -> None:
    gray = np.repeat(pictures()[..., :1], 3, axis=3)
    assert np.abs(recolor(gray, numbers(3, c4=0.8, c5=0.9)).astype(int) - gray).max() <= 1


def test_white_balance_tints() -> None:
    gray = np.full((1, 8, 8, 3), 100, np.uint8)
    assert recolor(gray, numbers(1, c0=1.0, c2=-1.0))[0, 0, 0].tolist() == [130, 100, 77]


def test_exposure_saturates_instead_of_wrapping() -> None:
    white = np.full((1, 8, 8, 3), 250, np.uint8)
    assert (recolor(white, numbers(1, c7=1.0)) == 255).all()


def test_gamma_keeps_black_and_white() -> None:
    ends = np.array([0, 255], np.uint8)[None, None, :, None].repeat(3, axis=3)
    for gamma in (-1.0, 0.999):
        assert np.array_equal(recolor(ends, numbers(1, c6=gamma)), ends)


def test_noise_has_no_bias_and_is_of_the_strength_asked_for() -> None:
    flat = np.full((1, 64, 64, 3), 120, np.uint8)
    noise = recolor(flat, numbers(1, c8=0.9999)).astype(float) - 120
    assert abs(noise.mean()) < 1
    assert noise.std() == pytest.approx(NOISE[1], rel=0.1)


def test_pictures_larger_than_the_stored_noise_get_some_everywhere() -> None:
    flat = np.full((1, 400, 400, 3), 120, np.uint8)
    assert (recolor(flat, numbers(1, c8=0.9, c9=0.999))[0, -1] != 120).any()
