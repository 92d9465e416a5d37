"""Rotation, zoom and stretch in one bilinear resampling."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.data.lanes import from_lanes, in_parts, to_lanes

# Places between two pixels, and so weights, are counted in 256ths.
_BITS = 8
_ONE = 1 << _BITS


def warp(
    images: NDArray[np.uint8],
    angles: NDArray[np.float64],
    zooms: NDArray[np.float64],
    stretches: NDArray[np.float64],
) -> NDArray[np.uint8]:
    """Turn counterclockwise by `angles` (b,), in radians, and enlarge by `zooms` (b,).

    After that wider by `stretches` (b,) and lower by as much, along the picture's own axes.

    `images` (b, h, w, 3 or 4), turned about their middle; with four channels their colors must
    be premultiplied by alpha, or those of transparent pixels bleed in. Edge pixels are repeated
    outwards: black corners would be something to learn. Returns a new array.
    """
    count, height, width = images.shape[:3]
    x_by_column, x_by_row, y_by_column, y_by_row = _places(height, width, angles, zooms, stretches)
    result = np.empty_like(images, order="C")
    parts = list(in_parts(count, height, width))
    most = parts[0].stop if parts else 0
    # Made once: asking for fresh memory again and again takes as long as the arithmetic. One row
    # more than there is: where a weight is 0, the pixel beyond the last may be read.
    source = np.zeros(most * height * width + width + 1, np.uint64)
    pixels = source[: most * height * width].reshape(most, height, width)
    scratch = np.empty((6, most, height, width), np.int64)
    out = np.empty((most, height, width), np.uint64)
    for part in parts:
        size = part.stop - part.start
        to_lanes(images[part], pixels[:size])
        x, y, *others = scratch[:, :size]
        np.add(x_by_row[part, :, None], x_by_column[part, None, :], out=x)
        np.add(y_by_row[part, :, None], y_by_column[part, None, :], out=y)
        _sample(source, x, y, others, out[:size])
        from_lanes(out[:size], result[part])
    return result


def _places(
    height: int,
    width: int,
    angles: NDArray[np.float64],
    zooms: NDArray[np.float64],
    stretches: NDArray[np.float64],
) -> list[NDArray[np.int64]]:
    """Where the pixels of the result come from, in 256ths: x and y, each a sum of two parts.

    The parts by column have shape (b, w), those by row (b, h).
    """
    cos, sin = (np.cos(angles) / zooms)[:, None], (np.sin(angles) / zooms)[:, None]
    middle_x, middle_y = (width - 1) / 2, (height - 1) / 2
    x, y = np.arange(width) - middle_x, np.arange(height) - middle_y
    x, y = x / stretches[:, None], y * stretches[:, None]
    parts = (cos * x + middle_x, -sin * y, sin * x, cos * y + middle_y)
    return [np.rint(part * _ONE).astype(np.int64) for part in parts]


def _sample(
    source: NDArray[np.uint64],
    x: NDArray[np.int64],
    y: NDArray[np.int64],
    scratch: list[NDArray[np.int64]],
    out: NDArray[np.uint64],
) -> None:
    """Interpolate between the four pixels around each place; `x` and `y` are overwritten."""
    count, height, width = out.shape
    right, below, both, rest = scratch
    np.clip(x, 0, (width - 1) * _ONE, out=x)
    np.clip(y, 0, (height - 1) * _ONE, out=y)
    np.bitwise_and(x, _ONE - 1, out=right)
    np.bitwise_and(y, _ONE - 1, out=below)
    x >>= _BITS
    y >>= _BITS
    y *= width
    y += x
    y += np.arange(count)[:, None, None] * (height * width)
    np.multiply(right, below, out=both)
    both >>= _BITS
    # The four weights, which add up to 256: both, right, below and the rest.
    right -= both
    np.subtract(_ONE, below, out=rest)
    rest -= right
    below -= both
    neighbor = x.view(np.uint64)
    # The mode only spares numpy a check and a copy: every place is inside.
    source.take(y, out=out, mode="clip")
    out *= rest.view(np.uint64)
    for offset, weight in ((1, right), (width, below), (width + 1, both)):
        source[offset:].take(y, out=neighbor, mode="clip")
        neighbor *= weight.view(np.uint64)
        out += neighbor
    lanes = out.view(np.uint16)
    lanes += _ONE // 2
    lanes >>= _BITS
