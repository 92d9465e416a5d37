"""One update of one weight array, written out: penalty gradient, optimizer, proximal step.

Compiled as a whole into one pass over memory per array, whatever the regularizer. The formulas
are Keras' own, so that a run here and a run there agree.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import tensorflow as tf

Tensor = Any

BETA_1, BETA_2, EPSILON, MOMENTUM = 0.9, 0.999, 1e-7, 0.9

SLOTS: dict[str, tuple[str, ...]] = {
    "adam": ("mean", "square"),
    "adamw": ("mean", "square"),
    "sgd": ("velocity",),
}


class Knobs(NamedTuple):
    """What a step is steered by, all float32 scalars; `step` counts from 1."""

    learning_rate: Tensor
    dropout: Tensor
    l1: Tensor
    l2: Tensor
    threshold: Tensor
    value_l1: Tensor
    value_l2: Tensor
    weight_decay: Tensor
    step: Tensor


def _adam(
    weight: tf.Variable, slots: tuple[tf.Variable, ...], gradient: Tensor, knobs: Knobs
) -> Tensor:
    """Kingma and Ba 2015, with the bias corrections in the step size, as Keras has it."""
    mean, square = slots
    mean.assign(mean + (gradient - mean) * (1.0 - BETA_1))
    square.assign(square + (gradient * gradient - square) * (1.0 - BETA_2))
    correction = tf.sqrt(1.0 - BETA_2**knobs.step) / (1.0 - BETA_1**knobs.step)
    step = knobs.learning_rate * correction * mean / (tf.sqrt(square) + EPSILON)
    # Decoupled weight decay (Loshchilov and Hutter 2019); 0 but for AdamW, and there by default.
    return weight * (1.0 - knobs.learning_rate * knobs.weight_decay) - step


def _sgd(
    weight: tf.Variable, slots: tuple[tf.Variable, ...], gradient: Tensor, knobs: Knobs
) -> Tensor:
    """v <- 0.9 v - lr g;  w <- w + v."""
    (velocity,) = slots
    velocity.assign(MOMENTUM * velocity - knobs.learning_rate * gradient)
    return weight + velocity


def update(
    optimizer: str,
    weight: tf.Variable,
    slots: tuple[tf.Variable, ...],
    gradient: Tensor,
    knobs: Knobs,
    penalized: bool,
) -> None:
    """Change one weight array and its slots in place."""
    gradient = tf.cast(gradient, tf.float32)
    if penalized:
        gradient += knobs.l1 * tf.sign(weight) + 2.0 * knobs.l2 * weight
    rule = _sgd if optimizer == "sgd" else _adam
    changed = rule(weight, slots, gradient, knobs)
    if penalized:
        changed = soft_threshold(changed, knobs.threshold)
    weight.assign(changed)


def soft_threshold(weight: Tensor, threshold: Tensor) -> Tensor:
    """sign(w) max(|w| - t, 0), the proximal operator of t Σ|w|; with t = 0, w itself."""
    shrunk = tf.sign(weight) * tf.maximum(tf.abs(weight) - threshold, 0.0)
    return tf.where(threshold > 0.0, shrunk, weight)
