"""Letting go of the states of older runs' epochs, where all runs together take too much."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from playground.training.store import checkpoint as files
from playground.training.store.liveness import Liveness
from playground.training.store.reading import RunReader
from playground.training.store.retention import to_lighten
from playground.training.store.rows import StoredRun


def lighten(
    store: RunReader, liveness: Liveness, runs: Sequence[StoredRun], megabytes: int
) -> None:
    """Until those runs (newest first) are no more than so many MiB, as far as that frees enough."""
    sizes = store.sizes()
    if sum(sizes.get(run.id, 0) for run in runs) <= megabytes * 2**20:
        return
    spare = {run.id: _spare(store, run) for run in runs}
    freed = {run_id: files.bytes_of(paths) for run_id, paths in spare.items()}
    folders = {run.id: run.folder for run in runs}
    for run_id in to_lighten(runs, sizes, freed, megabytes):
        with liveness.vacant(folders[run_id]) as free:
            if free:
                files.remove(spare[run_id])


def _spare(store: RunReader, run: StoredRun) -> list[Path]:
    """The files of all states but those of the run's best epoch and its last."""
    best = store.best_epoch(run.id)
    return [run.folder / name for epoch, name in store.state_files(run.id).items()
            if epoch not in (best, run.epoch)]
