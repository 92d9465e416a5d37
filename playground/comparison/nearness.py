"""Which of some runs has the settings nearest to those of another one, and what differs then."""

from __future__ import annotations

import math
from collections.abc import Iterable

from playground.comparison.settings import effective, value_in_words
from playground.controls import Integer, Number
from playground.experiment import CONTROLS, Experiment
from playground.insight import turns
from playground.messages import _
from playground.training.readings import Readings

# Of runs on other pictures, or of another network, no curve belongs into one chart with this one's.
_SAME = ("data", "augmentation", "model")
# What a person looks for is the method; another seed is the same experiment once more.
_WEIGHT = {"regularizer": 4.0, "seed": 0.1, "epochs": 0.1}
_MOST_NAMED = 3


def distance(one: Experiment, other: Experiment) -> float:
    """0 for the same settings, infinite where the two do not belong into one chart."""
    mine, theirs = effective(one), effective(other)
    found = 0.0
    for name in _different(mine, theirs):
        if CONTROLS[name].group in _SAME:
            return math.inf
        found += _WEIGHT.get(name, 1.0) * (1.0 + _apart(name, mine[name], theirs[name]))
    return found


def _different(mine: dict[str, object], theirs: dict[str, object]) -> list[str]:
    return [name for name in CONTROLS if mine[name] != theirs[name]]


def _apart(name: str, one: object, other: object) -> float:
    """How far two values are from each other, as a part of what can be set: 0 to 1."""
    kind = CONTROLS[name].kind
    if not isinstance(kind, Number | Integer) or not isinstance(one, int | float) or (
            not isinstance(other, int | float)):
        return 1.0
    if isinstance(kind, Number) and kind.logarithmic and min(one, other, kind.low) > 0:
        return abs(math.log(one / other)) / math.log(kind.high / kind.low)
    return abs(one - other) / (kind.high - kind.low)


def differences(mine: Experiment, other: Experiment) -> tuple[str, ...]:
    """What `other` has set otherwise, each in a few words: the first three, and that there is more.

    Empty for the same settings.
    """
    ours, theirs = effective(mine), effective(other)
    names = _different(ours, theirs)
    told = [_("{setting} {there} instead of {here}", setting=turns.noun(name),
              there=value_in_words(name, theirs[name]), here=value_in_words(name, ours[name]))
            for name in names[:_MOST_NAMED]]
    return (*told, _("and more")) if len(names) > _MOST_NAMED else tuple(told)


def nearest(mine: Experiment, others: Iterable[Readings]) -> int | None:
    """The place of the one of `others` whose settings are nearest, the first of several.

    None where none belongs into one chart with it.
    """
    found = [(distance(mine, one.began_as), place) for place, one in enumerate(others)]
    near = min(found, default=None)
    return near[1] if near is not None and math.isfinite(near[0]) else None
