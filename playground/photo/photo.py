"""A person's photo, decoded: what everything on the photo pages works with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Photo:
    """A photo, upright and in sRGB; where the file is larger, made smaller to `LARGEST_SIDE`.

    `pixels` (h, w, 3) uint8 RGB, read-only, transparency composed over mid-gray. `original` is
    the file's own width and height, upright. `format` is as people write it, as in 'JPEG' and
    'WebP'. `fingerprint`, the SHA-256 of the file in hexadecimal digits, names the photo.
    `rgba` (h, w, 4), read-only, only where some of it is transparent: such a picture is made
    smaller before it is composed, as in training, and the other way round differs by rounding.
    """

    pixels: NDArray[np.uint8]
    original: tuple[int, int]
    format: str
    fingerprint: str
    rgba: NDArray[np.uint8] | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of `pixels`."""
        height, width = self.pixels.shape[:2]
        return width, height

    @property
    def nbytes(self) -> int:
        """Bytes of memory that its arrays take."""
        return self.pixels.nbytes + (0 if self.rgba is None else self.rgba.nbytes)
