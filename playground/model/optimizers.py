"""One update of all weights, written out: penalty gradient, optimizer, proximal step.

The optimizers are TensorFlow's own kernels, one pass over memory per array; the formulas are
Keras' own, so that a run here and a run there agree. Only what a penalty adds is compiled by XLA,
again into one pass per array: compiling the whole update took a second before the first step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import tensorflow as tf

from playground.model.moments import BETA_1, BETA_2, EPSILON, MOMENTUM, SLOTS

__all__ = ["SLOTS", "Knobs", "Update", "soft_threshold", "with_penalty"]

Tensor = Any


class Knobs(NamedTuple):
    """What a step is steered by, all float32 scalars; `step` counts from 1.

    From `label_smoothing` on: the textbook's other regularizers, of which `mixup` is the share that
    was drawn for the step.
    """

    learning_rate: Tensor
    dropout: Tensor
    l1: Tensor
    l2: Tensor
    threshold: Tensor
    value_l1: Tensor
    value_l2: Tensor
    weight_decay: Tensor
    step: Tensor
    label_smoothing: Tensor = 0.0
    input_noise: Tensor = 0.0
    weight_noise: Tensor = 0.0
    max_norm: Tensor = 0.0
    mixup: Tensor = 1.0
    spatial_dropout: Tensor = 0.0
    adversarial: Tensor = 0.0


class Update:
    """One step of `optimizer` on weights of which those named `penalized` bear the penalty."""

    def __init__(self, optimizer: str, penalized: Sequence[str]) -> None:
        self._rule = _RULES[optimizer]
        self._penalized = tuple(penalized)
        self._with_penalty = tf.function(with_penalty, autograph=False, jit_compile=True)
        self._thresholded = tf.function(soft_threshold, autograph=False, jit_compile=True)

    def __call__(
        self,
        weights: Mapping[str, tf.Variable],
        slots: Mapping[str, tuple[tf.Variable, ...]],
        gradients: Mapping[str, Tensor],
        knobs: Knobs,
    ) -> None:
        """Change the weights that `gradients`, of the same shapes, names, and their slots."""
        bearers = [weights[name] for name in self._penalized]
        followed = {name: tf.cast(value, tf.float32) for name, value in gradients.items()}
        if bearers:
            own = [followed[name] for name in self._penalized]
            followed.update(zip(
                self._penalized, self._with_penalty(own, bearers, knobs.l1, knobs.l2),
                strict=True))
        for name, gradient in followed.items():
            self._rule(weights[name], slots[name], gradient, knobs)

        def shrink() -> Tensor:
            shrunk = self._thresholded(bearers, knobs.threshold)
            for weight, value in zip(bearers, shrunk, strict=True):
                weight.assign(value)
            return knobs.threshold

        if bearers:
            # Most runs need no second pass over the weights.
            tf.cond(knobs.threshold > 0.0, shrink, lambda: knobs.threshold)


def with_penalty(
    gradients: Sequence[Tensor], weights: Sequence[Tensor], l1: Tensor, l2: Tensor
) -> list[Tensor]:
    """The gradients of data loss + l1 Σ|w| + l2 Σw²; that of |w| is 0 where w is."""
    return [gradient + l1 * tf.sign(weight) + 2.0 * l2 * weight
            for gradient, weight in zip(gradients, weights, strict=True)]


def soft_threshold(weights: Sequence[Tensor], threshold: Tensor) -> list[Tensor]:
    """sign(w) max(|w| - t, 0), the proximal operator of t Σ|w|; with t = 0, w itself."""
    return [tf.sign(weight) * tf.maximum(tf.abs(weight) - threshold, 0.0) for weight in weights]


def _adam(
    weight: tf.Variable, slots: tuple[tf.Variable, ...], gradient: Tensor, knobs: Knobs
) -> None:
    """Kingma and Ba 2015, with the bias corrections in the step size, as Keras has it."""
    mean, square = slots
    tf.raw_ops.ResourceApplyAdam(
        var=weight.handle, m=mean.handle, v=square.handle, grad=gradient,
        lr=knobs.learning_rate, beta1=BETA_1, beta2=BETA_2, epsilon=EPSILON,
        beta1_power=BETA_1**knobs.step, beta2_power=BETA_2**knobs.step)


def _adamw(
    weight: tf.Variable, slots: tuple[tf.Variable, ...], gradient: Tensor, knobs: Knobs
) -> None:
    """Adam with decoupled weight decay (Loshchilov and Hutter 2019)."""
    weight.assign(weight * (1.0 - knobs.learning_rate * knobs.weight_decay))
    _adam(weight, slots, gradient, knobs)


def _sgd(
    weight: tf.Variable, slots: tuple[tf.Variable, ...], gradient: Tensor, knobs: Knobs
) -> None:
    """v <- 0.9 v - lr g;  w <- w + v."""
    (velocity,) = slots
    tf.raw_ops.ResourceApplyKerasMomentum(
        var=weight.handle, accum=velocity.handle, grad=gradient, lr=knobs.learning_rate,
        momentum=MOMENTUM)


_RULES = {"adam": _adam, "adamw": _adamw, "sgd": _sgd}
