"""The Trainer: one run's weights, and what a step, a probe and an epoch's evaluation are.

It knows nothing of threads, sessions or pages. Every random choice is a function of seed, epoch
and step, so the same experiment and the same changes give the same bits, whatever else runs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from playground.data.batches import steps_per_epoch
from playground.data.streams import Purpose, stream
from playground.data.training_data import TrainingData
from playground.errors import RunFailed
from playground.experiment import Experiment
from playground.insight.sparsity import KernelReading, count_zeros, read_kernel, sparsity
from playground.model.architectures import ARCHITECTURES, penalized_kernels
from playground.model.optimizers import Knobs
from playground.model.penalties import coefficients, penalty_value
from playground.model.precision import compute_dtype
from playground.model.step import CompiledModel, Shape, compiled, new_slots
from playground.model.weights import initial_weights
from playground.training.divergence import check_finite
from playground.training.evaluation import batches, infer_all, read_only, read_set
from playground.training.preparation import Preparation
from playground.training.snapshot import (
    BatchCopy,
    EpochRecord,
    Probe,
    SetReading,
    UnitsCopy,
    WeightsCopy,
)

PROBE_IMAGES = 200
# Of another setting, as many as there are to validate, but not fewer than this: all 1,620 pictures
# of the hold-out after each epoch of a small training set would take longer than the training.
FEWEST_ELSEWHERE = 400
Attend = Callable[[], None]


def _nothing() -> None:
    pass


class Trainer:
    """Steps one experiment on its data. `step` counts the updates done; `experiment` is live."""

    def __init__(self, experiment: Experiment, data: TrainingData) -> None:
        self.experiment = experiment
        self.data = data
        self.step = 0
        self.architecture = ARCHITECTURES[experiment.model]
        self.penalized = penalized_kernels(self.architecture, experiment.penalize)
        self.steps_per_epoch = steps_per_epoch(len(data.train), experiment.batch_size)
        self.initial_weights = initial_weights(self.architecture, experiment.seed)
        self._weights = {n: tf.Variable(v, name=n) for n, v in self.initial_weights.items()}
        self._slots = new_slots(experiment.optimizer, self._weights)
        self._model = self._compiled(experiment)
        self._last_batch: BatchCopy | None = None
        self._last_rate = 0.0
        self._units: UnitsCopy | None = None
        self._preparation = Preparation(data)
        self._choose_samples()

    def _compiled(self, experiment: Experiment) -> CompiledModel:
        return compiled(Shape(
            experiment.model, experiment.pooling, compute_dtype(experiment.precision),
            experiment.optimizer, self.penalized, experiment.batch_size,
        ))

    def _choose_samples(self) -> None:
        """The fixed pictures that are measured: as many as there are to validate, of each set."""
        data, seed = self.data, self.experiment.seed
        drawn = stream(seed, Purpose.SAMPLE, 0).permutation(len(data.train))
        self._sample = np.sort(drawn[: max(len(data.validation), 1)])
        drawn = stream(seed, Purpose.SAMPLE, 1).permutation(len(data.validation))
        self._probed = data.validation[np.sort(drawn[:PROBE_IMAGES])]
        count = len(data.elsewhere) if data.elsewhere is not None else 0
        drawn = stream(seed, Purpose.SAMPLE, 2).permutation(count)
        self._elsewhere_sample = np.sort(drawn[: max(len(data.validation), FEWEST_ELSEWHERE)])

    @property
    def epoch(self) -> int:
        """Whole epochs done."""
        return self.step // self.steps_per_epoch

    @property
    def compute_dtype(self) -> str | None:
        """The format the units were really computed in; None before the first step."""
        return self._model.compute_dtype

    @property
    def traces(self) -> int:
        """How often the training step of this shape was traced in this process."""
        return self._model.traces

    def train_step(self) -> tuple[float, float, float]:
        """One update: data loss, penalty and accuracy of its batch, before it, dropout on.

        Raises `RunFailed` where the loss is not finite; the step does not count then.
        """
        experiment = self.experiment
        last = experiment.epochs * self.steps_per_epoch - 1
        batch = self._preparation.batch(experiment, self.step, ahead=self.step < last)
        reading = self._model.train(
            self._weights, self._slots, batch.images, batch.labels,
            self._knobs(), (experiment.seed, self.step))
        data_loss, penalty, accuracy = (float(value) for value in reading)
        self._last_batch = BatchCopy(
            self.step, batch.indices, batch.images, batch.labels, batch.wrong)
        self._last_rate = experiment.dropout
        check_finite(data_loss, penalty, experiment)
        self.step += 1
        return data_loss, penalty, accuracy

    def _knobs(self) -> NDArray[np.float32]:
        experiment, strengths = self.experiment, coefficients(self.experiment)
        return np.array(Knobs(
            experiment.learning_rate, experiment.dropout, strengths.l1, strengths.l2,
            strengths.threshold, strengths.value_l1, strengths.value_l2,
            experiment.weight_decay, self.step + 1,
        ), np.float32)

    def probe(self, attend: Attend = _nothing) -> Probe:
        """A quick look, about once a second: it costs some hundredths of a second."""
        self._units = units = self._read_units(attend)
        right = units.answers() == units.labels
        zeros = count_zeros([self._weights[f"{name}/kernel"].numpy() for name in self.penalized])
        return Probe(self.step, float(right.mean()), zeros.exact_zeros, zeros.near_zeros)

    def evaluate(
        self, images_per_second: float, seconds: float, attend: Attend = _nothing
    ) -> EpochRecord:
        """Everything that is measured at an epoch's end, in inference mode."""
        started = time.perf_counter()
        data, pictures = self.data, self.data.pictures
        sampled = data.train[self._sample]
        training = read_set(
            self._infer(pictures.rgb, sampled, attend), data.train_labels[self._sample], sampled)
        validation = read_set(
            self._infer(pictures.rgb, data.validation, attend), pictures.labels[data.validation],
            data.validation)
        elsewhere = self._elsewhere(attend)
        kernels = self._read_kernels(tuple(n for n in self._layer_names()))
        bearers = [reading for reading in kernels if reading.name in self.penalized]
        zeros = sparsity(bearers)
        penalty = sum(
            penalty_value(coefficients(self.experiment), r.l1_norm, r.l2_norm) for r in bearers)
        return EpochRecord(
            epoch=self.epoch, step=self.step, penalty=penalty, training=training,
            validation=validation, elsewhere=elsewhere, kernels=kernels,
            exact_zeros=zeros.exact_zeros, near_zeros=zeros.near_zeros,
            images_per_second=images_per_second,
            seconds=seconds + time.perf_counter() - started,
        )

    def _elsewhere(self, attend: Attend) -> SetReading | None:
        pictures = self.data.elsewhere
        if pictures is None:
            return None
        indices = self._elsewhere_sample
        return read_set(
            self._infer(pictures.rgb, indices, attend), pictures.labels[indices], indices)

    def _infer(self, pictures: Any, indices: NDArray[np.int64], attend: Attend) -> Any:
        def infer(images: NDArray[np.uint8]) -> NDArray[np.float32]:
            return self._model.infer(self._weights, images)

        return infer_all(pictures, indices, infer, self.experiment.batch_size, attend)

    def _layer_names(self) -> list[str]:
        return [n.removesuffix("/kernel") for n in self._weights if n.endswith("/kernel")]

    def _read_kernels(self, names: tuple[str, ...]) -> tuple[KernelReading, ...]:
        return tuple(
            read_kernel(name, self._weights[f"{name}/kernel"].numpy()) for name in names)

    def weights(self) -> WeightsCopy:
        """A copy of the weights by `layer/kernel` and `layer/bias`, which nobody can change."""
        arrays = {name: _frozen(value.numpy()) for name, value in self._weights.items()}
        return WeightsCopy(self.step, MappingProxyType(arrays))

    def set_weights(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        self._units = None
        for name, variable in self._weights.items():
            variable.assign(weights[name])

    @property
    def last_batch(self) -> BatchCopy | None:
        """The last step's batch, read-only; None before the first."""
        batch = self._last_batch
        if batch is not None:
            for array in (batch.indices, batch.images, batch.labels, batch.wrong):
                array.flags.writeable = False
        return batch

    def batch_copy(self) -> BatchCopy | None:
        """The last batch with the dropout mask of its step, drawn anew from that step's key."""
        batch = self.last_batch
        if batch is None or not self._last_rate:
            return batch
        key = self.experiment.seed, batch.step
        return replace(batch, kept=read_only(
            self._model.kept(len(batch.labels), self._last_rate, key)))

    @property
    def probed_units(self) -> UnitsCopy | None:
        """What the last probe saw of the hidden units: it costs nothing more."""
        return self._units

    def units(self) -> UnitsCopy:
        """The hidden units of the pictures that are probed, as the weights are now."""
        if self._units is None or self._units.step != self.step:
            self._units = self._read_units(_nothing)
        return self._units

    def _read_units(self, attend: Attend) -> UnitsCopy:
        data = self.data
        measured = [np.zeros((0, self.architecture.units), np.float32)]
        for indices in batches(self._probed, self.experiment.batch_size):
            attend()
            measured.append(self._model.infer_units(self._weights, data.pictures.rgb(indices)))
        return UnitsCopy(
            self.step, read_only(np.concatenate(measured)),
            read_only(data.pictures.labels[self._probed]),
            _frozen(self._weights["dense_1/kernel"].numpy()),
            _frozen(self._weights["dense_1/bias"].numpy()))

    def state(self) -> dict[str, NDArray[Any]]:
        """All that decides how the run goes on: weights, slots, step; by name."""
        arrays: dict[str, NDArray[Any]] = {"step": np.array(self.step)}
        for name, variable in self._weights.items():
            arrays[f"weights/{name}"] = variable.numpy()
            for index, slot in enumerate(self._slots.get(name, ())):
                arrays[f"slot{index}/{name}"] = slot.numpy()
        return arrays

    def restore(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """The inverse of `state`. Raises `RunFailed` where it is of another model."""
        try:
            for name, variable in self._weights.items():
                variable.assign(arrays[f"weights/{name}"])
                for index, slot in enumerate(self._slots.get(name, ())):
                    slot.assign(arrays[f"slot{index}/{name}"])
            self.step = int(arrays["step"])
        except (KeyError, ValueError, TypeError):
            raise RunFailed("The run's checkpoint does not fit its model; train it anew.") from None


def _frozen(array: NDArray[np.float32]) -> NDArray[np.float32]:
    copied = np.array(array)
    copied.flags.writeable = False
    return copied
