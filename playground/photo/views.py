"""Looks at the same picture: as it is, nearer, farther, tilted, and each of them in the mirror.

All show the same sign, and the mean of the answers to them is right more often than the one answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

# Scale, and degrees: chosen on the photos to tune on, where upside-down views brought less.
LOOKS = ((1.0, 0.0), (0.9, 0.0), (1.08, 0.0), (1.0, 12.0), (1.0, -12.0))
COUNT = 2 * len(LOOKS)

Gather = tuple[NDArray[np.intp], NDArray[np.float32]]


def views(images: NDArray[np.uint8]) -> Iterator[NDArray[np.float32]]:
    """`COUNT` times (n, size, size, 3), in 0 to 255; the first one is the pictures as they are.

    Between pixels bilinear; beyond the border its nearest pixel.
    """
    for scale, degrees in LOOKS:
        seen = _seen(images, scale, degrees)
        yield seen
        yield seen[:, :, ::-1]


def _seen(images: NDArray[np.uint8], scale: float, degrees: float) -> NDArray[np.float32]:
    if (scale, degrees) == (1.0, 0.0):
        return images.astype(np.float32)
    count, size = images.shape[:2]
    places, shares = _gather(size, scale, degrees)
    pixels = images.reshape(count, size * size, -1)
    mixed = sum(share[:, None] * pixels[:, place]
                for place, share in zip(places, shares, strict=True))
    return np.asarray(mixed, np.float32).reshape(images.shape)


@lru_cache(maxsize=16)
def _gather(size: int, scale: float, degrees: float) -> Gather:
    """For each pixel, the four that it is mixed from and their shares; (4, size²)."""
    center = (size - 1) / 2
    rows, columns = np.mgrid[:size, :size].reshape(2, -1) - center
    along, across = cos(radians(degrees)) / scale, sin(radians(degrees)) / scale
    y = np.clip(along * rows + across * columns + center, 0, size - 1)
    x = np.clip(along * columns - across * rows + center, 0, size - 1)
    top, left = np.floor(y).astype(np.intp), np.floor(x).astype(np.intp)
    down, right = y - top, x - left
    bottom, beside = np.minimum(top + 1, size - 1), np.minimum(left + 1, size - 1)
    places = [size * at_y + at_x for at_y in (top, bottom) for at_x in (left, beside)]
    shares = [part_y * part_x for part_y in (1 - down, down) for part_x in (1 - right, right)]
    return np.stack(places), np.stack(shares).astype(np.float32)
