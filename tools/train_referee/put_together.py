"""Hands that are none of the three signs, put together from fingers of hands that are.

In the hand's own axes a finger's points can be taken over from another hand: a fist with the
stretched index finger of a flat hand is one that points.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from playground.data.classes import CLASSES
from playground.referee.shape import FINGERS, POINTS, in_hand

# Which of the four fingers are stretched in hands that are no sign. Four with the thumb across
# the palm are none for some and paper for others: left out.
NONE: Final = (
    ("index",), ("little",), ("index", "little"), ("middle",), ("ring",),
    ("index", "middle", "ring"), ("middle", "ring", "little"), ("ring", "little"),
    ("index", "ring", "little"), ("middle", "ring"),
)
# A fist whose thumb stands off as a flat hand's does.
THUMB_UP: Final = 0.2


def none_of_them(
    worlds: NDArray[np.float32], labels: NDArray[np.int64], count: int,
    random: np.random.Generator,
) -> NDArray[np.float32]:
    """(count, 21, 3) points, in the hand's axes."""
    of = {name: np.flatnonzero(labels == at) for at, name in enumerate(CLASSES)}
    made = []
    for _ in range(count):
        fist = in_hand(worlds[random.choice(of["rock"])])
        flat = in_hand(worlds[random.choice(of["paper"])])
        points = fist.copy()
        if random.random() < THUMB_UP:
            _take(points, flat, "thumb")
        else:
            for finger in NONE[random.integers(len(NONE))]:
                _take(points, flat, finger)
            if random.random() < 0.4:
                _take(points, flat, "thumb")
        made.append(points)
    return np.stack(made)


def _take(points: NDArray[np.float32], other: NDArray[np.float32], finger: str) -> None:
    """That finger's joints from the other hand, upon the root that it has in this one."""
    chain = list(POINTS[FINGERS.index(finger)])
    points[chain] = points[chain[0]] + other[chain] - other[chain[0]]
