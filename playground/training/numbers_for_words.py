"""A run as the numbers that a sentence is made from."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.experiment import Experiment
from playground.insight.reading import EpochLook, Look, RunReading, Turn, last_turn
from playground.insight.twin import TwinReading
from playground.textbook import switched_on
from playground.training.early_stopping import stopped_early
from playground.training.readings import Readings

LATELY = 20
"""Steps over which a batch's readings are averaged: one batch alone jumps."""


def view_of(
    run: Readings, *, place_in_queue: int | None = None, twin: TwinReading | None = None
) -> RunReading:
    """The numbers of a run as it stands; `place_in_queue` as the RunManager tells it.

    `twin`: the run without its last turn, where there is one: see `twin_view_of`.
    """
    experiment, steps = run.experiment, run.steps
    return RunReading(
        state=run.state, message=run.message,
        diverged=run.diverged, stopped_early=stopped_early(run.message),
        place_in_queue=place_in_queue,
        step=run.step,
        looks=_looks(run),
        probes=tuple(
            Look(probe.step, probe.val_accuracy, probe.exact_zeros, probe.near_zeros)
            for probe in run.probes),
        data_loss=_lately(steps.data_loss), penalty=_lately(steps.penalty),
        batch_accuracy=_lately(steps.accuracy),
        regularizer=experiment.regularizer, lambda_=experiment.lambda_,
        dropout=experiment.dropout, others=switched_on(experiment),
        learning_rate=experiment.learning_rate,
        share=experiment.share, wrong_labels=experiment.wrong_labels,
        turn=last_turn(run.changes), twin=twin)


def twin_view_of(
    twin: Readings, turn: Turn, *, place_in_queue: int | None = None
) -> TwinReading:
    """The numbers of a run's twin, which is that run without `turn`."""
    return TwinReading(turn, _looks(twin), twin.state, place_in_queue)


def _looks(run: Readings) -> tuple[EpochLook, ...]:
    return tuple(
        EpochLook(
            record.step, record.validation.accuracy, record.exact_zeros, record.near_zeros,
            record.training.accuracy,
            record.elsewhere.accuracy if record.elsewhere is not None else None)
        for record in run.records)


def view_before(experiment: Experiment) -> RunReading:
    """The same before there is a run."""
    return RunReading(
        regularizer=experiment.regularizer, lambda_=experiment.lambda_,
        dropout=experiment.dropout, others=switched_on(experiment),
        learning_rate=experiment.learning_rate,
        share=experiment.share, wrong_labels=experiment.wrong_labels)


def _lately(values: NDArray[np.float32]) -> float | None:
    return float(values[-LATELY:].mean(dtype=np.float64)) if len(values) else None
