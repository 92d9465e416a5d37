from __future__ import annotations

import numpy as np
import pytest

from playground.data.blur import COLUMNS, blur, coarse, in_motion, out_of_focus


def picture(height: int = 64, width: int = 64) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (height, width, 3), dtype=np.uint8)


WAYS = {
    "out of focus": out_of_focus, "coarse": coarse,
    "in motion": lambda image, amount: in_motion(image, amount, 0.7),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("amount", [0.0, 0.5, 1.0])
def test_the_mean_stays_about_the_same_and_detail_goes(way: str, amount: float) -> None:
    image = picture()
    WAYS[way](image, amount)
    assert abs(image.mean() - picture().mean()) < 2
    assert image.std() < picture().std()


@pytest.mark.parametrize("way", WAYS)
def test_a_flat_picture_stays_as_it_is(way: str) -> None:
    image = np.full((20, 24, 3), 200, np.uint8)
    WAYS[way](image, 1.0)
    assert (image == 200).all()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("shape", [(1, 1), (3, 40), (224, 224)])
def test_any_size_of_picture(way: str, shape: tuple[int, int]) -> None:
    WAYS[way](picture(*shape), 1.0)


def test_motion_smears_along_its_path_only() -> None:
    image = np.zeros((64, 64, 3), np.uint8)
    image[32] = 255
    in_motion(image, 1.0, 0.0)
    assert (image[32] == 255).all()
    in_motion(image, 1.0, np.pi / 2)
    assert 0 < image[32, 32, 0] < 80
    assert 6 <= (image[:, 32, 0] > 0).sum() <= 8


def test_the_blur_grows_with_the_picture() -> None:
    def widths(size: int) -> int:
        image = np.zeros((size, size, 3), np.uint8)
        image[:, size // 2 :] = 255
        out_of_focus(image, 1.0)
        return int(((image[size // 2, :, 0] > 25) & (image[size // 2, :, 0] < 230)).sum())

    assert widths(192) > 2 * widths(64)


def test_half_of_the_pictures_are_left_alone_and_the_input_always() -> None:
    images = np.stack([picture()] * 200)
    kept = images.copy()
    out = blur(images, np.random.default_rng(3).uniform(-1, 1, (COLUMNS, 200)))
    assert 70 < (out == images).all(axis=(1, 2, 3)).sum() < 130
    assert np.array_equal(images, kept)
