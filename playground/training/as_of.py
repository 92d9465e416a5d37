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
    records = snapshot.records[:epoch]
    step = records[-1].step if records else 0
    # What was turned after the epoch's last step acts from the next one on.
    changes = tuple(change for change in snapshot.changes if change.step < step)
    steps = snapshot.steps
    return replace(
        snapshot, state=RUNNING, experiment=after_changes(snapshot.began_as, changes),
        message="", notes=(), step=step, epoch=epoch,
        seconds=sum(record.seconds for record in records),
        images_per_second=records[-1].images_per_second if records else 0.0,
        steps=StepSeries(
            steps.data_loss[:step], steps.penalty[:step], steps.accuracy[:step],
            steps.seconds[:step]),
        probes=tuple(probe for probe in snapshot.probes if probe.step <= step),
        records=records, changes=changes, weights=WeightsCopy(step, weights), batch=None,
        units=None)


def best_of(records: Sequence[EpochRecord]) -> EpochRecord | None:
    """The epoch that early stopping keeps: of those best on validation pictures, the first."""
    return max(records, key=lambda record: record.validation.accuracy, default=None)
