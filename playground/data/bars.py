"""What stands beside a picture that is no square, where its proportions are kept.

Black bars are something that no photo has, and where the input is standardized they count in each
picture's mean and variance. What goes on as the picture ends, out of focus, is least in the way:
measured by `python -m benchmarks.framings`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

BARS = ("letterbox", "edge", "blur")
"""The ways of framing that keep a picture's proportions, by what they put beside it."""
SOFTNESS = 1 / 12
"""Standard deviation of the blur, as a share of the square's side."""


def with_bars(
    picture: NDArray[np.uint8], shape: tuple[int, int], framing: str
) -> NDArray[np.uint8]:
    """(h, w, 3 or 4) in the middle of a picture of that height and width, which are no smaller."""
    height, width = picture.shape[:2]
    top, left = (shape[0] - height) // 2, (shape[1] - width) // 2
    around = ((top, shape[0] - height - top), (left, shape[1] - width - left), (0, 0))
    if framing == "letterbox" or shape == (height, width):
        return np.pad(picture, around)
    square = np.pad(picture, around, "edge")
    if framing == "blur":
        soft = Image.fromarray(square).filter(ImageFilter.GaussianBlur(max(shape) * SOFTNESS))
        square = np.array(soft)
        square[top : top + height, left : left + width] = picture
    return square
