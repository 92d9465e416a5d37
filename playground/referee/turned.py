"""A square that may lie turned in a picture, and what is seen in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.referee.palms import MIDDLE_KNUCKLE, WRIST, Palm

Array = NDArray[np.float32]
# As MediaPipe frames a hand: from the palm's box this much larger, and moved toward the fingers by
# this share of it; and from the landmarks of a first look.
_PALM_SCALE: Final = 2.6
_PALM_SHIFT: Final = -0.5
_POINTS_SCALE: Final = 2.0
_POINTS_SHIFT: Final = -0.1
# Without fingertips and the last joints: those move, and the square should not.
_STEADY: Final = (0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18)


@dataclass(frozen=True)
class TurnedSquare:
    """`x`, `y`: its middle in the picture's pixels; `angle`: how far it is turned, in radians.

    Clockwise as one sees it; it may leave the picture.
    """

    x: float
    y: float
    side: float
    angle: float

    def to_picture(self, points: Array) -> Array:
        """(n, 2) shares of the square as the picture's pixels."""
        from_middle = (points - 0.5) * self.side
        return np.asarray(from_middle @ _turn(self.angle).T + (self.x, self.y), np.float32)

    def seen(self, image: Image.Image, side: int) -> Array:
        """(side, side, 3) in 0..1; what leaves the picture goes on as the picture's edge.

        With black there instead, a palm was found in a third fewer of the photos to tune on.
        """
        # Made smaller by whole numbers first: only the pixels next to a point are read below.
        factor = max(1, min(int(self.side / (1.5 * side)), *image.size))
        pixels = np.asarray(image.reduce(factor) if factor > 1 else image)
        shares = (np.arange(side) + 0.5) / side
        x, y = np.meshgrid(shares, shares)
        places = np.stack([x.ravel(), y.ravel()], 1).astype(np.float32)
        places = self.to_picture(places) / np.float32(factor) - np.float32(0.5)
        return _between(pixels, places).reshape(side, side, -1) / np.float32(255)


def _between(pixels: NDArray[np.uint8], places: Array) -> Array:
    """(n, c) colors at (n, 2) places x, y in pixels, mixed from the four around each."""
    height, width = pixels.shape[:2]
    x, y = np.clip(places[:, 0], 0, width - 1), np.clip(places[:, 1], 0, height - 1)
    left, top = x.astype(np.intp), y.astype(np.intp)
    right, bottom = np.minimum(left + 1, width - 1), np.minimum(top + 1, height - 1)
    across, down = (x - left)[:, None], (y - top)[:, None]
    upper = pixels[top, left] * (1 - across) + pixels[top, right] * across
    lower = pixels[bottom, left] * (1 - across) + pixels[bottom, right] * across
    return np.asarray(upper * (1 - down) + lower * down, np.float32)


def of_palm(palm: Palm, scale: float, left: float, top: float) -> TurnedSquare:
    """Where the hand of that palm lies, fingers up.

    `scale`: pixels of the picture that the looked-at square is long; `left`, `top`: its corner.
    """
    low, high = palm.box[:2] * scale, palm.box[2:] * scale
    points = palm.points * scale
    angle = _upright(points[WRIST], points[MIDDLE_KNUCKLE])
    middle, size = (low + high) / 2 + (left, top), high - low
    x, y = middle + _turn(angle) @ (0, _PALM_SHIFT * size[1])
    return TurnedSquare(float(x), float(y), float(_PALM_SCALE * size.max()), angle)


def of_points(points: Array) -> TurnedSquare:
    """Where the hand with those (21, 2) landmarks in pixels lies, fingers up."""
    knuckles = (points[5] + points[13]) / 2
    angle = _upright(points[0], (knuckles + points[9]) / 2)
    turn = _turn(angle)
    straight = points[list(_STEADY)] @ turn
    low, high = straight.min(0), straight.max(0)
    size = high - low
    x, y = turn @ ((low + high) / 2 + (0, _POINTS_SHIFT * size[1]))
    return TurnedSquare(float(x), float(y), float(_POINTS_SCALE * size.max()), angle)


def _upright(wrist: Array, knuckle: Array) -> float:
    """By how much a hand that points there is turned from pointing up."""
    across, down = knuckle - wrist
    return float(np.arctan2(across, -down))


def _turn(angle: float) -> NDArray[np.float64]:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[cos, -sin], [sin, cos]])
