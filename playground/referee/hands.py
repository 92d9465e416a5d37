"""Hands in a picture: the detector finds palms, the other network their 21 points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.referee import files
from playground.referee.anchors import SIDE
from playground.referee.interpreter import TfliteNetwork
from playground.referee.palms import palms
from playground.referee.turned import TurnedSquare, of_palm, of_points

Array = NDArray[np.float32]
LANDMARK_SIDE: Final = 224
# From here a palm is worth a look, and what is seen there is a hand.
LEAST_PALM: Final = 0.2
LEAST_PRESENCE: Final = 0.5
# Below this a second look changes nothing; from here on no other place is looked at.
WORTH_ANOTHER_LOOK: Final = 0.1
CERTAIN: Final = 0.8
# Where no palm was found: the detector's word is missing, and the points' must be firmer.
LEAST_WITHOUT_PALM: Final = 0.85
# How many palms are looked at, likeliest first.
MOST_PALMS: Final = 2
# How large the picture is made before palms are looked for, its edge going on around it: a hand
# that fills it is found, and turned upright, more surely with something around. As it is, a palm
# was found in half as many of the photos to tune on.
AROUND: Final = (1.4, 2.8)


@dataclass(frozen=True, eq=False)
class Hand:
    """`points` (21, 3): x and y in the picture's pixels, and depth in the same unit, nearer is
    less; `world` (21, 3) in meters about the hand's middle, upright as in `square`. Read-only.

    In MediaPipe's order: the wrist, then four of each finger from the thumb, outwards.
    `presence` and `palm` in 0..1: that it is a hand, as told by the landmarks' and the palms'
    network; `right` in 0..1: that it is a right one.
    """

    points: Array
    world: Array
    presence: float
    palm: float
    right: float
    square: TurnedSquare


@lru_cache(maxsize=1)
def _networks() -> tuple[TfliteNetwork, TfliteNetwork]:
    return (TfliteNetwork(files.FOLDER / files.PALMS),
            TfliteNetwork(files.FOLDER / files.LANDMARKS))


def prepare() -> None:
    """Make both networks ready; the first picture does it else. Raises `BadInput` without them."""
    for network in _networks():
        network.prepare()


def hand_in(pixels: NDArray[np.uint8]) -> Hand | None:
    """The likeliest hand in a picture (h, w, 3), if any. Raises `BadInput` without the files."""
    image = Image.fromarray(pixels)
    best: Hand | None = None
    for around in AROUND:
        for square, palm in _places(image, around):
            hand = _hand(image, square, palm)
            if hand.presence >= CERTAIN:
                return hand
            if hand.presence >= LEAST_PRESENCE and (
                    best is None or hand.presence > best.presence):
                best = hand
    return best


def hand_at(pixels: NDArray[np.uint8], x: float, y: float, side: float) -> Hand | None:
    """A hand about that place in which no palm was found, however it is turned; else None.

    `side`: the hand's longer side in pixels. Of photos to tune on in which no palm is found, a
    fifth has a hand by this, and none of 35 backgrounds of the hold-out.
    """
    image = Image.fromarray(pixels)
    looks = [_look(image, TurnedSquare(x, y, 1.5 * side, quarter * np.pi / 2), 0.0)
             for quarter in range(4)]
    best = max(looks, key=lambda hand: hand.presence)
    if WORTH_ANOTHER_LOOK <= best.presence < LEAST_WITHOUT_PALM:
        again = _look(image, of_points(best.points[:, :2]), 0.0)
        best = max(best, again, key=lambda hand: hand.presence)
    return best if best.presence >= LEAST_WITHOUT_PALM else None


def _places(image: Image.Image, around: float) -> list[tuple[TurnedSquare, float]]:
    """Where hands may be, with the palms' scores; the picture is `around` times as large."""
    scale = around * max(image.size)
    whole = TurnedSquare(image.width / 2, image.height / 2, scale, 0.0)
    boxes, scores = _networks()[0](whole.seen(image, SIDE))
    left, top = whole.x - scale / 2, whole.y - scale / 2
    return [(of_palm(palm, scale, left, top), palm.score)
            for palm in palms(boxes, scores, LEAST_PALM)[:MOST_PALMS]]


def _hand(image: Image.Image, square: TurnedSquare, palm: float) -> Hand:
    """What is there at a second look, which is framed by the points that the first one found."""
    first = _look(image, square, palm)
    if first.presence < WORTH_ANOTHER_LOOK:
        return first
    second = _look(image, of_points(first.points[:, :2]), palm)
    return max(first, second, key=lambda hand: hand.presence)


def _look(image: Image.Image, square: TurnedSquare, palm: float) -> Hand:
    flat, presence, right, world = _networks()[1](square.seen(image, LANDMARK_SIDE))
    shares = flat.reshape(21, 3) / np.float32(LANDMARK_SIDE)
    points = np.concatenate(
        [square.to_picture(shares[:, :2]), shares[:, 2:] * square.side], axis=1)
    points, world = points.astype(np.float32), world.reshape(21, 3)
    for array in (points, world):
        array.setflags(write=False)
    return Hand(points, world, float(presence[0]), palm, float(right[0]), square)
