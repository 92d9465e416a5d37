"""Blur as real photos have it: out of focus, in motion, or enlarged from too few pixels."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

# How many numbers a picture takes.
COLUMNS = 3

# Standard deviation in pixels of a picture of 64 x 64.
SIGMA = (0.3, 1.5)
# Longest path, as a share of the side.
PATH = 0.1
# Share of the size that is left in between.
COARSE = (0.25, 0.6)


def blur(images: NDArray[np.uint8], numbers: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Half of the pictures (b, h, w, 3) blurred, in one of three ways; returns a new array.

    `numbers` (COLUMNS, b), uniform in [-1, 1).
    """
    out = images.copy()
    for image, kind, amount, turn in zip(out, *numbers, strict=True):
        share = (float(amount) + 1) / 2
        if kind >= 2 / 3:
            out_of_focus(image, share)
        elif kind >= 1 / 3:
            coarse(image, share)
        elif kind >= 0:
            in_motion(image, share, math.pi * float(turn))
    return out


def out_of_focus(image: NDArray[np.uint8], amount: float) -> None:
    """Gaussian blur in place; `amount` in [0, 1]."""
    sigma = (SIGMA[0] + (SIGMA[1] - SIGMA[0]) * amount) * min(image.shape[:2]) / 64
    image[:] = np.asarray(Image.fromarray(image).filter(ImageFilter.GaussianBlur(sigma)))


def coarse(image: NDArray[np.uint8], amount: float) -> None:
    """Made smaller and enlarged again, in place; `amount` in [0, 1]."""
    height, width = image.shape[:2]
    scale = COARSE[1] + (COARSE[0] - COARSE[1]) * amount
    small = max(1, round(width * scale)), max(1, round(height * scale))
    reduced = Image.fromarray(image).resize(small, Image.Resampling.BILINEAR)
    image[:] = np.asarray(reduced.resize((width, height), Image.Resampling.BILINEAR))


def in_motion(image: NDArray[np.uint8], amount: float, angle: float) -> None:
    """The mean along a straight path, in place; `amount` in [0, 1], `angle` in radians."""
    height, width = image.shape[:2]
    longest = PATH * min(height, width)
    length = min(2.0, longest) + max(0.0, longest - 2.0) * amount
    moments = np.linspace(-length / 2, length / 2, math.ceil(length) + 1)
    steps_x = np.rint(moments * math.cos(angle)).astype(int).tolist()
    steps_y = np.rint(moments * math.sin(angle)).astype(int).tolist()
    # Beyond the edge its pixels are repeated: black would darken the border.
    reach = max(map(abs, steps_x + steps_y))
    rows = np.clip(np.arange(-reach, height + reach), 0, height - 1)
    columns = np.clip(np.arange(-reach, width + reach), 0, width - 1)
    wide = image.take(rows, axis=0).take(columns, axis=1)
    total = np.full(image.shape, len(moments) // 2, np.uint16)
    for x, y in zip(steps_x, steps_y, strict=True):
        total += wide[reach + y : reach + y + height, reach + x : reach + x + width]
    total //= len(moments)
    image[:] = total
