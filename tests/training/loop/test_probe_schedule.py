"""When a run is probed, by a clock that the test turns."""

from __future__ import annotations

import pytest

from playground.training.loop import probe_schedule as probing
from playground.training.loop.probe_schedule import (
    FIRST_PROBE_SECONDS,
    PROBE_SECONDS,
    PROBE_SHARE,
    Probing,
)


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
