"""Six gestures that are none of the three signs: to see what a network says of such a hand."""

from __future__ import annotations

from typing import Final

from tools.render_hands.signs import Family, Range, Thumb

Bends = tuple[Range, Range, Range]
_STRAIGHT: Final[Bends] = ((-8.0, 10.0), (-4.0, 10.0), (-3.0, 8.0))
_DOWN: Final[Bends] = ((66.0, 88.0), (90.0, 108.0), (45.0, 70.0))
_ROUND: Final[Bends] = ((32.0, 46.0), (42.0, 56.0), (20.0, 32.0))
_OUT = Thumb("angles", swing=(-20, -4), spread=(8, 24), bends=(-12, 8))
_IN = Thumb("touch", "ring", "proximal", "under", (0.0, 0.5))
_HOLDING = Thumb("touch", "middle", "intermediate", "over", (0.2, 0.9))
_TO_INDEX = Thumb("touch", "index", "distal", "under", (0.7, 1.0))


def _one(name: str, index: Bends, middle: Bends, ring: Bends, pinky: Bends, spread: Range,
         *thumbs: Thumb) -> tuple[Family, ...]:
    bends = {"index": index, "middle": middle, "ring": ring, "pinky": pinky}
    return (Family(name, bends, spread, thumbs, 1.0),)


GESTURES: Final[dict[str, tuple[Family, ...]]] = {
    "pointing": _one("pointing", _STRAIGHT, _DOWN, _DOWN, _DOWN, (-2, 4), _HOLDING),
    "thumb-up": _one("thumb-up", _DOWN, _DOWN, _DOWN, _DOWN, (-2, 2), _OUT),
    "four-fingers": _one(
        "four-fingers", _STRAIGHT, _STRAIGHT, _STRAIGHT, _STRAIGHT, (7, 14), _IN),
    "ring": _one("ring", _ROUND, _STRAIGHT, _STRAIGHT, _STRAIGHT, (2, 8), _TO_INDEX),
    "pinch": _one("pinch", _ROUND, _DOWN, _DOWN, _DOWN, (-2, 2), _TO_INDEX),
    "phone": _one("phone", _DOWN, _DOWN, _DOWN, _STRAIGHT, (-2, 4), _OUT),
}
