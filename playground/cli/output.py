"""What a run leaves in the folder given by `--out`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.export.history import history_csv
from playground.export.run_json import run_document
from playground.messages import lazy
from playground.model.architectures import architecture_of
from playground.model.loading import EXPERIMENT_FILE, MODEL_FILE
from playground.training.snapshot import Snapshot
from playground.training.store.rows import StoredRun


def check_out_folder(folder: Path | None) -> None:
    """Make the folder now, so that a wrong path is known before training and not after it."""
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise BadInput(lazy(
            "Cannot write to {folder} ({reason}); choose another folder for --out.",
            folder=folder, reason=error.strerror)) from None


def experiment_document(snapshot: Snapshot, stored: StoredRun) -> dict[str, Any]:
    """All that is needed to repeat the run and to feed its model."""
    return {
        **run_document(snapshot),
        "run": stored.id,
        # Groups decide the split; the fingerprint tells whether the pictures are still the same.
        "groups-file": stored.data.get("groups_file"),
        "group-by": stored.data.get("group_by"),
        "fingerprint": stored.data.get("fingerprint"),
    }


def write_out(
    folder: Path, experiment: Experiment, snapshot: Snapshot, stored: StoredRun
) -> None:
    """`experiment.json`, `history.csv` and, where there are weights, `model.keras`."""
    if snapshot.weights is None:
        # An earlier run's, which the new experiment.json would pass off as its own.
        (folder / MODEL_FILE).unlink(missing_ok=True)
    document = experiment_document(snapshot, stored)
    # In ASCII: the name of a folder may hold bytes that are no text, which UTF-8 cannot hold.
    (folder / EXPERIMENT_FILE).write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    (folder / "history.csv").write_text(history_csv(snapshot), encoding="utf-8", newline="")
    if snapshot.weights is not None:
        from playground.model.export import plain_model, save

        model = plain_model(
            architecture_of(experiment), experiment.pooling, snapshot.weights.arrays,
            snapshot.experiment.dropout)
        save(model, folder / MODEL_FILE)
