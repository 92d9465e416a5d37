"""What a run shows of itself: immutable, versioned readings, swapped whole.

A snapshot is cheap numbers always; a copy of weights, of the last augmented batch or of hidden
units only after somebody asked for it. Arrays in it are read-only, and nothing that a snapshot
holds ever changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.change import Change
from playground.experiment import Experiment
from playground.insight.sparsity import KernelReading
from playground.messages import Message, Text
from playground.training.states import DIVERGENCE


@dataclass(frozen=True)
class Probe:
    """A quick look about once a second: validation accuracy on a fixed few, and sparsity."""

    step: int
    val_accuracy: float
    exact_zeros: float
    near_zeros: float


@dataclass(frozen=True)
class SetReading:
    """Loss, accuracy and answers on one set of pictures, in inference mode."""

    data_loss: float
    accuracy: float
    confusion: tuple[tuple[int, ...], ...]
    """Rows are true classes, columns answers, in the order of CLASSES."""
    indices: NDArray[np.int64]
    """Which pictures were measured, as indices into their `Pictures`."""
    answers: NDArray[np.int8]
    """The class that the network gave each of them, aligned with `indices`."""


@dataclass(frozen=True)
class EpochRecord:
    """All that is measured at the end of an epoch (from 1), after `step` steps."""

    epoch: int
    step: int
    penalty: float
    training: SetReading
    validation: SetReading
    elsewhere: SetReading | None
    kernels: tuple[KernelReading, ...]
    exact_zeros: float
    near_zeros: float
    images_per_second: float
    seconds: float

    @property
    def gap(self) -> float:
        """The generalization gap: training minus validation accuracy."""
        return self.training.accuracy - self.validation.accuracy


@dataclass(frozen=True)
class StepSeries:
    """Per step, oldest first: mean data loss, penalty, batch accuracy, seconds; shape (steps,)."""

    data_loss: NDArray[np.float32]
    penalty: NDArray[np.float32]
    accuracy: NDArray[np.float32]
    seconds: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.data_loss)

    def speed(self, batch_size: int) -> float:
        """Images a second over the last twenty steps; 0 before the first."""
        recent = self.seconds[-20:]
        return batch_size * len(recent) / float(recent.sum()) if len(recent) else 0.0


@dataclass(frozen=True)
class WeightsCopy:
    """The weights after `step` steps, read-only arrays by `layer/kernel` and `layer/bias`."""

    step: int
    arrays: Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True)
class BatchCopy:
    """The pictures of the last step as the network saw them, and their labels as trained.

    `indices` into the training data's pictures; `wrong` tells which labels are not the true ones.
    `kept` (b, units): which hidden units dropout left on for each picture; None without dropout.
    """

    step: int
    indices: NDArray[np.int64]
    images: NDArray[np.uint8]
    labels: NDArray[np.int32]
    wrong: NDArray[np.bool_]
    kept: NDArray[np.bool_] | None = None


@dataclass(frozen=True)
class UnitsCopy:
    """The hidden units (n, u) of the probed validation pictures after `step` steps, none dropped.

    With their true labels (n,) and the output layer of the same moment, kernel (u, 3) and bias
    (3,): a copy of the weights may be of another step.
    """

    step: int
    units: NDArray[np.float32]
    labels: NDArray[np.int64]
    kernel: NDArray[np.float32]
    bias: NDArray[np.float32]

    def answers(self) -> NDArray[np.int64]:
        """(n,) the class that the network gives each picture."""
        # A network that has diverged gives inf or NaN; a warning need not say so.
        with np.errstate(invalid="ignore", over="ignore"):
            return np.asarray((self.units @ self.kernel + self.bias).argmax(axis=1), np.int64)


def read_only(array: NDArray[Any]) -> NDArray[Any]:
    """The array, which nobody may write to any more: others look at it too."""
    array.flags.writeable = False
    return array


def no_steps() -> StepSeries:
    empty = np.zeros(0, np.float32)
    return StepSeries(empty, empty, empty, empty)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A run at one moment. `version` grows with every snapshot of a run.

    Equal to itself alone: what is worked out of one can be kept with it, for as long as it lives.
    """

    version: int
    state: str
    experiment: Experiment
    """As in effect now, live changes included."""
    began_as: Experiment
    """As in effect at step 0: with `changes`, what it takes to repeat the run."""
    message: Text = ""
    notes: tuple[Text, ...] = ()
    """What happened on the way that a person should know, oldest first."""
    step: int = 0
    epoch: int = 0
    """Whole epochs done."""
    steps_per_epoch: int = 0
    seconds: float = 0.0
    """Time spent training and evaluating, pauses left out."""
    images_per_second: float = 0.0
    steps: StepSeries = field(default_factory=no_steps)
    probes: tuple[Probe, ...] = ()
    records: tuple[EpochRecord, ...] = ()
    changes: tuple[Change, ...] = ()
    weights: WeightsCopy | None = None
    batch: BatchCopy | None = None
    units: UnitsCopy | None = None
    fingerprint: str = ""
    """Of what it trains on, as `TrainingData` has it; empty before that is prepared."""

    @property
    def diverged(self) -> bool:
        """Whether it failed by diverging."""
        return isinstance(self.message, Message) and self.message.context == DIVERGENCE


class StepLog:
    """An append-only log of steps whose views stay valid: written rows are never rewritten."""

    def __init__(self, capacity: int = 1024) -> None:
        self._rows = np.zeros((4, capacity), np.float32)
        self._count = 0

    def append(self, data_loss: float, penalty: float, accuracy: float, seconds: float) -> None:
        if self._count == self._rows.shape[1]:
            # A new array, not a resize in place: snapshots hold views of the old one.
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)], axis=1)
        self._rows[:, self._count] = data_loss, penalty, accuracy, seconds
        self._count += 1

    def extend(self, rows: NDArray[np.float32]) -> None:
        """Take up rows (4, steps) that an earlier process recorded."""
        for column in rows.T:
            self.append(*map(float, column))

    def view(self) -> StepSeries:
        seen = self._rows[:, : self._count]
        seen.flags.writeable = False
        return StepSeries(*seen)

    def mean_loss(self, steps: int) -> float:
        """Mean data loss over the last `steps` steps; 0 before there are as many."""
        if self._count < steps:
            return 0.0
        with np.errstate(over="ignore", invalid="ignore"):
            return float(self._rows[0, self._count - steps : self._count].mean(dtype=np.float64))
