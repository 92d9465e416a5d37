"""The Trainer: one run's weights, and what a step, a probe and an epoch's evaluation are.

It knows nothing of threads, sessions or pages. Every random choice is a function of seed, epoch
and step, so the same experiment and the same changes give the same bits, whatever else runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from playground.data.batches import steps_per_epoch
from playground.data.mixup import mixing
from playground.data.streams import Purpose, stream
from playground.data.training_data import TrainingData
from playground.errors import RunFailed
from playground.experiment import Experiment
from playground.insight.sparsity import KernelReading, count_zeros, read_kernel, sparsity
from playground.messages import lazy
from playground.model.architectures import OUTPUT, architecture_of, penalized_kernels
from playground.model.optimizers import Knobs
from playground.model.penalties import coefficients, penalty_value
from playground.model.precision import compute_dtype
from playground.model.step import CompiledModel, Shape, compiled, new_slots
from playground.model.weights import initial_weights
from playground.textbook import switched_on
from playground.training.loop.batches_ahead import Preparation
from playground.training.loop.divergence import check_finite
from playground.training.loop.evaluation import Evaluation, Part, holding, slices
from playground.training.samples import probed
from playground.training.snapshot import (
    BatchCopy,
    EpochRecord,
    Probe,
    UnitsCopy,
    WeightsCopy,
    read_only,
)

# Of another setting, as many as there are to validate, but not fewer than this: all 1,620 pictures
# of the hold-out after each epoch of a small training set would take longer than the training.
FEWEST_ELSEWHERE = 400
# Of it and of the training pictures no more than half as many as are trained on, unless that is
# less than this.
FEWEST_OF_FEW = 200
# Bytes of measured pictures that are composed once instead of after each epoch: some 2,600 of
# 64x64. More would weigh where many train.
MOST_HELD = 32_000_000
Attend = Callable[[], None]


def _nothing() -> None:
    pass


class Trainer:
    """Steps one experiment on its data. `step` counts the updates done; `experiment` is live."""

    def __init__(self, experiment: Experiment, data: TrainingData) -> None:
        self.experiment = experiment
        self.data = data
        self.step = 0
        self.architecture = architecture_of(experiment)
        self.penalized = penalized_kernels(self.architecture, experiment.penalize)
        self.steps_per_epoch = steps_per_epoch(len(data.train), experiment.batch_size)
        self.initial_weights = initial_weights(self.architecture, experiment.seed)
        self._weights = {n: tf.Variable(v, name=n) for n, v in self.initial_weights.items()}
        self._slots = new_slots(experiment.optimizer, self._weights)
        self._model = self._compiled(experiment)
        self._last_batch: BatchCopy | None = None
        self._last_rate = 0.0
        self._units: UnitsCopy | None = None
        self._held: dict[str, tf.Variable] = {}
        self._preparation = Preparation(data)
        self._choose_samples()

    def _compiled(self, experiment: Experiment) -> CompiledModel:
        return compiled(Shape(
            experiment.model, experiment.pooling, compute_dtype(experiment.precision),
            experiment.optimizer, self.penalized, experiment.batch_size, experiment.soft_labels,
            self.architecture.standardized,
        ))

    def _choose_samples(self) -> None:
        """The fixed pictures that are measured: of each set about as many as there are to validate.

        Fewer of two of them where few are trained on: half an epoch's time would go there.
        """
        data, seed = self.data, self.experiment.seed
        drawn = stream(seed, Purpose.SAMPLE, 0).permutation(len(data.train))
        few = max(FEWEST_OF_FEW, len(data.train) // 2)
        self._sample = np.sort(drawn[: min(few, max(len(data.validation), 1))])
        self._probed = probed(data, seed)
        count = len(data.elsewhere) if data.elsewhere is not None else 0
        drawn = stream(seed, Purpose.SAMPLE, 2).permutation(count)
        as_many = max(len(data.validation), FEWEST_ELSEWHERE)
        self._elsewhere_sample = np.sort(drawn[: min(few, as_many)])

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
        partners, share = None, 1.0
        if experiment.mixup:
            partners, share = mixing(
                len(batch.labels), experiment.mixup, experiment.seed,
                *divmod(self.step, self.steps_per_epoch))
        reading = self._model.train(
            self._weights, self._slots, batch.images, batch.labels, self._knobs(share),
            (experiment.seed, self.step), switched_on(experiment), partners)
        data_loss, penalty, accuracy = (float(value) for value in reading)
        self._last_batch = BatchCopy(
            self.step, batch.indices, batch.images, batch.labels, batch.wrong)
        self._last_rate = experiment.dropout
        check_finite(data_loss, penalty, experiment)
        self.step += 1
        return data_loss, penalty, accuracy

    def _knobs(self, mixed: float) -> NDArray[np.float32]:
        experiment, strengths = self.experiment, coefficients(self.experiment)
        return np.array(Knobs(
            experiment.learning_rate, experiment.dropout, strengths.l1, strengths.l2,
            strengths.threshold, strengths.value_l1, strengths.value_l2,
            experiment.weight_decay, self.step + 1, experiment.label_smoothing,
            experiment.input_noise, experiment.weight_noise, experiment.max_norm, mixed,
            experiment.spatial_dropout, experiment.adversarial,
        ), np.float32)

    def probe(self, attend: Attend = _nothing) -> Probe:
        """A quick look, about once a second: it costs some hundredths of a second."""
        self._units = units = self._read_units(attend)
        right = units.answers() == units.labels
        zeros = count_zeros([self._weights[f"{name}/kernel"].numpy() for name in self.penalized])
        return Probe(self.step, float(right.mean()), zeros.exact_zeros, zeros.near_zeros)

    def evaluate(self, images_per_second: float, seconds: float) -> EpochRecord:
        """Everything that is measured at an epoch's end, in inference mode, at once."""
        begun = self.begin_evaluation()
        while begun.batches_left:
            begun.advance()
        return begun.record(images_per_second, seconds)

    def begin_evaluation(self) -> EpochEvaluation:
        """The same of the weights as they are now, however far the training goes meanwhile.

        One at a time: the next one takes over the weights that this one measures.
        """
        return EpochEvaluation(self)

    @cached_property
    def sets(self) -> dict[str, Part]:
        """What an epoch's end measures, by name."""
        data, pictures = self.data, self.data.pictures
        sampled = data.train[self._sample]
        parts = {
            "training": Part(pictures.rgb, sampled, data.train_labels[self._sample]),
            "validation": Part(pictures.rgb, data.validation, pictures.labels[data.validation]),
        }
        if data.elsewhere is not None:
            there = self._elsewhere_sample
            parts["elsewhere"] = Part(data.elsewhere.rgb, there, data.elsewhere.labels[there])
        return holding(parts, MOST_HELD)

    def hold_weights(self) -> Callable[[NDArray[np.uint8]], NDArray[np.float32]]:
        """Logits of the weights as they are now, while the training goes on."""
        if not self._held:
            self._held = {name: tf.Variable(v) for name, v in self._weights.items()}
        for name, variable in self._held.items():
            variable.assign(self._weights[name])
        held = self._held
        return lambda images: self._model.infer(held, images)

    def read_kernels(self) -> tuple[KernelReading, ...]:
        return tuple(
            read_kernel(name.removesuffix("/kernel"), value.numpy())
            for name, value in self._weights.items() if name.endswith("/kernel"))

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
        for where in slices(len(self._probed), self.experiment.batch_size):
            attend()
            images = data.pictures.rgb(self._probed[where])
            measured.append(self._model.infer_units(self._weights, images))
        return UnitsCopy(
            self.step, read_only(np.concatenate(measured)),
            read_only(data.pictures.labels[self._probed]),
            _frozen(self._weights[f"{OUTPUT}/kernel"].numpy()),
            _frozen(self._weights[f"{OUTPUT}/bias"].numpy()))

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
            raise RunFailed(lazy(
                "The run's checkpoint does not fit its model; train it anew.")) from None


def _frozen(array: NDArray[np.float32]) -> NDArray[np.float32]:
    copied = np.array(array)
    copied.flags.writeable = False
    return copied


class EpochEvaluation(Evaluation):
    """What is measured at an epoch's end; the trainer may go on between two batches of it."""

    def __init__(self, trainer: Trainer) -> None:
        super().__init__(
            trainer.sets, trainer.hold_weights(), trainer.experiment.batch_size)
        self.epoch, self.step = trainer.epoch, trainer.step
        self.weights = trainer.weights()
        self._kernels = trainer.read_kernels()
        self._bearers = [one for one in self._kernels if one.name in trainer.penalized]
        self._coefficients = coefficients(trainer.experiment)

    def record(self, images_per_second: float, seconds: float) -> EpochRecord:
        """Once no batch is left; `seconds` the epoch took, with all that was measured."""
        readings, zeros = self.readings(), sparsity(self._bearers)
        return EpochRecord(
            epoch=self.epoch, step=self.step,
            penalty=sum(
                penalty_value(self._coefficients, r.l1_norm, r.l2_norm) for r in self._bearers),
            training=readings["training"], validation=readings["validation"],
            elsewhere=readings.get("elsewhere"), kernels=self._kernels,
            exact_zeros=zeros.exact_zeros, near_zeros=zeros.near_zeros,
            images_per_second=images_per_second, seconds=seconds,
        )
