"""What a run leaves in the folder given by `--out`."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from playground import __version__
from playground.change import change_row
from playground.cli.reporting import epoch_line
from playground.data.classes import CLASSES
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.model.architectures import ARCHITECTURES
from playground.model.loading import EXPERIMENT_FILE, MODEL_FILE
from playground.training.snapshot import Snapshot
from playground.training.store_rows import StoredRun


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
        raise BadInput(f"Cannot write to {folder} ({error.strerror}); "
                       "choose another folder for --out.") from None


def experiment_document(
    experiment: Experiment, snapshot: Snapshot, stored: StoredRun
) -> dict[str, Any]:
    """All that is needed to repeat the run and to feed its model."""
    return {
        "version": __version__,
        "run": stored.id,
        "state": snapshot.state,
        "experiment": experiment.to_mapping(),
        "changes": [change_row(change) for change in snapshot.changes],
        # Groups decide the split; the fingerprint tells whether the pictures are still the same.
        "groups-file": stored.data.get("groups_file"),
        "group-by": stored.data.get("group_by"),
        "fingerprint": stored.data.get("fingerprint"),
        "classes": list(CLASSES),
        "input": {
            "size": ARCHITECTURES[experiment.model].size, "range": [0, 255],
            "framing": experiment.framing, "resize-filter": experiment.resize_filter,
        },
    }


def write_out(
    folder: Path, experiment: Experiment, snapshot: Snapshot, stored: StoredRun
) -> None:
    """`experiment.json`, `history.csv` and, where there are weights, `model.keras`."""
    if snapshot.weights is None:
        # An earlier run's, which the new experiment.json would pass off as its own.
        (folder / MODEL_FILE).unlink(missing_ok=True)
    document = experiment_document(experiment, snapshot, stored)
    # In ASCII: the name of a folder may hold bytes that are no text, which UTF-8 cannot hold.
    (folder / EXPERIMENT_FILE).write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    rows = [epoch_line(record) for record in snapshot.records]
    with (folder / "history.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(HISTORY_COLUMNS))
        writer.writeheader()
        writer.writerows(rows)
    if snapshot.weights is not None:
        from playground.model.export import plain_model, save

        model = plain_model(
            ARCHITECTURES[experiment.model], experiment.pooling, snapshot.weights.arrays,
            snapshot.experiment.dropout)
        save(model, folder / MODEL_FILE)


HISTORY_COLUMNS = (
    "epoch", "step", "data_loss", "penalty", "accuracy", "val_data_loss", "val_accuracy",
    "ood_accuracy", "gap", "exact_zeros", "near_zeros", "images_per_second", "seconds",
)
