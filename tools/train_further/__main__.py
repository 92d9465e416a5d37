"""Trains a network that was trained before on, from the pictures that ship alone.

    python -m tools.train_further MODEL.keras OUT [--epochs 8] [--average 4] [--set CONTROL=VALUE …]

The Trainer's own steps, with the controls of MODEL's experiment but for those of `LAST_PHASE` and
those given; the learning rate falls as half a cosine. What is written are the weights' means over
the last epochs (Izmailov et al., "Averaging Weights Leads to Wider Optima", UAI 2018), beside them
experiment.json and history.csv.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import time
from collections.abc import Mapping
from math import cos, pi
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from numpy.typing import NDArray

from playground import __version__
from playground.change import Change, change_row
from playground.data.classes import CLASSES
from playground.data.training_data import prepare
from playground.experiment import Experiment
from playground.export.history import HISTORY_COLUMNS, epoch_line
from playground.model.architectures import architecture_of
from playground.model.importing import import_tensorflow_quietly
from playground.model.loading import EXPERIMENT_FILE, MODEL_FILE, experiment_beside, load_model

LAST_PHASE: Mapping[str, object] = {
    "soft-labels": 0, "framing": "blur", "weight-decay": 0.02, "optimizer": "adamw",
    "background": True, "clutter": True, "crop": True, "spectrum": True, "rotation": True,
    "zoom": True, "stretch": True, "color": True, "horizontal-flip": True, "vertical-flip": False,
    # A hand that is shifted out of the picture loses the fingers that say which sign it is.
    "width-shift": False, "height-shift": False, "blur": False, "brightness-contrast": False,
}
LOWEST_RATE = 1e-5
# Between them nothing is measured: it takes a fifth of an epoch.
MEASURED_EVERY = 8


def rate(highest: float, epoch: int, epochs: int) -> float:
    """Of an epoch counted from 0; rounded, so that it can be read where it is recorded."""
    share = epoch / max(1, epochs - 1)
    return float(f"{LOWEST_RATE + (highest - LOWEST_RATE) * (1 + cos(pi * share)) / 2:.3g}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("model", type=Path, metavar="MODEL.keras")
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--set", action="append", default=[], metavar="CONTROL=VALUE",
                           help="another value than that of the last phase; may be given again")
    arguments.add_argument("--epochs", type=int, default=8)
    arguments.add_argument("--rate", type=float, default=2e-4, help="of the first epoch")
    arguments.add_argument("--average", type=int, default=4, metavar="EPOCHS")
    given = arguments.parse_args()
    before = experiment_beside(given.model)
    experiment = before.with_values(
        {**LAST_PHASE, "epochs": given.epochs, "learning-rate": given.rate,
         **dict(value.split("=", 1) for value in given.set)})
    given.out.mkdir(parents=True, exist_ok=True)
    further(given.model, experiment, given.out, given.average)


def further(model: Path, experiment: Experiment, out: Path, average: int) -> None:
    import_tensorflow_quietly()
    from playground.model.export import plain_model, read_weights, save
    from playground.training.loop.trainer import Trainer

    architecture = architecture_of(experiment)
    data = prepare(experiment, architecture.size, paths_allowed=False)
    trainer = Trainer(experiment, data)
    trainer.set_weights(read_weights(load_model(model), architecture, experiment.pooling))
    changes: list[Change] = []
    rows: list[dict[str, Any]] = []
    mean: dict[str, NDArray[np.float32]] = {}
    for epoch in range(experiment.epochs):
        now = trainer.experiment.learning_rate
        wanted = rate(experiment.learning_rate, epoch, experiment.epochs)
        if epoch and wanted != now:
            changes.append(Change(trainer.step, "learning-rate", now, wanted))
            trainer.experiment = trainer.experiment.with_values({"learning-rate": wanted})
        began = time.perf_counter()
        losses = [trainer.train_step()[0] for _ in range(trainer.steps_per_epoch)]
        seconds = time.perf_counter() - began
        last = epoch == experiment.epochs - 1
        row: dict[str, Any] = {"epoch": epoch + 1, "step": trainer.step, "seconds": seconds}
        done = epoch + 1 - (experiment.epochs - average)
        if done > 0:
            for name, array in trainer.weights().arrays.items():
                mean[name] = mean.get(name, array * 0) + (array - mean.get(name, array * 0)) / done
        if last:
            trainer.set_weights(mean)
        if last or (epoch + 1) % MEASURED_EVERY == 0:
            row |= epoch_line(trainer.evaluate(len(data.train) / seconds, seconds))
        rows.append(row)
        print(f"loss {np.mean(losses):.4f}  " + json.dumps(row), flush=True)
        weights = mean if mean else trainer.weights().arrays
        save(plain_model(architecture, experiment.pooling, weights, experiment.dropout),
             out / MODEL_FILE)
        write(out, model, experiment, changes, rows, last, average)


def write(
    out: Path, model: Path, experiment: Experiment, changes: list[Change],
    rows: list[dict[str, Any]], finished: bool, average: int,
) -> None:
    document = {
        "version": __version__, "state": "finished" if finished else "running",
        "experiment": experiment.to_mapping(),
        "changes": [change_row(change) for change in changes], "classes": list(CLASSES),
        "input": {
            "size": architecture_of(experiment).size, "range": [0, 255],
            "scaling": experiment.input_scaling, "framing": experiment.framing,
            "resize-filter": experiment.resize_filter},
        "began-with": model.parent.name, "averaged-epochs": average,
    }
    (out / EXPERIMENT_FILE).write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    with (out / "history.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HISTORY_COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
