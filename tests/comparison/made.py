"""Histories made up from a few numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

import numpy as np

from playground.change import Change, after_changes
from playground.experiment import Experiment
from playground.insight.sparsity import read_kernel
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import initial_weights
from playground.training.history import History, of_snapshot
from playground.training.snapshot import EpochRecord, SetReading, Snapshot, WeightsCopy

STEPS = 10
START = initial_weights(ARCHITECTURES["compact"], 1)
KERNELS = tuple(read_kernel(name.removesuffix("/kernel"), array)
                for name, array in START.items() if name.endswith("/kernel"))


def reading(accuracy: float, loss: float = 0.5, answers: Sequence[int] = (),
            indices: Sequence[int] | None = None) -> SetReading:
    places = range(len(answers)) if indices is None else indices
    return SetReading(loss, accuracy, ((5, 1, 0), (0, 5, 1), (0, 0, 6)),
                      np.array(places, np.int64), np.array(answers, np.int8))


def record(epoch: int, validation: float, *, training: float | None = None,
           elsewhere: float | None = None, loss: float = 0.5, near: float = 0.01,
           exact: float = 0.0, answers: Sequence[int] = (),
           indices: Sequence[int] | None = None) -> EpochRecord:
    return EpochRecord(
        epoch, epoch * STEPS, 0.1, reading(validation if training is None else training),
        reading(validation, loss, answers, indices),
        None if elsewhere is None else reading(elsewhere), KERNELS, exact, near, 1000.0, 2.0)


def history(
    run_id: str = "a", validation: Iterable[float] = (), *, changes: Iterable[Change] = (),
    fingerprint: str = "", state: str = "finished", records: Iterable[EpochRecord] = (),
    settings: dict[str, object] | None = None, weights: dict[str, np.ndarray] | None = None,
    **of_records: object,
) -> History:
    """A run that began with those settings; each validation accuracy is an epoch."""
    began, turned = Experiment().with_values(settings or {}), tuple(changes)
    told = tuple(records) or tuple(
        record(at + 1, accuracy, **of_records)  # type: ignore[arg-type]
        for at, accuracy in enumerate(validation))
    step = told[-1].step if told else 0
    copy = None if weights is None else WeightsCopy(step, MappingProxyType(weights))
    return of_snapshot(run_id, Snapshot(
        1, state, after_changes(began, turned), began, step=step, epoch=len(told),
        steps_per_epoch=STEPS, seconds=2.0 * len(told), records=told, changes=turned,
        weights=copy, fingerprint=fingerprint))
