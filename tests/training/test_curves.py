"""A snapshot's readings as lines."""

from __future__ import annotations

import numpy as np

from playground.experiment import Experiment
from playground.training.curves import curves
from playground.training.snapshot import Probe, Snapshot, StepLog
from playground.training.states import RUNNING


def snapshot(steps: int, **values: object) -> Snapshot:
    log = StepLog()
    for step in range(steps):
        log.append(1.0 / (step + 1), 0.5, 0.5, 0.01)
    return Snapshot(1, RUNNING, Experiment(), Experiment(), step=steps, steps_per_epoch=10,
                    steps=log.view(), **values)  # type: ignore[arg-type]


def test_an_untrained_run_has_no_points() -> None:
    lines = curves(snapshot(0))
    assert lines.training_loss == ([], [])
    assert lines.validation == ([], [])


def test_steps_are_told_in_epochs_and_at_most_four_hundred() -> None:
    x, y = curves(snapshot(5000)).training_loss
    assert len(x) == len(y) <= 400
    assert 499 < x[-1] <= 500
    assert np.all(np.diff(y) < 0)


def test_quick_looks_are_points_of_the_validation_line() -> None:
    probes = (Probe(5, 0.4, 0, 0), Probe(15, 0.6, 0, 0))
    assert curves(snapshot(20, probes=probes)).validation == ([0.5, 1.5], [0.4, 0.6])
