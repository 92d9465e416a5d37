"""The store that a command works on."""

from __future__ import annotations

from pathlib import Path

from playground.training.store.data_directory import data_directory
from playground.training.store.retention import epoch_megabytes, keep_runs
from playground.training.store.store import RunStore


def opened_store(data_dir: Path | None) -> RunStore:
    """The store in `--data-dir`, PLAYGROUND_DATA_DIR or the user's data folder."""
    where = data_directory(str(data_dir) if data_dir else None)
    return RunStore(where, keep_runs(), epoch_megabytes=epoch_megabytes())
