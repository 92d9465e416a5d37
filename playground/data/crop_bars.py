"""Photos that are no squares: cropped wide or tall, and filled up to a square in one of five ways.

What stands beside a photo differs by who made it a square: black bars, a color, its edge or its own
blurred pixels. None of it may say which class the hand is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.data.bars import with_bars

# How many numbers a picture takes: whether, shape, how far away, where, which bars, their color.
COLUMNS = 8

SHARE = 0.4
# Longer side to shorter one, at most; uniform in the logarithm.
LONGEST = 2.4
# Of the bars; the rest have a flat color.
KINDS = (("blur", 0.35), ("edge", 0.60), ("letterbox", 0.80))


def zooms(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """(b,) how much smaller a hand is where a photo shows more beside it; 1 where none is cropped.

    Between just fitting into the crop and being cut by it as by a careless photographer.
    """
    shape, distance = _shapes(numbers), (numbers[2] + 1) / 2
    return np.asarray(shape ** -distance)


def crop(images: NDArray[np.uint8], numbers: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Some pictures (b, h, w, 3) cut to a band and filled up again; returns a new array.

    `numbers` (COLUMNS, b), uniform in [-1, 1).
    """
    out = images.copy()
    for image, shape, given in zip(out, _shapes(numbers), numbers.T, strict=True):
        along = 0 if given[1] < 0 else 1
        length = image.shape[along]
        short = round(length / shape)
        if short < length:
            # Along the middle or a little beside it.
            start = round((length - short) * (0.5 + 0.25 * given[3]))
            place = [slice(None), slice(None)]
            place[along] = slice(start, start + short)
            image[:] = _filled(image[tuple(place)].copy(), image.shape[:2], given[4:])
    return out


def _filled(
    part: NDArray[np.uint8], shape: tuple[int, int], given: NDArray[np.float64]
) -> NDArray[np.uint8]:
    share = (given[0] + 1) / 2
    kind = next((name for name, upto in KINDS if share < upto), None)
    if kind is not None:
        return with_bars(part, shape, kind)
    filled = np.empty((*shape, 3), np.uint8)
    filled[:] = ((given[1:4] + 1) * 127.5).astype(np.uint8)
    top, left = ((whole - length) // 2 for whole, length in zip(shape, part.shape, strict=False))
    filled[top : top + part.shape[0], left : left + part.shape[1]] = part
    return filled


def _shapes(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """(b,) longer side to shorter one, 1 for a picture that is left alone."""
    chosen = numbers[0] < 2 * SHARE - 1
    # The sign of the second number is the direction, its size the shape.
    return np.where(chosen, LONGEST ** np.abs(numbers[1]), 1.0)
