"""One training step, number by number: what it does to one weight of the dense part.

The same as the compiled step (`model/step.py`), written out in numpy: forward, data loss, penalty,
gradient, and the optimizer's update of the weight that is looked at. A test holds that the Trainer
then does just that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from playground.experiment import CONTROLS, Experiment
from playground.insight.forward import activations
from playground.insight.update import Dial, updated
from playground.messages import Text, lazy
from playground.model.architectures import (
    HIDDEN,
    OUTPUT,
    architecture_of,
    layers,
    parameter_count,
    penalized_kernels,
)
from playground.model.moments import SLOTS
from playground.model.penalties import coefficients
from playground.model.weights import Weights

Array = NDArray[np.float32]
Slots = Mapping[str, tuple[Array, ...]]
LAYERS = (HIDDEN, OUTPUT)
LARGEST = 2_000_000
"""Parameters: of the article's network, with 9.7 million, a step takes many seconds here."""
# What of the group "regularization" is followed here; another control there must not be in use.
_FOLLOWED = {"regularizer", "lambda", "mixing-share", "penalize", "dropout"}


class Pick(NamedTuple):
    """The weight from input `row` to unit `unit` of one of LAYERS."""

    layer: str
    row: int
    unit: int


@dataclass(frozen=True, eq=False)
class Moment:
    """A run before its step number `step`, counted from 0: `experiment` as then in effect.

    `slots` of each kernel by its name, as `model/moments.py` names them; none before the first
    step, when all are 0.
    """

    experiment: Experiment
    step: int
    weights: Weights
    slots: Slots

    def slots_of(self, pick: Pick) -> tuple[float, ...]:
        found = self.slots.get(f"{pick.layer}/kernel", ())
        return tuple(float(slot[pick.row, pick.unit]) for slot in found)


def moment_of(experiment: Experiment, state: Mapping[str, NDArray[Any]]) -> Moment:
    """Of the trainer's state as it is kept after an epoch; `experiment` as then in effect."""
    weights = {name.removeprefix("weights/"): array for name, array in state.items()
               if name.startswith("weights/")}
    kernels = [f"{layer}/kernel" for layer in LAYERS]
    slots = {name: tuple(state[f"slot{at}/{name}"]
                         for at in range(len(SLOTS[experiment.optimizer]))) for name in kernels}
    return Moment(experiment, int(state["step"]), weights, slots)


@dataclass(frozen=True, eq=False)
class Fed:
    """The pictures of a step, (b, s, s, 3) uint8, with their labels as trained, (b,).

    `kept` (b, units): which hidden units dropout leaves on; None without dropout.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    wrong: NDArray[np.bool_]
    kept: NDArray[np.bool_] | None = None


def cannot_follow(experiment: Experiment) -> Text | None:
    """Why no step of that experiment can be shown here, in a sentence; None where it can."""
    architecture = architecture_of(experiment)
    if parameter_count(architecture) > LARGEST:
        return lazy("Your run's network is too large to be followed by hand; this is a smaller one "
                    "that ships with the app.")
    used: Text | None = next((row.label for name, row in CONTROLS.items()
                 if row.group == "regularization" and name not in _FOLLOWED
                 and getattr(experiment, row.field_name) != row.default), None)
    if any(row.type == "BatchNormalization" for row in layers(architecture)):
        used = lazy("Batch normalization")
    if used is not None:
        return lazy("Your run uses what is not followed by hand here ({what}); this is another "
                    "run, which ships with the app.", what=used)
    return None


@dataclass(frozen=True, eq=False)
class SlowStep:
    """A step of that run on those pictures, before the update."""

    moment: Moment
    fed: Fed

    @cached_property
    def given(self) -> dict[str, Array]:
        """What each layer gives, as `forward.activations`."""
        began = self.moment.experiment
        return activations(
            self.fed.images, self.moment.weights, architecture_of(began), began.pooling)

    @cached_property
    def inputs(self) -> Array:
        """What enters the hidden dense layer, (b, n)."""
        names = list(self.given)
        before: Array = self.given[names[names.index(HIDDEN) - 1]]
        return before.reshape(len(before), -1)

    @cached_property
    def scale(self) -> Array:
        """What dropout multiplies each hidden unit by: 0, or 1 / (1 - rate); (b, units)."""
        units = self.given[HIDDEN]
        if self.fed.kept is None:
            return np.ones_like(units)
        return np.asarray(self.fed.kept / (1.0 - self.moment.experiment.dropout), np.float32)

    @cached_property
    def units(self) -> Array:
        """The hidden units as the output layer gets them, (b, units)."""
        dropped: Array = self.given[HIDDEN] * self.scale
        return dropped

    @cached_property
    def logits(self) -> Array:
        weights = self.moment.weights
        found: Array = self.units @ weights[f"{OUTPUT}/kernel"] + weights[f"{OUTPUT}/bias"]
        return found

    @cached_property
    def probabilities(self) -> Array:
        """(b, 3) in the order of CLASSES."""
        return softmax(self.logits)

    @cached_property
    def losses(self) -> Array:
        """Of each picture, (b,): -ln of the probability of its label."""
        return _losses(self.logits, self.fed.labels)

    @property
    def data_loss(self) -> float:
        """Their mean."""
        return float(self.losses.mean(dtype=np.float64))

    @cached_property
    def penalty(self) -> float:
        """Of all penalized kernels."""
        experiment, weights = self.moment.experiment, self.moment.weights
        strengths = coefficients(experiment)
        kernels = [weights[f"{name}/kernel"].astype(np.float64) for name in penalized_kernels(
            architecture_of(experiment), experiment.penalize)]
        return float(sum(strengths.value_l1 * np.abs(kernel).sum()
                         + strengths.value_l2 * (kernel**2).sum() for kernel in kernels))

    @cached_property
    def gradients(self) -> dict[str, Array]:
        """Of the data loss, by the kernels of LAYERS: what goes back from the output, by hand."""
        weights, labels = self.moment.weights, self.fed.labels
        wanted = np.eye(self.probabilities.shape[1], dtype=np.float32)[labels]
        back = (self.probabilities - wanted) / np.float32(len(labels))
        through = back @ weights[f"{OUTPUT}/kernel"].T * self.scale * (self.given[HIDDEN] > 0)
        return {HIDDEN: self.inputs.T @ through, OUTPUT: self.units.T @ back}

    def dial(self, layer: str) -> Dial:
        """What the update of a weight of that layer is steered by."""
        experiment = self.moment.experiment
        bears = layer in penalized_kernels(architecture_of(experiment), experiment.penalize)
        strengths = coefficients(experiment)
        return Dial(
            experiment.optimizer, experiment.learning_rate, experiment.weight_decay,
            self.moment.step + 1, *(strengths if bears else (0.0,) * 5))

    def weight(self, pick: Pick) -> float:
        return float(self.moment.weights[f"{pick.layer}/kernel"][pick.row, pick.unit])

    def gradient(self, pick: Pick) -> float:
        """Of the data loss by that weight."""
        return float(self.gradients[pick.layer][pick.row, pick.unit])

    def after(self, pick: Pick) -> float:
        """The weight after the step."""
        value, _ = updated(
            self.weight(pick), self.moment.slots_of(pick), self.gradient(pick),
            self.dial(pick.layer))
        return value

    def along(self, pick: Pick, values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Data loss and its gradient where that weight has each of `values` (n,), and all others
        stay as they are: (n,) and (n,)."""
        weights, labels = self.moment.weights, self.fed.labels
        output = weights[f"{OUTPUT}/kernel"]
        moved = (np.asarray(values, np.float64) - self.weight(pick))[:, None]
        logits = np.repeat(self.logits[None].astype(np.float64), len(moved), axis=0)
        if pick.layer == OUTPUT:
            slope = np.broadcast_to(self.units[:, pick.row], (len(moved), len(labels)))
            logits[:, :, pick.unit] += moved * slope
        else:
            kernel, bias = weights[f"{HIDDEN}/kernel"], weights[f"{HIDDEN}/bias"]
            before = self.inputs @ kernel[:, pick.unit] + bias[pick.unit]
            moved_to = before + moved * self.inputs[:, pick.row]
            on = np.maximum(moved_to, 0.0) * self.scale[:, pick.unit]
            logits += (on - self.units[:, pick.unit])[..., None] * output[pick.unit]
            slope = self.inputs[:, pick.row] * self.scale[:, pick.unit] * (moved_to > 0)
        back = softmax(logits)
        losses = -np.log(np.take_along_axis(
            back, np.broadcast_to(labels[None, :, None], (*back.shape[:2], 1)), 2)[..., 0])
        back[:, np.arange(len(labels)), labels] -= 1.0
        through = back[:, :, pick.unit] if pick.layer == OUTPUT else back @ output[pick.unit]
        return losses.mean(axis=1), (through * slope).mean(axis=1)


def softmax(logits: NDArray[Any]) -> NDArray[Any]:
    """Over the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    normalized: NDArray[Any] = powers / powers.sum(axis=-1, keepdims=True)
    return normalized


def _losses(logits: Array, labels: NDArray[np.int64]) -> Array:
    shifted = logits - logits.max(axis=1, keepdims=True)
    totals = np.log(np.exp(shifted).sum(axis=1))
    losses: Array = totals - shifted[np.arange(len(labels)), labels]
    return losses
