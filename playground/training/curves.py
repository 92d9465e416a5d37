"""A run's readings as lines over epochs: what the charts draw, without knowing of charts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.training.readings import Readings

Line = tuple[list[float], list[float]]
_MOST_POINTS = 400


@dataclass(frozen=True)
class Curves:
    """Each line as x in epochs and y: accuracies 0 to 1, losses in nats without the penalty."""

    training: Line
    validation: Line
    elsewhere: Line
    training_loss: Line
    validation_loss: Line
    penalty: Line


def curves(run: Readings) -> Curves:
    """The lines of a run so far. Validation joins epochs and the quick looks between them."""
    per_epoch = max(run.steps_per_epoch, 1)
    records = run.records
    looks = {probe.step: probe.val_accuracy for probe in run.probes}
    looks |= {record.step: record.validation.accuracy for record in records}
    steps = sorted(looks)
    epochs = [record.step / per_epoch for record in records]
    there = [record.elsewhere for record in records]
    x, loss, penalty = _by_step(run, per_epoch)
    return Curves(
        training=(epochs, [record.training.accuracy for record in records]),
        validation=([step / per_epoch for step in steps], [looks[step] for step in steps]),
        elsewhere=(
            [e for e, reading in zip(epochs, there, strict=True) if reading is not None],
            [reading.accuracy for reading in there if reading is not None]),
        training_loss=(x, loss),
        validation_loss=(epochs, [record.validation.data_loss for record in records]),
        penalty=(x, penalty),
    )


def after_epochs(run: Readings) -> Line:
    """Validation accuracy after each whole epoch alone."""
    per_epoch = max(run.steps_per_epoch, 1)
    return ([record.step / per_epoch for record in run.records],
            [record.validation.accuracy for record in run.records])


def _by_step(run: Readings, per_epoch: int) -> tuple[list[float], list[float], list[float]]:
    """Means over equal stretches of steps: a batch's loss alone is too restless to read.

    Where steps were not kept, as of a recorded run, the epochs' ends are what there is.
    """
    count = len(run.steps)
    if not count:
        return ([record.step / per_epoch for record in run.records],
                [record.training.data_loss for record in run.records],
                [record.penalty for record in run.records])
    stretch = max(1, -(-count // _MOST_POINTS), min(5, count // 4))
    whole = count // stretch * stretch

    def means(values: NDArray[np.float32]) -> list[float]:
        # Overflow is told by the run itself; here it must only not warn.
        with np.errstate(over="ignore", invalid="ignore"):
            kept = values[:whole].reshape(-1, stretch).mean(axis=1, dtype=np.float64)
        return [float(value) for value in kept]

    x = (np.arange(stretch, whole + 1, stretch) / per_epoch).tolist()
    return x, means(run.steps.data_loss), means(run.steps.penalty)
