"""The update of one weight, written out: penalty gradient, optimizer, proximal step.

As `model/optimizers.py` does it for all weights at once; `arithmetic/update.js` says the same in
the browser, and tests hold the three together.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from playground.model.moments import BETA_1, BETA_2, EPSILON, MOMENTUM, SLOTS


class Dial(NamedTuple):
    """What an update is steered by; `step` counts from 1. The rest as `penalties.Coefficients`."""

    optimizer: str
    learning_rate: float
    weight_decay: float
    step: int
    l1: float
    l2: float
    threshold: float
    value_l1: float
    value_l2: float


def penalty_gradient(weight: float, dial: Dial) -> float:
    """Of l1 |w| + l2 w²; that of |w| is 0 where w is."""
    sign = (weight > 0) - (weight < 0)
    return dial.l1 * sign + 2 * dial.l2 * weight


def updated(
    weight: float, slots: tuple[float, ...], gradient: float, dial: Dial
) -> tuple[float, tuple[float, ...]]:
    """The weight and its slots after one step; `gradient` is that of the data loss alone.

    No `slots`: they are 0, as before the first step.
    """
    slots = slots or (0.0,) * len(SLOTS[dial.optimizer])
    followed = gradient + penalty_gradient(weight, dial)
    if dial.optimizer == "sgd":
        velocity = MOMENTUM * slots[0] - dial.learning_rate * followed
        weight, slots = weight + velocity, (velocity,)
    else:
        if dial.optimizer == "adamw":
            weight *= 1 - dial.learning_rate * dial.weight_decay
        mean = BETA_1 * slots[0] + (1 - BETA_1) * followed
        square = BETA_2 * slots[1] + (1 - BETA_2) * followed**2
        rate = (dial.learning_rate * math.sqrt(1 - BETA_2**dial.step) / (1 - BETA_1**dial.step))
        weight, slots = weight - rate * mean / (math.sqrt(square) + EPSILON), (mean, square)
    return math.copysign(max(abs(weight) - dial.threshold, 0.0), weight), slots
