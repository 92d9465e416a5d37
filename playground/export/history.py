"""The epochs of a run as rows: for `history.csv`, for JSON, and for the command line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from playground.training.readings import Readings
from playground.training.snapshot import EpochRecord
from playground.training.store.recorder import finite

HISTORY_COLUMNS = (
    "epoch", "step", "data_loss", "penalty", "accuracy", "val_data_loss", "val_accuracy",
    "ood_accuracy", "gap", "exact_zeros", "near_zeros", "images_per_second", "seconds",
)


def epoch_line(record: EpochRecord) -> dict[str, Any]:
    """One epoch by `HISTORY_COLUMNS`; None is what was not measured or is no number."""
    elsewhere = record.elsewhere
    numbers: dict[str, float | None] = {
        "data_loss": record.training.data_loss,
        "penalty": record.penalty,
        "accuracy": record.training.accuracy,
        "val_data_loss": record.validation.data_loss,
        "val_accuracy": record.validation.accuracy,
        "ood_accuracy": elsewhere.accuracy if elsewhere else None,
        "gap": record.gap,
        "exact_zeros": record.exact_zeros,
        "near_zeros": record.near_zeros,
        "images_per_second": record.images_per_second,
        "seconds": record.seconds,
    }
    cleaned = {key: None if value is None else finite(value) for key, value in numbers.items()}
    return {"epoch": record.epoch, "step": record.step, **cleaned}


def csv_text(records: Iterable[EpochRecord]) -> str:
    """A header and a line an epoch, ended as RFC 4180 has it."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, fieldnames=list(HISTORY_COLUMNS))
    writer.writeheader()
    writer.writerows(epoch_line(record) for record in records)
    return buffer.getvalue()


def history_csv(run: Readings) -> str:
    """The run's epochs as CSV; the header alone before the first has ended."""
    return csv_text(run.records)
