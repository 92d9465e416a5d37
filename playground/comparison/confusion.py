"""Two confusion matrices side by side, and what one answers more often than the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.training.history import History
from playground.training.snapshot import SetReading


@dataclass(frozen=True)
class ConfusionDifference:
    """(3, 3) each, rows true classes, columns answers: counts of both, and theirs minus ours.

    `shares` is the difference of the shares of each true class, −1 to 1, which compares sets of
    unequal size, too. Off the diagonal less is better, on it more.
    """

    ours: NDArray[np.int64]
    theirs: NDArray[np.int64]
    counts: NDArray[np.int64]
    shares: NDArray[np.float64]


def confusion_difference(ours: SetReading, theirs: SetReading) -> ConfusionDifference | None:
    """None where either has no confusion matrix, as a recorded run."""
    if not ours.confusion or not theirs.confusion:
        return None
    before, after = np.array(ours.confusion, np.int64), np.array(theirs.confusion, np.int64)
    return ConfusionDifference(before, after, after - before, _shares(after) - _shares(before))


def reading_at(run: History, epoch: int | None = None, which: str = "validation"
               ) -> SetReading | None:
    """What was measured on "training", "validation" or "elsewhere" after that epoch.

    None for `epoch` means the last; None is returned where nothing was measured.
    """
    found = run.records[-1:] if epoch is None else [
        record for record in run.records if record.epoch == epoch]
    reading: SetReading | None = getattr(found[0], which) if found else None
    return reading


def _shares(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.asarray(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1), np.float64)
