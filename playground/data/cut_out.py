"""Something in front of the hand: rectangles and ellipses of a flat color or of noise.

DeVries and Taylor, "Improved Regularization of Convolutional Neural Networks with Cutout"
(arXiv:1708.04552, 2017), cover a square; Zhong et al., "Random Erasing Data Augmentation"
(arXiv:1708.04896, 2017), a rectangle of noise. The network must not rely on one detail alone.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

# Numbers that one shape takes: middle, size, ellipse or not, noise or not, color.
_PER_SHAPE = 9
# How many numbers a picture takes: whether, whether two, and two shapes.
COLUMNS = 2 + 2 * _PER_SHAPE

# Sides of a shape, as a share of the picture's.
SIDE = (0.10, 0.35)


def cut_out(images: NDArray[np.uint8], numbers: NDArray[np.float64]) -> NDArray[np.uint8]:
    """One or two shapes over half of the pictures (b, h, w, 3); returns a new array.

    `numbers` (COLUMNS, b), uniform in [-1, 1). A shape's middle lies anywhere in the picture, as
    in Cutout: part of it may lie outside.
    """
    out = images.copy()
    for image, (whether, two, *shapes) in zip(out, numbers.T.tolist(), strict=True):
        if whether < 0:
            cover(image, shapes[:_PER_SHAPE])
            if two < 0:
                cover(image, shapes[_PER_SHAPE:])
    return out


def cover(image: NDArray[np.uint8], numbers: list[float]) -> None:
    """Draw one shape into the picture (h, w, 3), as nine numbers in [-1, 1) say."""
    x, y, across, along, ellipse, noise, *color = numbers
    height, width = image.shape[:2]
    left, right = _extent(x, across, width)
    top, bottom = _extent(y, along, height)
    part = image[max(0, top) : bottom, max(0, left) : right]
    fill = np.array([int((value + 1) * 128) for value in color], np.uint8)
    if noise < 0:
        size = part.size
        static = _static(max(1 << 18, 2 * size))
        # The first color is free here: it says where in the noise to begin.
        start = int((color[0] + 1) / 2 * (len(static) - size))
        fill = static[start : start + size].reshape(part.shape)
    if ellipse < 0:
        inside = _ellipse(bottom - top, right - left)[
            max(0, -top) :, max(0, -left) :][: part.shape[0], : part.shape[1]]
        np.copyto(part, fill, where=inside[:, :, None])
    else:
        part[:] = fill


def _extent(middle: float, length: float, whole: int) -> tuple[int, int]:
    """First pixel and the one after the last; they may lie outside."""
    size = max(1, round(whole * (SIDE[0] + (SIDE[1] - SIDE[0]) * (length + 1) / 2)))
    first = int((middle + 1) / 2 * whole) - size // 2
    return first, first + size


def _ellipse(height: int, width: int) -> NDArray[np.bool_]:
    y = (np.arange(height) + 0.5) * (2 / height) - 1
    x = (np.arange(width) + 0.5) * (2 / width) - 1
    inside: NDArray[np.bool_] = (y * y)[:, None] + (x * x)[None, :] <= 1
    return inside


@lru_cache(maxsize=4)
def _static(size: int) -> NDArray[np.uint8]:
    """Uniform noise, drawn once: a piece from anywhere in it costs next to nothing."""
    noise = np.random.Generator(np.random.Philox(key=1)).integers(0, 256, size, np.uint8)
    noise.setflags(write=False)
    return noise
