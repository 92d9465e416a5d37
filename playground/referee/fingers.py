"""Which fingers are stretched, and the sign that makes: a rule, nothing learned."""

from __future__ import annotations

from typing import Final

import numpy as np

from playground.referee.shape import FINGERS, POINTS, WRIST, Array, bends, in_hand

# A finger is stretched where it bends by less than this at both of its own joints together, as the
# angle between its first bone and the line from its last joint to the tip.
_STRAIGHT: Final = np.cos(np.radians(55))
# The thumb bends less, and is stretched only where its tip stands off the hand as well.
_STRAIGHT_THUMB: Final = np.cos(np.radians(40))
_OFF: Final = 0.45

SIGN_OF: Final = {
    frozenset[str](): "rock",
    frozenset({"index", "middle"}): "scissors",
    frozenset({"index", "middle", "ring", "little"}): "paper",
}
"""By the stretched ones of the four fingers; the thumb lies as it likes."""


def stretched(world: Array) -> frozenset[str]:
    """The names of the stretched fingers, from (21, 3) points in space."""
    points = world.astype(np.float64)
    found = set()
    for name, chain in zip(FINGERS[1:], POINTS[1:], strict=True):
        first, last = points[chain[1]] - points[chain[0]], points[chain[3]] - points[chain[2]]
        farther = (np.linalg.norm(points[chain[3]] - points[WRIST])
                   > np.linalg.norm(points[chain[1]] - points[WRIST]))
        if farther and _cosine(first, last) > _STRAIGHT:
            found.add(name)
    if _thumb(world):
        found.add("thumb")
    return frozenset(found)


def sign_of(fingers: frozenset[str]) -> str | None:
    """The sign that those stretched fingers are, by the rule; None where they are none of three."""
    return SIGN_OF.get(fingers - {"thumb"})


def _thumb(world: Array) -> bool:
    tip, knuckle = in_hand(world)[[POINTS[0][-1], POINTS[1][0]]]
    return bool(bends(world)[0, 1:].min() > _STRAIGHT_THUMB
                and np.linalg.norm(tip - knuckle) > _OFF)


def _cosine(one: np.ndarray, other: np.ndarray) -> float:
    return float(one @ other / max(float(np.linalg.norm(one) * np.linalg.norm(other)), 1e-9))
