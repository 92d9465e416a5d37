"""A run as it was at the end of an earlier epoch: what it read like then, from what is recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from playground.change import after_changes
from playground.training.snapshot import (
    EpochRecord,
    Snapshot,
    StepSeries,
    WeightsCopy,
)
from playground.training.states import RUNNING


def as_of(
    snapshot: Snapshot, epoch: int, weights: Mapping[str, NDArray[np.float32]]
) -> Snapshot:
    """The run after `epoch` whole epochs, 0 for before the first step, with the weights of then.

    What was turned, measured and trained later is left out; its state is that of a run that
    trains. Raises `IndexError` where that epoch has not been measured.
    """
    if not 0 <= epoch <= len(snapshot.records):
        raise IndexError(f"a run of {len(snapshot.records)} epochs has no epoch {epoch}")
    step = snapshot.records[epoch - 1].step if epoch else 0
    records = snapshot.records[:epoch]
    return replace(
        up_to(snapshot, step), state=RUNNING, message="", notes=(), records=records, epoch=epoch,
        seconds=sum(record.seconds for record in records),
        images_per_second=records[-1].images_per_second if records else 0.0,
        weights=WeightsCopy(step, weights))


def up_to(snapshot: Snapshot, step: int) -> Snapshot:
    """The run as of its first `step` steps, without the copies that a snapshot may carry.

    What was turned after that, measured and trained later is left out.
    """
    records = tuple(record for record in snapshot.records if record.step <= step)
    # What was turned after the last of the steps acts from the next one on.
    changes = tuple(change for change in snapshot.changes if change.step < step)
    steps, each = snapshot.steps, snapshot.steps_per_epoch
    done = records[-1].step if records else 0
    seen = StepSeries(
        steps.data_loss[:step], steps.penalty[:step], steps.accuracy[:step], steps.seconds[:step])
    return replace(
        snapshot, experiment=after_changes(snapshot.began_as, changes), step=step,
        epoch=step // each if each else 0,
        seconds=sum(record.seconds for record in records) + float(seen.seconds[done:].sum()),
        images_per_second=seen.speed(snapshot.began_as.batch_size), steps=seen,
        probes=tuple(probe for probe in snapshot.probes if probe.step <= step),
        records=records, changes=changes, weights=None, batch=None, units=None)


def best_of(records: Sequence[EpochRecord]) -> EpochRecord | None:
    """The epoch that early stopping keeps: of those best on validation pictures, the first."""
    return max(records, key=lambda record: record.validation.accuracy, default=None)
