"""A series as it stands: of each point, whether it is trained, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import Message
from playground.training.series.results import PointResult, result_of
from playground.training.states import DIVERGENCE, FAILED, FINISHED
from playground.training.store.reading import RunReader
from playground.training.store.rows import StoredRun
from playground.training.store.series_rows import StoredPoint, StoredSeries

WAITING = "waiting"
"""The state of a point that no run trains yet."""
_WEIGHTS = "weights/"


@dataclass(frozen=True)
class PointView:
    """A point with the run that trains it, or has. `state` is a run's, or WAITING.

    `result` is what is recorded of it so far, None before its first epoch's end.
    """

    position: int
    place: Mapping[str, Any]
    experiment: Experiment
    state: str = WAITING
    run_id: str = ""
    result: PointResult | None = None
    diverged: bool = False
    curves: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """`training` and `validation` accuracy, one value an epoch."""

    @property
    def done(self) -> bool:
        """Whether there is nothing left to train: it came to its end, or diverged."""
        return self.state == FINISHED or self.diverged


def points_of(store: RunReader, series: StoredSeries) -> tuple[PointView, ...]:
    """All points in the order of training; a run that is gone leaves its point waiting.

    Raises `BadInput` where a record is damaged.
    """
    return tuple(point_of(store, point) for point in series.points)


def point_of(store: RunReader, point: StoredPoint) -> PointView:
    experiment = Experiment.from_mapping(point.experiment)
    waiting = PointView(point.position, point.place, experiment)
    if not point.run:
        return waiting
    try:
        stored = store.run(point.run)
    except BadInput:
        return waiting
    read = _recorded(store, stored)
    return PointView(
        point.position, point.place, experiment, stored.state, stored.id, read.result,
        has_diverged(stored), read.curves)


def has_diverged(stored: StoredRun) -> bool:
    message = stored.message
    return (stored.state == FAILED and isinstance(message, Message)
            and message.context == DIVERGENCE)


def curves_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, tuple[float, ...]]:
    """Of a run's epochs as `epoch_row` writes them."""
    return {name: tuple(float(row[name]["accuracy"]) for row in rows)
            for name in ("training", "validation")}


@dataclass(frozen=True)
class _Read:
    result: PointResult | None = None
    curves: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


def _recorded(store: RunReader, stored: StoredRun) -> _Read:
    """What is on the disk of that run. One that has ended is read once."""
    if stored.state == FINISHED:
        return _of_finished(store.directory, stored.id, stored.epoch)
    return _read(store, stored)


@lru_cache(maxsize=2000)
def _of_finished(directory: Path, run_id: str, epoch: int) -> _Read:
    store = RunReader(directory)
    return _read(store, store.run(run_id))


def _read(store: RunReader, stored: StoredRun) -> _Read:
    weights = None
    if stored.state == FINISHED:
        try:
            arrays = store.checkpoint(stored.id, _WEIGHTS) or {}
            weights = {name.removeprefix(_WEIGHTS): array for name, array in arrays.items()}
        except BadInput:
            # Its curves are there all the same.
            weights = None
    try:
        rows = store.epochs(stored.id)
        return _Read(result_of(
            stored.id, Experiment.from_mapping(stored.experiment), rows, weights or None,
            stored.data.get("seen")), curves_of(rows))
    except (KeyError, TypeError, ValueError):
        # A damaged row is as one that was never written.
        return _Read()
