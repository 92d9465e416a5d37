"""The one read model of a run: it may train, be stored, or have been recorded and shipped.

A History never changes, and reads nothing before it is asked for it: a list of stored runs costs
no more than their rows. That of a run that trains is of one moment, and is taken anew from its next
snapshot. Any number of threads may ask one History; what it reads is read once.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import numpy as np

from playground.change import Change, after_changes
from playground.experiment import Experiment
from playground.insight.recorded import LAYER, RecordedRun
from playground.messages import Text
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import Weights, initial_weights
from playground.regularizer_words import name_of
from playground.training.snapshot import (
    EpochRecord,
    Probe,
    SetReading,
    Snapshot,
    StepSeries,
    read_only,
)
from playground.training.states import FINISHED
from playground.training.store.epoch_states import kept_epochs, weights_at
from playground.training.store.reading import RunReader
from playground.training.store.recalled import changes_of, measured, weights_of
from playground.training.store.rows import StoredRun

if TYPE_CHECKING:
    from playground.training.manager.managed import RunView

LIVE, STORED, RECORDED = "live", "stored", "recorded"
"""Where a History is read from: the memory of this process, its disk, or what ships with it."""

Read = TypeVar("Read")
Key = tuple[str, str, int, int, int]


class Once(Generic[Read]):
    """What is read when it is first asked for, and kept. What raises is tried again."""

    def __init__(self, read: Callable[[], Read]) -> None:
        self._read = read
        # Pages draw in threads of their own; the disk is read for the first of them alone.
        self._guard = threading.Lock()
        self._found: tuple[Read] | None = None

    def __call__(self) -> Read:
        with self._guard:
            if self._found is None:
                self._found = (self._read(),)
            return self._found[0]


class KeptWeights(Protocol):
    """Where the weights of a run's epochs are kept. May raise `BadInput`."""

    def epochs(self) -> tuple[int, ...]:
        """Those that can be had, rising."""
        ...

    def at(self, epoch: int) -> Weights | None:
        """By `layer/kernel` and the like; None where they are not kept."""
        ...

    def newest(self) -> Weights | None: ...


@dataclass(frozen=True, eq=False)
class History:
    """A run's curves, changes, readings and, on request, weights. The names are Snapshot's.

    `origin` is one of LIVE, STORED and RECORDED; `parent` the id of the run that it was forked
    from, or empty. What stands below `began_as` may read the disk, and raises `BadInput` where
    the record is damaged: `load` does that at once.
    """

    id: str
    origin: str
    state: str
    began_as: Experiment
    message: Text = ""
    parent: str = ""
    called: str = ""
    """A name of its own; empty: it is named after its settings."""
    _changes: Callable[[], tuple[Change, ...]] = field(default=tuple, repr=False)
    _snapshot: Callable[[], Snapshot] = field(default=lambda: _never(), repr=False)
    _fingerprint: Callable[[], str] = field(default=str, repr=False)
    _weights: KeptWeights | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """What it is called, in the language that is spoken here and now."""
        return self.called or name_of(self.experiment)

    def with_name(self, name: str) -> History:
        """The same run under another name."""
        return replace(self, called=name)

    @property
    def key(self) -> Key:
        """Of two histories with one key, records, steps and newest weights are the same.

        An epoch's record comes a little after its last step, and a copy of weights when it is
        asked for: the step alone does not tell.
        """
        seen = self._snapshot()
        copied = seen.weights.step if seen.weights is not None else -1
        return self.origin, self.id, seen.step, len(seen.records), copied

    @property
    def changes(self) -> tuple[Change, ...]:
        return self._changes()

    @property
    def experiment(self) -> Experiment:
        """As in effect now, live changes included."""
        return after_changes(self.began_as, self.changes)

    @property
    def fingerprint(self) -> str:
        """Of pictures, split, share and wrong labels; empty where it is not known."""
        return self._fingerprint()

    @property
    def notes(self) -> tuple[Text, ...]:
        return self._snapshot().notes

    @property
    def diverged(self) -> bool:
        return self._snapshot().diverged

    @property
    def step(self) -> int:
        return self._snapshot().step

    @property
    def epoch(self) -> int:
        return self._snapshot().epoch

    @property
    def steps_per_epoch(self) -> int:
        return self._snapshot().steps_per_epoch

    @property
    def seconds(self) -> float:
        """NaN where it was not measured."""
        return self._snapshot().seconds

    @property
    def records(self) -> tuple[EpochRecord, ...]:
        """Of a recorded run without confusion, answers, kernels and seconds."""
        return self._snapshot().records

    @property
    def steps(self) -> StepSeries:
        """Empty for a recorded run."""
        return self._snapshot().steps

    @property
    def probes(self) -> tuple[Probe, ...]:
        """Only of a run that trains here, and of a recorded one."""
        return self._snapshot().probes

    @property
    def kept_epochs(self) -> tuple[int, ...]:
        """The epochs whose weights can be had, rising; 0 is the start."""
        kept = self._weights.epochs() if self._weights is not None else ()
        return tuple(sorted({0, *kept}))

    def weights(self, epoch: int | None = None) -> Weights | None:
        """Read-only arrays by `layer/kernel` and the like, after that epoch; None: the newest.

        None is returned where they are not kept. Those of a recorded run are rounded to 11 bits.
        """
        if epoch == 0:
            return initial_weights(ARCHITECTURES[self.began_as.model], self.began_as.seed)
        if self._weights is None:
            return None
        return self._weights.newest() if epoch is None else self._weights.at(epoch)

    def load(self) -> None:
        """Read what has not been read yet. Raises `BadInput` where the record is damaged."""
        self._changes()
        self._snapshot()


def _never() -> Snapshot:
    raise NotImplementedError("a History is made by one of the functions below")


def of_snapshot(
    run_id: str, snapshot: Snapshot, *, parent: str = "", weights: KeptWeights | None = None
) -> History:
    """A run of this process as it is at this moment. `weights`: where those of epochs are kept."""
    return History(
        run_id, LIVE, snapshot.state, snapshot.began_as, snapshot.message, parent,
        _changes=lambda: snapshot.changes, _snapshot=lambda: snapshot,
        _fingerprint=lambda: snapshot.fingerprint,
        _weights=weights or _NewestWeights(snapshot))


def of_view(view: RunView, *, parent: str = "", weights: KeptWeights | None = None) -> History:
    """The same of what the RunManager shows."""
    return of_snapshot(view.run_id, view.snapshot, parent=parent, weights=weights)


def of_stored(store: RunReader, stored: StoredRun | str) -> History:
    """A run on the disk; `stored` may be its id or a prefix that only one run has.

    Raises `BadInput` where there is no such run, or its settings are damaged.
    """
    row = store.run(stored) if isinstance(stored, str) else stored
    began = Experiment.from_mapping(row.experiment)
    return History(
        row.id, STORED, row.state, began, row.message, row.parent,
        _changes=Once(lambda: changes_of(store, row)),
        _snapshot=Once(lambda: measured(store, row)),
        _fingerprint=lambda: str(row.data.get("fingerprint") or ""),
        _weights=_StoredWeights(store, row))


def of_recorded(run: RecordedRun) -> History:
    """A run that ships: accuracies, losses and zeros, and its last weights, rounded."""
    return History(
        run.name, RECORDED, FINISHED, run.experiment,
        _snapshot=Once(lambda: _recorded_snapshot(run)), _weights=_RecordedWeights(run))


@dataclass(frozen=True)
class _NewestWeights:
    snapshot: Snapshot

    def epochs(self) -> tuple[int, ...]:
        copy = self.snapshot.weights
        return tuple(one.epoch for one in self.snapshot.records
                     if copy is not None and one.step == copy.step)

    def at(self, epoch: int) -> Weights | None:
        return self.newest() if epoch in self.epochs() else None

    def newest(self) -> Weights | None:
        return self.snapshot.weights.arrays if self.snapshot.weights is not None else None


@dataclass(frozen=True)
class _StoredWeights:
    store: RunReader
    stored: StoredRun

    def epochs(self) -> tuple[int, ...]:
        last = self.stored.epoch
        return tuple(epoch for epoch in kept_epochs(self.store, self.stored.id) if epoch <= last)

    def at(self, epoch: int) -> Weights | None:
        if epoch not in self.epochs():
            return None
        return weights_at(self.store, self.stored.id, epoch).arrays

    def newest(self) -> Weights | None:
        return weights_of(self.store, self.stored)


@dataclass(frozen=True)
class _RecordedWeights:
    run: RecordedRun

    def epochs(self) -> tuple[int, ...]:
        return (len(self.run.epoch_steps),)

    def at(self, epoch: int) -> Weights | None:
        return self.newest() if epoch in self.epochs() else None

    def newest(self) -> Weights:
        return self.run.weights() or {f"{LAYER}/kernel": read_only(self.run.kernel)}


def _recorded_snapshot(run: RecordedRun) -> Snapshot:
    def reading(accuracy: float, loss: float = math.nan) -> SetReading:
        return SetReading(loss, accuracy, (), read_only(np.zeros(0, np.int64)),
                          read_only(np.zeros(0, np.int8)))

    # Zeros were counted with the probes: an epoch's end has those of the last one before it.
    looked = np.maximum(np.searchsorted(run.probe_steps, run.epoch_steps, "right") - 1, 0)
    has_elsewhere = len(run.elsewhere) == len(run.epoch_steps)
    records = tuple(
        EpochRecord(
            epoch=at + 1, step=int(step), penalty=float(run.penalty[at]),
            training=reading(float(run.training[at]), float(run.data_loss[at])),
            validation=reading(float(run.validation[at]), float(run.validation_loss[at])),
            elsewhere=reading(float(run.elsewhere[at])) if has_elsewhere else None, kernels=(),
            exact_zeros=float(run.exact_zeros[looked[at]]),
            near_zeros=float(run.near_zeros[looked[at]]),
            images_per_second=math.nan, seconds=math.nan)
        for at, step in enumerate(run.epoch_steps))
    probes = tuple(
        Probe(int(step), float(validation), float(exact), float(near))
        for step, validation, exact, near in zip(
            run.probe_steps, run.probe_validation, run.exact_zeros, run.near_zeros, strict=True))
    return Snapshot(
        1, FINISHED, run.experiment, run.experiment, step=records[-1].step,
        epoch=len(records), steps_per_epoch=run.steps_per_epoch, seconds=math.nan,
        images_per_second=math.nan, records=records, probes=probes)
