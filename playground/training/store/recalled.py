"""A recorded run as a snapshot: what a page shows of it while nobody trains it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from playground.change import Change, after_changes, change_from, merged
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import lazy
from playground.model.weights import Weights
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
    found = measured(store, stored)
    weights = weights_of(store, stored)
    return found if weights is None else replace(found, weights=WeightsCopy(found.step, weights))


def measured(store: RunReader, stored: StoredRun) -> Snapshot:
    """The same without the weights, which are most of what there is to read."""
    began = Experiment.from_mapping(stored.experiment)
    fingerprint = str(stored.data.get("fingerprint") or "")
    if not stored.epoch:
        return Snapshot(1, stored.state, began, began, message=stored.message,
                        fingerprint=fingerprint)
    records, steps = history(store, stored.id, stored.step)
    if not records:
        raise _damaged(stored)
    changes, last = changes_of(store, stored), records[-1]
    return Snapshot(
        1, stored.state, after_changes(began, changes), began, message=stored.message,
        step=last.step, epoch=last.epoch, steps_per_epoch=last.step // last.epoch,
        seconds=sum(record.seconds for record in records),
        images_per_second=last.images_per_second,
        steps=StepSeries(*map(read_only, steps)) if len(steps) else no_steps(),
        records=records, changes=changes, fingerprint=fingerprint)


def changes_of(store: RunReader, stored: StoredRun) -> tuple[Change, ...]:
    """What was turned before the end of the last whole epoch. Raises `BadInput`."""
    return tuple(change for change in merged(
        change_from(row) for row in store.changes(stored.id)) if change.step < stored.step)


def weights_of(store: RunReader, stored: StoredRun) -> Weights | None:
    """Those of the last whole epoch, None before the first. Raises `BadInput`."""
    if not stored.epoch:
        return None
    arrays = store.checkpoint(stored.id, _WEIGHTS)
    if not arrays:
        raise _damaged(stored)
    return MappingProxyType({
        name.removeprefix(_WEIGHTS): read_only(array) for name, array in arrays.items()})


def _damaged(stored: StoredRun) -> BadInput:
    return BadInput(lazy(
        "The record of run {run_id} is damaged; train it anew.", run_id=stored.id))
