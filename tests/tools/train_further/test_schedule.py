"""Training further: a learning rate that falls, and controls that exist."""

from __future__ import annotations

import pytest

from playground.experiment import Experiment
from tools.train_further.__main__ import LAST_PHASE, LOWEST_RATE, rate


def test_the_rate_falls_from_the_first_to_the_lowest() -> None:
    rates = [rate(2e-4, epoch, 6) for epoch in range(6)]
    assert rates[0] == 2e-4
    assert rates[-1] == LOWEST_RATE
    assert rates == sorted(rates, reverse=True)


def test_of_one_epoch_the_rate_is_the_one_that_was_given() -> None:
    assert rate(2e-4, 0, 1) == 2e-4


def test_the_last_phase_is_an_experiment_without_a_teacher() -> None:
    experiment = Experiment(model="large").with_values(LAST_PHASE)
    assert experiment.soft_labels == 0
    assert {"clutter", "crop", "spectrum"} <= set(experiment.augmentations)


def test_a_rate_is_recorded_as_it_is_used() -> None:
    for epoch in range(9):
        assert float(str(rate(3e-4, epoch, 9))) == pytest.approx(rate(3e-4, epoch, 9), abs=0)
