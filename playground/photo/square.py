"""Which part of a photo the network is shown, and that part made ready for it as in training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.data.decode import flatten_alpha
from playground.data.decode import square as framed
from playground.model.loading import Preparation
from playground.photo.photo import Photo


@dataclass(frozen=True)
class Square:
    """A part of a photo in the photo's pixels, from its upper left corner.

    A square wherever somebody has moved it; the whole photo, of any shape, by default for all
    framings but center-crop.
    """

    left: float
    top: float
    width: float
    height: float

    def within(self, photo: Photo) -> Square:
        """The nearest one that does not leave the photo: moved first, then cut to its size."""
        across, down = photo.size
        width, height = min(max(self.width, 1.0), across), min(max(self.height, 1.0), down)
        left = min(max(self.left, 0.0), across - width)
        top = min(max(self.top, 0.0), down - height)
        return Square(left, top, width, height)


def default_square(photo: Photo, framing: str) -> Square:
    """What training would take: for center-crop the largest centered square, else everything."""
    width, height = photo.size
    if framing != "center-crop":
        return Square(0, 0, width, height)
    side = min(width, height)
    return Square((width - side) // 2, (height - side) // 2, side, side)


def prepare(
    photo: Photo, square: Square, size: int, preparation: Preparation
) -> NDArray[np.uint8]:
    """That part of the photo as the network's input, (size, size, 3) uint8.

    With the default square of a photo that was not made smaller, and that has no color profile
    of its own, this is pixel by pixel what training makes of the file. What leaves the photo is
    moved back into it.
    """
    source = photo.pixels if photo.rgba is None else photo.rgba
    part = square.within(photo)
    box = part.left, part.top, part.left + part.width, part.top + part.height
    image = framed(
        Image.fromarray(source), size, preparation.framing, preparation.resize_filter, box)
    flat: NDArray[np.uint8] = flatten_alpha(image[None])[0]
    return flat
