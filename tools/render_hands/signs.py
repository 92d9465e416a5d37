"""Natural ways of making each sign, as angles of the joints, with a person's own variation.

Angles are in degrees. A finger is (bend at the knuckle, at the middle joint, at the last joint).
Ranges are those that a relaxed hand has; the measured limits of a healthy hand are about 90, 110
and 80 degrees of bend, 20 degrees of spread (American Academy of Orthopaedic Surgeons, 1965).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from tools.render_hands.skeleton import FINGERS

Range = tuple[float, float]

# A spread below this, in degrees, is one of fingers that touch.
_CLOSED = -5.0


@dataclass(frozen=True)
class Thumb:
    """Where the thumb goes: angles, or a finger whose `bone` its tip is to touch.

    `side`: 'over' the back of that bone (the outside of a fist), 'beside' it (towards the
    thumb), 'under' it (the palm's side).
    """

    kind: str
    finger: str = ""
    bone: str = ""
    side: str = ""
    # (along the bone from its joint, 0 to 1)
    along: Range = (0.3, 0.7)
    swing: Range = (0, 0)
    spread: Range = (0, 0)
    bends: Range = (0, 0)


@dataclass(frozen=True)
class Family:
    """One way of making a sign: per finger the ranges of its three bends, and of its spread."""

    name: str
    bends: dict[str, tuple[Range, Range, Range]]
    spread: Range
    thumbs: tuple[Thumb, ...]
    weight: float


def _all(*ranges: Range) -> dict[str, tuple[Range, Range, Range]]:
    one = (ranges[0], ranges[1], ranges[2])
    return dict.fromkeys(FINGERS, one)


def _two_and_two(
    up: tuple[Range, Range, Range], down: tuple[Range, Range, Range]
) -> dict[str, tuple[Range, Range, Range]]:
    return {"index": up, "middle": up, "ring": down, "pinky": down}


_OVER_INDEX = Thumb("touch", "index", "intermediate", "over", (0.2, 0.8))
_OVER_MIDDLE = Thumb("touch", "middle", "intermediate", "over", (0.2, 0.9))
_OVER_RING = Thumb("touch", "ring", "intermediate", "over", (0.1, 0.9))
_OVER_RING_TIP = Thumb("touch", "ring", "distal", "over", (0.0, 0.8))
_BESIDE = Thumb("touch", "index", "intermediate", "beside", (0.0, 0.7))
_ON_TOP = Thumb("touch", "index", "proximal", "beside", (0.5, 1.0))
_TUCKED = Thumb("angles", swing=(30, 42), spread=(-4, 6), bends=(30, 48))
_LOOSE = Thumb("angles", swing=(0, 18), spread=(0, 14), bends=(5, 30))
_OUT = Thumb("angles", swing=(-12, 4), spread=(8, 26), bends=(-12, 12))
_UP = Thumb("angles", swing=(-22, -6), spread=(0, 16), bends=(-12, 12))
_IN = Thumb("angles", swing=(16, 34), spread=(-8, 4), bends=(0, 26))
_ALONG = Thumb("touch", "index", "metacarpal", "beside", (0.6, 1.0))

_TIGHT = _all((80, 92), (102, 113), (66, 82))
_SOFT = _all((62, 80), (90, 104), (48, 66))
_FLAT = _all((-8, 6), (-4, 8), (-3, 7))
_RELAXED = _all((0, 22), (4, 24), (2, 14))
_CUPPED = _all((14, 34), (6, 20), (4, 12))
_STRAIGHT = ((-8.0, 12.0), (-4.0, 10.0), (-3.0, 8.0))
_BENT = ((5.0, 28.0), (5.0, 26.0), (2.0, 16.0))
_DOWN = ((60.0, 86.0), (85.0, 106.0), (40.0, 66.0))
_HALF_DOWN = ((45.0, 66.0), (70.0, 92.0), (30.0, 52.0))

FAMILIES: dict[str, tuple[Family, ...]] = {
    "rock": (
        Family("fist-thumb-outside", _TIGHT, (-2, 2), (_OVER_INDEX, _OVER_MIDDLE), 5),
        Family("fist-thumb-on-top", _TIGHT, (-2, 2), (_BESIDE, _ON_TOP), 3),
        Family("fist-thumb-tucked", _all((56, 72), (80, 94), (38, 55)), (-2, 2), (_TUCKED,), 1),
        Family("fist-soft", _SOFT, (-2, 3), (_OVER_INDEX, _BESIDE, _ON_TOP), 2),
    ),
    "paper": (
        Family("flat-together", _FLAT, (-2, 2), (_OUT, _LOOSE, _IN, _ALONG), 5),
        Family("flat-spread", _FLAT, (7, 16), (_OUT, _UP), 3),
        Family("relaxed", _RELAXED, (-1, 8), (_LOOSE, _OUT, _IN), 3),
        Family("cupped", _CUPPED, (-2, 3), (_LOOSE, _IN, _ALONG), 1.5),
        # Fingers that touch, as most people hold a flat hand. Of no weight in the older sets:
        # their pictures stay as they are.
        Family("closed-flat", _FLAT, (-9, -6), (_LOOSE, _IN, _ALONG, _ALONG, _OUT), 0),
        Family("closed-relaxed", _RELAXED, (-9, -6), (_LOOSE, _IN, _ALONG), 0),
        Family("closed-cupped", _CUPPED, (-9, -6), (_LOOSE, _IN, _ALONG), 0),
        # A blade and a thumb that stands off look like two fingers of a pair of scissors.
        Family("closed-thumb-out", _RELAXED, (-9, -4), (_OUT, _UP, _OUT), 0),
        Family("uneven", _all((-6, 38), (0, 36), (0, 20)), (-6, 12), (_OUT, _LOOSE, _IN, _UP), 0),
    ),
    "scissors": (
        Family("wide-thumb-holding", _two_and_two(_STRAIGHT, _DOWN), (10, 20),
               (_OVER_RING, _OVER_RING_TIP, _OVER_RING), 4),
        Family("narrow-thumb-holding", _two_and_two(_STRAIGHT, _DOWN), (2, 10),
               (_OVER_RING, _OVER_RING_TIP), 2),
        Family("thumb-loose", _two_and_two(_STRAIGHT, _DOWN), (3, 18),
               (_LOOSE, _OUT, _UP, _IN), 3),
        Family("bent", _two_and_two(_BENT, _DOWN), (4, 18), (_OVER_RING, _LOOSE), 1.5),
        Family("half-curled", _two_and_two(_STRAIGHT, _HALF_DOWN), (4, 18),
               (_OVER_RING, _LOOSE, _UP), 2),
        # Two fingers that touch, or almost: no V to see, and still no flat hand.
        Family("closed-thumb-holding", _two_and_two(_STRAIGHT, _DOWN), (-8, 1),
               (_OVER_RING, _OVER_RING_TIP), 0),
        Family("closed-bent", _two_and_two(_BENT, _DOWN), (-8, 3), (_OVER_RING, _LOOSE, _IN), 0),
        Family("wide-thumb-up", _two_and_two(_BENT, _HALF_DOWN), (6, 22), (_UP, _OUT, _LOOSE), 0),
    ),
}


@dataclass(frozen=True)
class Pose:
    """`fingers`: (three bends, spread) by finger; `thumb` still to be placed, `wrist` bend."""

    family: str
    fingers: dict[str, tuple[float, float, float, float]]
    thumb: Thumb


# Who plays holds the fingers of a flat hand together, mostly a little bent, and fists loosely.
THROWN: Mapping[str, float] = {
    "flat-spread": 0.5, "relaxed": 4.0, "cupped": 3.0, "fist-soft": 4.0, "half-curled": 4.0,
    "bent": 2.5,
}
# Flat hands whose fingers touch, narrow scissors beside wide ones, and fists.
CLOSED: Mapping[str, float] = {
    "flat-together": 0, "flat-spread": 0, "relaxed": 0, "cupped": 0,
    "closed-flat": 5.0, "closed-relaxed": 3.0, "closed-cupped": 2.0,
    "closed-thumb-holding": 5.0, "closed-bent": 2.5, "fist-soft": 4.0,
}
# What a network takes for another sign: blades with the thumb away, fingers bent unevenly, fists
# whose thumb lies along or stands up, scissors whose other fingers are half open.
ANGLED: Mapping[str, float] = {
    "flat-together": 2.0, "flat-spread": 4.0, "relaxed": 3.0, "cupped": 2.0, "closed-flat": 3.0,
    "closed-relaxed": 3.0, "closed-cupped": 1.0, "closed-thumb-out": 4.0, "uneven": 4.0,
    "fist-thumb-on-top": 4.0, "fist-soft": 3.0, "wide-thumb-up": 2.0, "closed-bent": 0.5,
}

# Hands with fingers that touch, and soft fists and half open scissors beside them.
NEAR: Mapping[str, float] = {
    **ANGLED, "closed-flat": 5.0, "closed-relaxed": 4.0, "closed-cupped": 2.0,
    "half-curled": 3.0, "closed-thumb-holding": 1.0,
}

# Flat hands as most people hold them, with fingers that touch.
SHOWN: Mapping[str, float] = {
    "flat-together": 1.0, "flat-spread": 0.7, "relaxed": 1.0, "cupped": 0.5, "closed-flat": 6.0,
    "closed-relaxed": 5.0, "closed-cupped": 2.0, "closed-thumb-out": 2.0, "uneven": 1.0,
    "fist-soft": 3.0, "half-curled": 3.0, "closed-thumb-holding": 1.0, "wide-thumb-up": 1.0,
}


def draw_pose(
    sign: str, generator: np.random.Generator, often: Mapping[str, float] | None = None,
    table: Mapping[str, tuple[Family, ...]] = FAMILIES,
) -> Pose:
    """A pose of the sign: one family, and for each finger a draw around a common one.

    `often`: other weights than the families' own, by name. `table`: the families of each sign.
    """
    families = table[sign]
    weights = np.array([(often or {}).get(family.name, family.weight) for family in families])
    family = families[generator.choice(len(families), p=weights / weights.sum())]
    common = generator.random(3)
    spread = _between(family.spread, generator.random())
    fingers = {}
    for finger in FINGERS:
        # Fingers move together: mostly the common draw, a little of their own.
        own = 0.65 * common + 0.35 * generator.random(3)
        if family.bends[finger][0][0] >= 40 and not _like_index(family, finger):
            own = 0.65 * generator.random(3) + 0.35 * own
        bends = [_between(r, u) for r, u in zip(family.bends[finger], own, strict=True)]
        fingers[finger] = (
            bends[0], bends[1], bends[2], _spread_of(finger, spread, generator))
    thumb = family.thumbs[generator.integers(len(family.thumbs))]
    return Pose(family.name, fingers, thumb)


def _like_index(family: Family, finger: str) -> bool:
    return family.bends[finger] == family.bends["index"]


def _spread_of(finger: str, spread: float, generator: np.random.Generator) -> float:
    """To the thumb's side where positive; the middle finger hardly moves."""
    side: dict[str, Callable[[], float]] = {
        "index": lambda: spread,
        "middle": lambda: 0.1 * spread - (0.35 * spread if spread > 4 else 0.0),
        # At rest these two stand off the farthest: to touch, they have the longest way.
        "ring": lambda: (-0.55 if spread > _CLOSED else -1.15) * spread,
        "pinky": lambda: (-1.15 if spread > _CLOSED else -1.9) * spread,
    }
    return float(side[finger]() + generator.normal(0, 1.2))


def _between(limits: Range, share: float) -> float:
    low, high = limits
    return float(low + (high - low) * share)
