"""The compiled training step and the compiled inference pass, shared by all runs of one shape.

Weights and slots are arguments, not captured: a second run of the same model, and a restart,
reuse what is compiled and begin at once. How strong a regularizer is, which a person can change
live, is never compiled in; of the textbook's other ones it is which of them are on, so that one
that is off costs nothing. One that is turned on is compiled in at the next step, once a process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from playground.model.architectures import (
    ARCHITECTURES,
    CLASS_COUNT,
    NORMALIZATION_MOMENTUM,
    OUTPUT,
    Architecture,
)
from playground.model.network import as_computed, dropout, hidden_units, kept_units, logits
from playground.model.objective import Objective
from playground.model.optimizers import SLOTS, Knobs, Update
from playground.model.textbook import (
    against_the_network,
    both,
    mixed,
    with_pixel_noise,
    with_weight_noise,
    within_norm,
    without_maps,
)
from playground.model.tracing import TRACING
from playground.model.weights import trained

Tensor = Any
Variables = Mapping[str, tf.Variable]
# Beside the names of weights, in what a gradient is taken along.
_INPUT = "input"


@dataclass(frozen=True)
class Shape:
    """All that is compiled in; two runs that agree in it share their code.

    `soft_labels`: percent of a label that is what the teacher says.
    """

    model: str
    pooling: str
    dtype: str
    optimizer: str
    penalized: tuple[str, ...]
    batch_size: int
    soft_labels: int = 0
    standardized: bool = False

    @property
    def architecture(self) -> Architecture:
        return replace(ARCHITECTURES[self.model], standardized=self.standardized)


class CompiledModel:
    """`train` and `infer` of one Shape. `traces` counts how often the step was traced."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.traces = 0
        self.compute_dtype: str | None = None
        self._warm: set[str] = set()
        self._teacher = _teacher(shape) if shape.soft_labels else None
        # By what is on of the textbook's other regularizers.
        self._train: dict[tuple[str, ...], Any] = {}
        self._infer = tf.function(self._infer_step, autograph=False)
        self._update = Update(
            shape.optimizer, [f"{layer}/kernel" for layer in shape.penalized])

    def train(
        self,
        weights: Variables,
        slots: Mapping[str, tuple[tf.Variable, ...]],
        images: NDArray[np.uint8],
        labels: NDArray[np.int32],
        knobs: NDArray[np.float32],
        key: tuple[int, int],
        on: tuple[str, ...] = (),
        partners: NDArray[np.int32] | None = None,
    ) -> NDArray[np.float32]:
        """One update in place. Images (k, size, size, 3) with k ≤ batch size, labels (k,).

        `knobs` has the order of `Knobs`; `key` decides the dropout mask and all noise; `on` is
        which of the textbook's other regularizers are on, and `partners` (k,) which picture each
        is mixed with, where `mixup` is one of them. Returns float32 (3,): data loss, penalty,
        accuracy, all of the weights before the update and with dropout and noise on. The data
        loss is that of the labels, so that runs can be compared, also where what the gradient
        follows is softer, or half of it of other pictures; only mixed pictures have mixed labels.
        """
        count = len(labels)
        images, labels = self._filled(images), self._filled(labels)
        others = None if partners is None else tf.constant(self._filled(partners))
        arguments = (dict(weights), dict(slots), tf.constant(images), tf.constant(labels),
                     tf.constant(count, tf.int32), tf.constant(knobs), tf.constant(key, tf.int32),
                     others)
        step = self._train.get(on)
        if step is None:
            step = self._train[on] = tf.function(partial(self._train_step, on), autograph=False)
        return np.asarray(self._first_alone(f"train {on}", step, arguments))

    def infer(self, weights: Variables, images: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Logits float32 (k, 3) of uint8 images (k, size, size, 3), k ≤ batch size."""
        return self._inferred(weights, images)[:, :CLASS_COUNT]

    def infer_units(self, weights: Variables, images: NDArray[np.uint8]) -> NDArray[np.float32]:
        """The hidden dense layer's activations float32 (k, units) of the same, all units kept."""
        return self._inferred(weights, images)[:, CLASS_COUNT:]

    def kept(self, count: int, rate: float, key: tuple[int, int]) -> NDArray[np.bool_]:
        """Which units `train` kept for its `count` pictures with that rate and key: (k, units)."""
        shape = self.shape.batch_size, self.shape.architecture.units
        mask = kept_units(shape, tf.constant(rate, tf.float32), tf.constant(key, tf.int32))
        return np.asarray(mask.numpy()[:count])

    def _inferred(self, weights: Variables, images: NDArray[np.uint8]) -> NDArray[np.float32]:
        filled = tf.constant(self._filled(images))
        result = self._first_alone("infer", self._infer, (dict(weights), filled))
        return np.asarray(result[: len(images)])

    def _first_alone(self, name: str, function: Any, arguments: tuple[Any, ...]) -> Any:
        if name in self._warm:
            return function(*arguments).numpy()
        with TRACING:
            result = function(*arguments).numpy()
        self._warm.add(name)
        return result

    def _filled(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Filled up to the batch size, since another size would be another trace."""
        missing = self.shape.batch_size - len(rows)
        if not missing:
            return rows
        # In turn, and not one of them again and again: a normalization sees the whole batch.
        return np.concatenate([rows, rows[np.arange(missing) % len(rows)]])

    def _train_step(
        self, on: tuple[str, ...], weights: Variables, slots: Any, images: Tensor, labels: Tensor,
        count: Tensor, knobs: Tensor, key: Tensor, partners: Tensor | None,
    ) -> Tensor:
        self.traces += 1
        shape, dial = self.shape, Knobs(*tf.unstack(knobs, len(Knobs._fields)))
        penalty = self._penalty(weights, dial)
        dtype = tf.dtypes.as_dtype(shape.dtype)
        computed = as_computed(_as_disturbed(weights, on, dial, key), dtype)
        learned = {name: value for name, value in computed.items() if trained(name)}
        if partners is not None:
            images = mixed(images, partners, dial.mixup)
        objective = Objective(
            labels, count, on, dial, partners,
            self._teacher(images) if self._teacher is not None else None, shape.soft_labels / 100)
        pictures = with_pixel_noise(images, dial.input_noise, key) if (
            "input-noise" in on) else images
        against = "adversarial" in on
        drop_maps = partial(
            without_maps, rate=dial.spatial_dropout, key=key) if "spatial-dropout" in on else None

        def passed(pictures: Tensor, along: Mapping[str, Tensor]) -> tuple[Tensor, ...]:
            """Logits, data loss, the gradients along what is given, and the batch's statistics."""
            with tf.GradientTape(watch_accessed_variables=False) as tape:
                tape.watch(along)
                units, statistics = hidden_units(
                    pictures, computed, shape.architecture, shape.pooling, dtype, training=True,
                    input_gradient=against, drop_maps=drop_maps)
                self.compute_dtype = units.dtype.name
                output = logits(dropout(units, dial.dropout, key), computed)
                data_loss = objective.data_loss(output)
                followed = objective.followed(output, data_loss)
            return output, data_loss, tape.gradient(followed, along), statistics

        if against:
            pictures = tf.cast(pictures, tf.float32)
            output, data_loss, slopes, statistics = passed(pictures, {**learned, _INPUT: pictures})
            changed = against_the_network(pictures, slopes.pop(_INPUT), dial.adversarial)
            others = passed(changed, learned)[2]
            gradients = dict(zip(
                learned, both([slopes[name] for name in learned],
                              [others[name] for name in learned]), strict=True))
        else:
            output, data_loss, gradients, statistics = passed(pictures, learned)
        accuracy = objective.accuracy(output)
        with tf.control_dependencies([penalty]):
            self._update(weights, slots, gradients, dial)
            if "max-norm" in on:
                for name in _hidden_kernels(weights):
                    weights[name].assign(within_norm(weights[name], dial.max_norm))
        for name, seen in statistics.items():
            keep = NORMALIZATION_MOMENTUM
            weights[name].assign(keep * weights[name] + (1.0 - keep) * seen)
        return tf.stack([data_loss, penalty, accuracy])

    def _penalty(self, weights: Variables, dial: Knobs) -> Tensor:
        """value_l1 Σ|w| + value_l2 Σw², leaving out the sum whose coefficient is 0."""
        kernels = [weights[f"{layer}/kernel"] for layer in self.shape.penalized]
        zero = tf.zeros(())
        l1 = tf.cond(dial.value_l1 > 0.0,
                     lambda: tf.add_n([tf.reduce_sum(tf.abs(k)) for k in kernels]), lambda: zero)
        l2 = tf.cond(dial.value_l2 > 0.0,
                     lambda: tf.add_n([2.0 * tf.nn.l2_loss(k) for k in kernels]), lambda: zero)
        return dial.value_l1 * l1 + dial.value_l2 * l2

    def _infer_step(self, weights: Variables, images: Tensor) -> Tensor:
        dtype = tf.dtypes.as_dtype(self.shape.dtype)
        computed = as_computed(weights, dtype)
        units, _ = hidden_units(
            images, computed, self.shape.architecture, self.shape.pooling, dtype)
        # Both from one pass: whoever asks for units makes nobody wait for a second trace.
        return tf.concat([logits(units, computed), tf.cast(units, tf.float32)], axis=1)


def _as_disturbed(
    weights: Variables, on: tuple[str, ...], dial: Knobs, key: Tensor
) -> Mapping[str, Tensor]:
    """The weights under which a step takes its gradient."""
    if "weight-noise" not in on:
        return weights
    kernels = {name: value for name, value in weights.items() if name.endswith("/kernel")}
    return {**weights, **with_weight_noise(kernels, dial.weight_noise, key)}


def _hidden_kernels(weights: Variables) -> list[str]:
    return [name for name in weights if name.endswith("/kernel") and not name.startswith(OUTPUT)]


def _teacher(shape: Shape) -> Callable[[Tensor], Tensor]:
    # It reads a .keras file, which no other run needs.
    from playground.model.teacher import teacher

    return teacher(tf.dtypes.as_dtype(shape.dtype))


@lru_cache(maxsize=32)
def compiled(shape: Shape) -> CompiledModel:
    """The compiled model of that shape; the same object each time."""
    return CompiledModel(shape)


def new_slots(optimizer: str, weights: Variables) -> dict[str, tuple[tf.Variable, ...]]:
    """The optimizer's slots, zero at the start, by the name of each weight that it changes."""
    return {
        name: tuple(tf.Variable(tf.zeros_like(value)) for _ in SLOTS[optimizer])
        for name, value in weights.items() if trained(name)
    }
