"""How a run's readings grow: what a reading has that an earlier one had not, and back again.

A reading of a long run holds thousands of steps; from one to the next a few are new. What is sent
from where a run trains to where it is watched is only that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.training.snapshot import EpochRecord, Probe, Snapshot, StepLog, StepSeries

_APPENDED = ("steps", "probes", "records")
_COPIES = ("weights", "batch", "units")
_SMALL = tuple(
    field.name for field in fields(Snapshot) if field.name not in (*_APPENDED, *_COPIES))


@dataclass(frozen=True)
class Growth:
    """`steps` (4, n) as a StepSeries, `probes` and `records` are new, all to be appended.

    `copies`: those of weights, batch and units that are new; `small`: the rest, as it is now.
    """

    small: Mapping[str, Any]
    copies: Mapping[str, Any]
    steps: NDArray[np.float32]
    probes: tuple[Probe, ...]
    records: tuple[EpochRecord, ...]


def growth(before: Snapshot, after: Snapshot) -> Growth:
    """From one reading of a run to a later one of the same."""
    return Growth(
        {name: getattr(after, name) for name in _SMALL},
        {name: getattr(after, name) for name in _COPIES
         if getattr(after, name) is not getattr(before, name)},
        rows(after.steps, len(before.steps)),
        after.probes[len(before.probes):], after.records[len(before.records):])


def rows(steps: StepSeries, first: int = 0) -> NDArray[np.float32]:
    """(4, n): the steps from `first` on, as `StepLog.extend` and a `Resumption` have them."""
    return np.stack([steps.data_loss, steps.penalty, steps.accuracy, steps.seconds])[:, first:]


class Growing:
    """Puts readings together again; `snapshot` is the newest, swapped whole.

    One thread adds, any may read.
    """

    def __init__(self, start: Snapshot) -> None:
        self.snapshot = start
        self._log = StepLog()
        self._log.extend(rows(start.steps))

    def add(self, more: Growth) -> Snapshot:
        """Where something was cut off (see `restart`), versions still only grow."""
        before = self.snapshot
        self._log.extend(more.steps)
        kept = {name: getattr(before, name) for name in _COPIES} | dict(more.copies)
        self.snapshot = Snapshot(
            **{**more.small, "version": before.version + 1}, **kept, steps=self._log.view(),
            probes=before.probes + more.probes, records=before.records + more.records)
        return self.snapshot

    def say(self, **changed: Any) -> Snapshot:
        """The same reading, with other small fields, such as its state and message."""
        before = self.snapshot
        self.snapshot = replace(before, **changed, version=before.version + 1)
        return self.snapshot

    def restart(self, start: Snapshot) -> None:
        """Go on from another reading, whose version is the next."""
        version = self.snapshot.version + 1
        self._log = StepLog()
        self._log.extend(rows(start.steps))
        self.snapshot = replace(start, version=version)
