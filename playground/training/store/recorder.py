"""Between a run and the store: what is written after an epoch, and what a resumed run reads."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.change import Change, change_from, merged
from playground.errors import BadInput
from playground.insight.sparsity import KernelReading
from playground.messages import Text, lazy
from playground.training.snapshot import (
    EpochRecord,
    Probe,
    SetReading,
    StepSeries,
    read_only,
)
from playground.training.store.reading import RunReader
from playground.training.store.store import RunClaim, RunStore

_SETS = ("training", "validation", "elsewhere")


@dataclass(frozen=True)
class Resumption:
    """Where an earlier process left a run. `steps` has shape (4, steps), as a StepSeries.

    `probes`: the quick looks of a run in memory; none is recorded.
    """

    state: Mapping[str, NDArray[Any]]
    records: tuple[EpochRecord, ...]
    changes: tuple[Change, ...]
    steps: NDArray[np.float32]
    probes: tuple[Probe, ...] = ()


class Recorder:
    """Writes one run into a store, and holds its claim: while it is open, the run is live."""

    def __init__(
        self, store: RunStore, run_id: str, claim: RunClaim, known: tuple[Change, ...] = ()
    ) -> None:
        """The changes `known` are already recorded, and not written again when replayed."""
        self._store, self.run_id, self._claim, self._known = store, run_id, claim, list(known)

    def state(self, state: str, message: Text = "") -> None:
        self._store.set_state(self.run_id, state, message)

    def change(self, change: Change) -> None:
        self.changes([change])

    def changes(self, changes: Iterable[Change]) -> None:
        new = []
        for change in changes:
            if change in self._known:
                self._known.remove(change)
            else:
                new.append((change.step, change.name, change.old, change.new))
        if new:
            self._store.record_changes(self.run_id, new)

    def epoch(
        self, record: EpochRecord, steps: StepSeries, first: int, state: Mapping[str, NDArray[Any]]
    ) -> None:
        """Write one epoch; `first` is the epoch's first step in `steps`."""
        self.epochs([(record, steps, first)], {record.epoch: state})

    def epochs(
        self, epochs: Sequence[tuple[EpochRecord, StepSeries, int]],
        states: Mapping[int, Mapping[str, NDArray[Any]] | Path],
    ) -> None:
        """Several in their order, as `epoch`; `states` by epoch: the last has one."""
        self._store.save_epochs(self.run_id, [
            (record.epoch, record.step, epoch_row(record), _arrays_of(record, steps, first))
            for record, steps, first in epochs], states)

    def past(self, past: Resumption, parent: str) -> None:
        """Write what a fork begins with; the states of earlier epochs it has from its `parent`."""
        done = past.records[-1].epoch
        states: dict[int, Mapping[str, NDArray[Any]] | Path] = {}
        # The parent may be gone, or may never have been recorded.
        with contextlib.suppress(BadInput):
            there = self._store.run(parent).folder
            states = {epoch: there / name for epoch, name in self._store.state_files(parent).items()
                      if epoch < done}
        self.changes(past.changes)
        steps = [StepSeries(*past.steps[:, :record.step]) for record in past.records]
        starts = [0, *(record.step for record in past.records)]
        self.epochs(list(zip(past.records, steps, starts[:-1], strict=True)),
                    states | {done: past.state})

    def keep_traceback(self, text: str) -> None:
        """For whoever mends an error of this program: `error.log` in the run's folder."""
        with contextlib.suppress(OSError, BadInput):
            (self._store.run(self.run_id).folder / "error.log").write_text(text, encoding="utf-8")

    def close(self) -> None:
        self._claim.release()


def _arrays_of(record: EpochRecord, steps: StepSeries, first: int) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {
        f"{name}_answers": reading.answers for name, reading in sets_of(record).items()}
    arrays |= {f"{name}_indices": part.indices for name, part in sets_of(record).items()}
    arrays["counts"] = np.stack([kernel.counts for kernel in record.kernels])
    arrays["steps"] = np.stack(
        [steps.data_loss, steps.penalty, steps.accuracy, steps.seconds])[:, first:]
    return arrays


def sets_of(record: EpochRecord) -> dict[str, SetReading]:
    """The sets that were measured, by name."""
    readings = {name: getattr(record, name) for name in _SETS}
    return {name: reading for name, reading in readings.items() if reading is not None}


def epoch_row(record: EpochRecord) -> dict[str, Any]:
    """An epoch's numbers as JSON holds them; arrays are kept apart."""
    return {
        "epoch": record.epoch, "step": record.step, "penalty": finite(record.penalty),
        "exact_zeros": record.exact_zeros, "near_zeros": record.near_zeros,
        "images_per_second": record.images_per_second, "seconds": record.seconds,
        "kernels": [
            {"name": k.name, "size": k.size, "exact_zeros": k.exact_zeros,
             "near_zeros": k.near_zeros, "l1_norm": finite(k.l1_norm),
             "l2_norm": finite(k.l2_norm)}
            for k in record.kernels
        ],
        **{name: {"data_loss": finite(reading.data_loss), "accuracy": reading.accuracy,
                  "confusion": reading.confusion}
           for name, reading in sets_of(record).items()},
    }


def epoch_from(row: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> EpochRecord:
    """The inverse of `epoch_row`."""

    def number(value: float | None) -> float:
        return math.nan if value is None else float(value)

    def reading(name: str) -> SetReading | None:
        if name not in row:
            return None
        part = row[name]
        confusion = tuple(tuple(int(cell) for cell in line) for line in part["confusion"])
        return SetReading(number(part["data_loss"]), float(part["accuracy"]), confusion,
                          read_only(arrays[f"{name}_indices"]),
                          read_only(arrays[f"{name}_answers"]))

    kernels = tuple(
        KernelReading(k["name"], k["size"], k["exact_zeros"], k["near_zeros"],
                      number(k["l1_norm"]), number(k["l2_norm"]), counts)
        for k, counts in zip(row["kernels"], arrays["counts"], strict=True)
    )
    training, validation = reading("training"), reading("validation")
    if training is None or validation is None:
        raise KeyError("training or validation")
    return EpochRecord(
        epoch=int(row["epoch"]), step=int(row["step"]), penalty=number(row["penalty"]),
        training=training, validation=validation, elsewhere=reading("elsewhere"),
        kernels=kernels, exact_zeros=float(row["exact_zeros"]),
        near_zeros=float(row["near_zeros"]),
        images_per_second=float(row["images_per_second"]), seconds=float(row["seconds"]),
    )


def history(
    store: RunReader, run_id: str, steps_done: int
) -> tuple[tuple[EpochRecord, ...], NDArray[np.float32]]:
    """The records of the whole epochs up to that step, and all steps (4, steps_done).

    Raises `BadInput` where the record is damaged.
    """
    rows = [row for row in store.epochs(run_id) if row["step"] <= steps_done]
    of_epochs = store.arrays_of_epochs(run_id, steps_done)
    try:
        arrays = [of_epochs[row["epoch"]] for row in rows]
        records = tuple(epoch_from(row, part) for row, part in zip(rows, arrays, strict=True))
        steps = np.concatenate([part["steps"] for part in arrays], axis=1)
        if steps.shape == (4, steps_done):
            return records, steps
    except (KeyError, TypeError, ValueError, AttributeError):
        pass
    raise _damaged(run_id)


def resumption(
    store: RunReader, run_id: str
) -> tuple[Resumption | None, tuple[Change, ...]]:
    """Where the run stands after its last whole epoch, and what was turned after that.

    None where not even one epoch was finished: then it begins anew, with all its changes.
    """
    changes = merged(change_from(row) for row in store.changes(run_id))
    state = store.checkpoint(run_id)
    if state is None:
        return None, changes
    try:
        done = int(state["step"])
    except (KeyError, TypeError, ValueError):
        raise _damaged(run_id) from None
    records, steps = history(store, run_id, done)
    if not records:
        raise _damaged(run_id)
    past = tuple(change for change in changes if change.step < done)
    ahead = tuple(change for change in changes if change.step >= done)
    return Resumption(state, records, past, steps), ahead


def still_planned(
    planned: object, recorded: Iterable[Change], done: int, run_id: str
) -> tuple[Change, ...]:
    """The planned changes from step `done` on that no process has come to yet.

    Raises `BadInput` where the plan is damaged.
    """
    known = {(change.step, change.name) for change in recorded}
    try:
        plan = [change_from(row) for row in planned] if isinstance(planned, list) else []
        return tuple(change for change in plan
                     if change.step >= done and (change.step, change.name) not in known)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _damaged(run_id) from None


def _damaged(run_id: str) -> BadInput:
    return BadInput(lazy("The record of run {run_id} is damaged; train it anew.", run_id=run_id))


def finite(value: float) -> float | None:
    """The number, or None where it is none: JSON has no NaN."""
    return value if math.isfinite(value) else None
