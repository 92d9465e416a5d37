"""When a run is probed, by a clock that the test turns."""

from __future__ import annotations

import time

import pytest

from playground.experiment import Experiment
from playground.training.loop import probe_schedule as probing
from playground.training.loop.probe_schedule import (
    FIRST_PROBE_SECONDS,
    PROBE_SECONDS,
    PROBE_SHARE,
    Probing,
)
from playground.training.run import Run
from tests.made_data import training_data

PATIENCE = 180.0


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def perf_counter(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    turned = Clock()
    monkeypatch.setattr(probing, "time", turned)
    return turned


def test_the_first_probe_comes_early_after_the_first_step_however_long_that_took(
    clock: Clock,
) -> None:
    due = Probing()
    clock.now += 5
    assert not due.due()
    clock.now += FIRST_PROBE_SECONDS + 0.01
    assert due.due()


def test_the_next_ones_come_once_a_second(clock: Clock) -> None:
    due = Probing()
    due.due()
    due.done(0.02)
    clock.now += PROBE_SECONDS - 0.01
    assert not due.due()
    clock.now += 0.02
    assert due.due()


def test_a_slow_probe_takes_no_more_than_its_share(clock: Clock) -> None:
    due = Probing()
    due.due()
    due.done(0.3)
    clock.now += 0.3 / PROBE_SHARE - 0.01
    assert not due.due()
    clock.now += 0.02
    assert due.due()


class Ticking(Clock):
    """Goes on by a quarter of a probe's second at each look: one look a step, one after a probe."""

    def perf_counter(self) -> float:
        self.now += PROBE_SECONDS / 4
        return self.now


def test_probes_are_seconds_apart_and_count_the_zeros_of_the_penalized_kernels(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(probing, "time", Ticking())
    # What a probe costs is measured by the machine's own clock.
    monkeypatch.setattr(probing, "PROBE_SHARE", float("inf"))
    data = training_data(elsewhere=True)
    run = Run(Experiment(
        batch_size=16, epochs=1000, seed=2, regularizer="l1-proximal", lambda_=1.0), data)
    run.start()
    try:
        until = time.monotonic() + PATIENCE
        while len(run.snapshot.probes) < 2 and time.monotonic() < until:
            time.sleep(0.002)
        first, second = run.snapshot.probes[:2]
    finally:
        run.stop()
        run.wait(PATIENCE)
    assert (first.step, second.step) == (3, 8)
    assert 0 < first.exact_zeros <= first.near_zeros <= 1
    share = first.val_accuracy * min(200, len(data.validation))
    assert share == pytest.approx(round(share))
