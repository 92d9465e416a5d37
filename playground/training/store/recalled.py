"""A recorded run as a snapshot: what a page shows of it while nobody trains it."""

from __future__ import annotations

from types import MappingProxyType

from playground.change import after_changes, change_from, merged
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import lazy
from playground.training.snapshot import (
    Snapshot,
    StepSeries,
    WeightsCopy,
    no_steps,
    read_only,
)
from playground.training.store.reading import RunReader
from playground.training.store.recorder import history
from playground.training.store.rows import StoredRun

_WEIGHTS = "weights/"


def recalled(store: RunReader, stored: StoredRun) -> Snapshot:
    """The run after its last whole epoch, with its curves and weights.

    Raises `BadInput` where its record is damaged.
    """
    began = Experiment.from_mapping(stored.experiment)
    if not stored.epoch:
        return Snapshot(1, stored.state, began, began, message=stored.message)
    records, steps = history(store, stored.id, stored.step)
    arrays = store.checkpoint(stored.id, _WEIGHTS)
    if not records or not arrays:
        raise BadInput(lazy(
            "The record of run {run_id} is damaged; train it anew.", run_id=stored.id))
    changes = tuple(change for change in merged(
        change_from(row) for row in store.changes(stored.id)) if change.step < stored.step)
    last = records[-1]
    weights = MappingProxyType({
        name.removeprefix(_WEIGHTS): read_only(array) for name, array in arrays.items()})
    return Snapshot(
        1, stored.state, after_changes(began, changes), began, message=stored.message,
        step=last.step, epoch=last.epoch, steps_per_epoch=last.step // last.epoch,
        seconds=sum(record.seconds for record in records),
        images_per_second=last.images_per_second,
        steps=StepSeries(*map(read_only, steps)) if len(steps) else no_steps(),
        records=records, changes=changes, weights=WeightsCopy(last.step, weights))
