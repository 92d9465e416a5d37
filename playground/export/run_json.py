"""A run as JSON: what it takes to repeat it, and what came of it."""

from __future__ import annotations

import json
from typing import Any

from playground import __version__
from playground.change import change_row
from playground.data.classes import CLASSES
from playground.export.history import epoch_line
from playground.model.architectures import ARCHITECTURES
from playground.training.readings import Readings


def run_document(run: Readings) -> dict[str, Any]:
    """All that is needed to repeat the run, as it began, and to feed its network."""
    experiment = run.began_as
    return {
        "version": __version__,
        "state": run.state,
        "experiment": experiment.to_mapping(),
        "changes": [change_row(change) for change in run.changes],
        "classes": list(CLASSES),
        "input": {
            "size": ARCHITECTURES[experiment.model].size, "range": [0, 255],
            "scaling": experiment.input_scaling,
            "framing": experiment.framing, "resize-filter": experiment.resize_filter,
        },
    }


def run_json(run: Readings) -> str:
    """The document with its history, as text."""
    document = {
        **run_document(run),
        "message": str(run.message),
        "notes": [str(note) for note in run.notes],
        "steps": run.step,
        "history": [epoch_line(record) for record in run.records],
    }
    # In ASCII, as `experiment.json`: whatever opens it, it is text.
    return json.dumps(document, indent=2, allow_nan=False) + "\n"
