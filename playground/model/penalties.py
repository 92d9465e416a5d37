"""The penalties on the weights: value, gradient and proximal step, all steered by numbers.

A regularizer is no object but four coefficients that enter every training step, so that its
kind and strength can change between two steps without building anything anew:

    none          penalty 0
    l1            l Sum |w|                        gradient  l sign(w), 0 at w = 0
    l2            l Sum w^2                        gradient  2 l w      (no 1/2, as in Keras)
    l1l2          l (a Sum |w| + (1-a) Sum w^2)    gradient  l (a sign(w) + 2 (1-a) w)
    l1-proximal   l Sum |w|, not by its gradient but by the soft threshold
                  w <- sign(w) max(|w| - lr l, 0) after each update: weights become exactly zero
                  (proximal gradient method: Beck and Teboulle 2009, section 1.1)
"""

from __future__ import annotations

from typing import NamedTuple

from playground.experiment import Experiment


class Coefficients(NamedTuple):
    """What one step needs to know of the regularizer. `value_*` weigh the reported penalty."""

    l1: float
    l2: float
    threshold: float
    value_l1: float
    value_l2: float


def coefficients(experiment: Experiment) -> Coefficients:
    """The coefficients of an experiment's regularizer, λ, mixing share and learning rate."""
    strength, share = experiment.lambda_, experiment.mixing_share
    match experiment.regularizer:
        case "l1":
            return Coefficients(strength, 0.0, 0.0, strength, 0.0)
        case "l2":
            return Coefficients(0.0, strength, 0.0, 0.0, strength)
        case "l1l2":
            l1, l2 = strength * share, strength * (1 - share)
            return Coefficients(l1, l2, 0.0, l1, l2)
        case "l1-proximal":
            return Coefficients(0.0, 0.0, experiment.learning_rate * strength, strength, 0.0)
        case _:
            return Coefficients(0.0, 0.0, 0.0, 0.0, 0.0)


def penalty_value(strengths: Coefficients, l1_norm: float, l2_norm: float) -> float:
    """The penalty from Σ|w| and √Σw² over the penalized kernels."""
    return strengths.value_l1 * l1_norm + strengths.value_l2 * l2_norm**2
