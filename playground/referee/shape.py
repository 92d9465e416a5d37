"""A hand's 21 points as numbers that do not change with where and how the hand is held.

Of the points in space: the wrist is the origin, the middle finger's knuckle is up and one away,
the index finger's side is to the right. Which side the palm is on is told by the fingers, that
bend towards it and no other way; so a left hand and its mirror image have the same numbers, also
where the network that sees took one for the other.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
WRIST: Final = 0
INDEX_KNUCKLE: Final = 5
MIDDLE_KNUCKLE: Final = 9
LITTLE_KNUCKLE: Final = 17
FINGERS: Final = ("thumb", "index", "middle", "ring", "little")
# Of each finger the four points from its root to its tip.
POINTS: Final = tuple(tuple(range(1 + 4 * at, 5 + 4 * at)) for at in range(len(FINGERS)))
SIZE: Final = 20 * 3 + 5 * 3
"""How many numbers describe a hand's shape."""


def in_hand(world: Array) -> Array:
    """(21, 3) points as the hand has them, from those in space."""
    points = world.astype(np.float64) - world[WRIST]
    length = max(float(np.linalg.norm(points[MIDDLE_KNUCKLE])), 1e-6)
    up = points[MIDDLE_KNUCKLE] / length
    across = points[INDEX_KNUCKLE] - points[LITTLE_KNUCKLE]
    across = across - (across @ up) * up
    right = across / max(float(np.linalg.norm(across)), 1e-6)
    turned = points @ np.stack([right, up, np.cross(right, up)], axis=1) / length
    tips = turned[[one[-1] for one in POINTS[1:]], 2]
    roots = turned[[one[0] for one in POINTS[1:]], 2]
    if (tips - roots).sum() < 0:
        turned[:, 2] *= -1
    return np.asarray(turned, np.float32)


def bends(world: Array) -> Array:
    """(5, 3): how each finger is bent at its three joints, as cosines; 1 is straight."""
    chains = np.stack([[WRIST, *one] for one in POINTS])
    bones = np.diff(world.astype(np.float64)[chains], axis=1)
    bones /= np.maximum(np.linalg.norm(bones, axis=2, keepdims=True), 1e-9)
    return np.asarray((bones[:, :-1] * bones[:, 1:]).sum(2), np.float32)


def described(world: Array) -> Array:
    """(SIZE,) numbers about 0 to 2 in size, from (21, 3) points in space."""
    return np.concatenate([in_hand(world)[1:].ravel(), bends(world).ravel()])
