from __future__ import annotations

import numpy as np
import pytest

from playground.data.new_background import premultiply
from playground.data.warp import warp


def smooth(height: int = 40, width: int = 40) -> np.ndarray:
    y, x = np.mgrid[:height, :width]
    plane = 120 + 60 * np.sin(x / 6.0) + 60 * np.cos(y / 8.0)
    return np.repeat(plane[None, ..., None], 3, axis=3).astype(np.uint8)


def warped(
    images: np.ndarray, degrees: float = 0.0, zoom: float = 1.0, stretch: float = 1.0
) -> np.ndarray:
    count = len(images)
    angles = np.full(count, np.deg2rad(degrees))
    return warp(images, angles, np.full(count, zoom), np.full(count, stretch))


def test_no_turn_and_no_zoom_change_nothing() -> None:
    assert np.array_equal(warped(smooth()), smooth())


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_quarter_turn_is_counterclockwise_and_exact(quarters: int) -> None:
    expected = np.rot90(smooth(), quarters, axes=(1, 2)).astype(int)
    assert np.abs(warped(smooth(), 90 * quarters) - expected).max() <= 1


def test_zoom_enlarges_about_the_middle() -> None:
    images = np.zeros((1, 40, 40, 3), np.uint8)
    images[:, 15:25, 15:25] = 255
    assert (warped(images, zoom=2.0)[0, 11:29, 11:29] == 255).all()
    assert (warped(images, zoom=2.0)[0, :9] == 0).all()
    assert (warped(images, zoom=0.5)[0, 18:22, 18:22] == 255).all()
    assert (warped(images, zoom=0.5)[0, :16] == 0).all()


@pytest.mark.parametrize("shape", [(40, 40), (20, 60), (1, 1)])
@pytest.mark.parametrize("degrees", [-30.0, 17.0, 30.0])
def test_corners_repeat_the_edge_and_are_never_black(
    shape: tuple[int, int], degrees: float
) -> None:
    white = np.full((2, *shape, 3), 255, np.uint8)
    assert (warped(white, degrees, 0.8) == 255).all()


def test_colors_behind_transparency_do_not_bleed_in_once_they_are_premultiplied() -> None:
    images = np.zeros((1, 40, 40, 4), np.uint8)
    images[..., 0] = 255
    images[:, 10:30, 10:30] = (0, 0, 255, 255)
    out = warped(premultiply(images), 20.0)
    assert out[..., 0].max() == 0
    assert (out[..., 2] <= out[..., 3]).all()


def test_each_picture_is_turned_on_its_own() -> None:
    images = np.concatenate([smooth(), smooth()])
    out = warp(images, np.deg2rad([0.0, 20.0]), np.ones(2), np.ones(2))
    assert np.array_equal(out[0], images[0])
    assert np.array_equal(out[1], warped(smooth(), 20.0)[0])


def test_a_stretch_widens_and_lowers_about_the_middle_whatever_the_turn() -> None:
    images = np.zeros((1, 80, 80, 3), np.uint8)
    images[:, 30:50, 30:50] = 255
    for degrees in (0.0, 90.0):
        out = warped(images, degrees, stretch=2.0)[0, :, :, 0] > 127
        down, across = out.any(axis=1).sum(), out.any(axis=0).sum()
        assert abs(int(across) - 40) <= 1
        assert abs(int(down) - 10) <= 1
