"""L1 and L2 on one weight and on two: contours, shapes, ways down, and each update in numbers.

All that moves is computed in the browser (`arithmetic/penalties.js`), where the hand is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from playground.messages import _, decimal_sign, pgettext
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("lesson_penalties")
KINDS = ("none", "l1", "l2", "l1-proximal")
HEIGHT = 640


@dataclass(frozen=True)
class Ground:
    """A data loss ½ (w - m)ᵀ A (w - m): `minimum` m, `curvature` A, and where the descent starts.

    Of one weight or of two, all between -1.5 and 1.5.
    """

    minimum: tuple[float, ...]
    start: tuple[float, ...]
    curvature: tuple[tuple[float, ...], ...]


# The second weight matters little to the data: L1 makes it zero, L2 does not.
TWO = Ground((0.9, 0.2), (-0.9, 1.1), ((1.2, 0.5), (0.5, 0.6)))
ONE = Ground((0.2,), (-1.1,), ((1.2,),))


def lesson_penalties(
    screen: Screen, *, key: str, two: Ground = TWO, one: Ground = ONE, mode: str = "two",
    kind: str = "l1", strength: float = 0.3, rate: float = 0.2, steps: int = 60,
    locked: bool = False, counted: bool = True, on_tell: Callable[[object], None] | None = None,
) -> None:
    """Draw it at full width. `strength`: λ from 0 to 1. `kind`: one of `KINDS`.

    `counted`: whether it says how many weights are exactly zero. `on_tell` gets where the descent
    ends once nothing moves: `weights`, `zeros` (how many of them are exactly zero), `kind` (its
    place in `KINDS`), `lambda` and `step`.
    """
    screen.show(_mount, key, {
        "two": asdict(two), "one": asdict(one), "mode": mode, "kind": kind, "lambda": strength,
        "rate": rate, "steps": steps, "locked": locked, "counted": counted, "words": _words(steps),
    }, height=HEIGHT, acts={"tell": on_tell})


def _words(steps: int) -> dict[str, Any]:
    return {
        "point": decimal_sign(),
        "mode": _("How many weights"), "one": _("One weight"), "two": _("Two weights"),
        "penalty_name": _("Penalty"),
        "kinds": {
            "none": _("No penalty"), "l1": "L1", "l2": "L2", "l1-proximal": _("L1, proximal")},
        "lambda": _("λ, the strength of the penalty"),
        "step_name": _("Step of the descent"),
        "step": _("step {step} of {steps}", step="%n", steps=steps),
        "play": _("Descend"), "stop": _("Hold"),
        "update": _("The next update in numbers"),
        "weight": _("weight"), "rate": _("learning rate"), "data": _("slope of the data loss"),
        "penalty": _("slope of the penalty"), "threshold": _("threshold: rate · λ"),
        "next": _("new weight"), "loss": _("loss"),
        "steps_axis": _("steps"), "over_steps": _("The weights over the steps, near zero."),
        "finding": _("After {steps} steps: {weights}. {zeros}",
                     steps="%n", weights="%w", zeros="%z"),
        "zeros": [_("None is exactly zero."), _("One is exactly zero."),
                  _("Both are exactly zero.")],
        "alts": {
            "two": _("The plane of two weights: contours of the data loss around its minimum, the "
                     "shape of the penalty around zero, and the way down to where they touch."),
            "one": _("The loss of one weight: of the data, of the penalty, and both together, with "
                     "the weight as a ball on the last.")},
        "legends": {
            "two": {"way": _("the way down"), "plain": _("without a penalty"),
                    "data": _("the data's pull"), "penalty": _("the penalty's pull"),
                    "shape": _("as much penalty as at the best place for both")},
            "one": {"data": _("loss of the data, and its pull"),
                    "penalty": _("penalty, and its pull"), "sum": _("both together")}},
        "plane": {
            "point": decimal_sign(), "first": "w₁", "second": "w₂",
            "minimum": _("best for the data"), "start": pgettext("of a descent", "start"),
            "best": _("best for both")},
    }
