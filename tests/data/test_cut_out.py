from __future__ import annotations

import numpy as np
import pytest

from playground.data.cut_out import COLUMNS, cover, cut_out


def test_about_half_of_the_pictures_are_covered_in_part() -> None:
    images = np.zeros((400, 40, 40, 3), np.uint8)
    draws = np.random.default_rng(3).uniform(-1, 1, (COLUMNS, 400))
    out = cut_out(images, draws)
    shares = out.any(axis=3).mean(axis=(1, 2))
    assert 150 < (shares > 0).sum() < 250
    assert shares.max() < 2 * 0.36**2
    assert not images.any()


def test_a_rectangle_is_flat_and_of_the_size_asked_for() -> None:
    image = np.zeros((100, 100, 3), np.uint8)
    cover(image, [0.0, 0.0, 1.0, -1.0, 1.0, 1.0, 0.0, 0.5, 0.9])
    assert image.any(axis=2).sum() == 35 * 10
    assert np.unique(image.reshape(-1, 3), axis=0).tolist() == [[0, 0, 0], [128, 192, 243]]


def test_an_ellipse_covers_less_than_its_box() -> None:
    image = np.zeros((100, 100, 3), np.uint8)
    cover(image, [0.0, 0.0, 1.0, 1.0, -1.0, 1.0, 0.0, 0.5, 0.9])
    assert image.any(axis=2).mean() == pytest.approx(np.pi / 4 * 0.35**2, rel=0.02)


@pytest.mark.parametrize("place", [-1.0, 0.999])
@pytest.mark.parametrize("kind", [-1.0, 0.5])
@pytest.mark.parametrize("fill", [-1.0, 0.5])
@pytest.mark.parametrize("shape", [(1, 1), (3, 50), (400, 400)])
def test_a_shape_may_lie_partly_outside(
    place: float, kind: float, fill: float, shape: tuple[int, int]
) -> None:
    image = np.zeros((*shape, 3), np.uint8)
    cover(image, [place, -place, 1.0, 1.0, kind, fill, 0.99, 0.99, 0.99])
    assert image.shape == (*shape, 3)
