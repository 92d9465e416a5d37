from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from playground.photo.views import COUNT, LOOKS, views

SIZE = 24


def smooth(count: int = 2) -> NDArray[np.uint8]:
    """Waves of several lengths, so that neither a turn nor a scale goes unnoticed."""
    rows, columns = np.mgrid[:SIZE, :SIZE]
    waves = [np.sin(rows / (3 + one)) + np.cos(columns / (4 + one)) for one in range(3 * count)]
    pixels = 127.5 + 60 * np.stack(waves, axis=-1).reshape(SIZE, SIZE, count, 3)
    return np.ascontiguousarray(pixels.transpose(2, 0, 1, 3).astype(np.uint8))


def test_the_first_view_is_the_picture_itself_and_every_second_a_mirror_image() -> None:
    images = smooth()
    seen = list(views(images))
    assert len(seen) == COUNT
    np.testing.assert_array_equal(seen[0], images)
    for plain, mirrored in zip(seen[::2], seen[1::2], strict=True):
        np.testing.assert_array_equal(mirrored, plain[:, :, ::-1])
    assert {view.dtype for view in seen} == {np.dtype(np.float32)}


@pytest.mark.parametrize("place", range(len(LOOKS)))
def test_a_view_is_what_pillow_makes_of_it(place: int) -> None:
    scale, degrees = LOOKS[place]
    images = smooth()
    ours = list(views(images))[2 * place]
    inside = slice(5, SIZE - 5)
    for image, view in zip(images, ours, strict=True):
        # Scaled about the center, then turned counterclockwise.
        half, across = SIZE / 2, SIZE / 2 / scale
        scaled = Image.fromarray(image).transform(
            (SIZE, SIZE), Image.Transform.EXTENT,
            (half - across, half - across, half + across, half + across),
            Image.Resampling.BILINEAR)
        theirs = np.asarray(scaled.rotate(degrees, Image.Resampling.BILINEAR), np.float32)
        np.testing.assert_allclose(view[inside, inside], theirs[inside, inside], atol=2)


def test_beyond_the_border_its_nearest_pixel_goes_on() -> None:
    one_color = np.full((1, SIZE, SIZE, 3), 200, np.uint8)
    for view in views(one_color):
        np.testing.assert_allclose(view, 200, rtol=1e-5)


def test_a_mirror_image_has_the_same_views() -> None:
    images = smooth()
    mean = np.mean(list(views(images)), axis=0)
    mirrored = np.mean(list(views(images[:, :, ::-1])), axis=0)
    np.testing.assert_allclose(mirrored, mean[:, :, ::-1], atol=1e-2)
    assert np.abs(mean - images).max() > 1
