"""Screens give way to the training beside them, and no further than to once a second."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from playground.ui.live import load
from playground.ui.live.lives import TICK
from playground.ui.live.load import SHARE, Load


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    moment = [1000.0]
    monkeypatch.setattr(load, "time", SimpleNamespace(monotonic=lambda: moment[0]))
    return moment


def kept_busy(of: Load, now: list[float], share: float) -> None:
    for _ in range(400):
        now[0] += 0.05
        of.spent(0.05 * share)


def test_few_screens_are_not_slowed_down(now: list[float]) -> None:
    found = Load()
    kept_busy(found, now, 0.5 * SHARE)
    assert found.stretch() == 1


def test_what_takes_twice_its_share_comes_half_as_often(now: list[float]) -> None:
    found = Load()
    kept_busy(found, now, 2 * SHARE)
    assert found.stretch() == pytest.approx(2, rel=0.1)


def test_however_many_watch_each_is_shown_something_once_a_second(now: list[float]) -> None:
    found = Load()
    kept_busy(found, now, 1.0)
    assert TICK * found.stretch() == 1
    now[0] += 60
    assert found.stretch() == 1


def test_what_sending_takes_counts_and_what_it_took_long_ago_does_not(now: list[float]) -> None:
    found = Load()
    for moment in range(400):
        now[0] += 0.05
        found.sender_has_spent(0.05 * moment * 3 * SHARE)
    assert found.stretch() == pytest.approx(3, rel=0.1)
    now[0] += 600
    # Nobody watched for ten minutes, in which pages were loaded.
    found.sender_has_spent(0.05 * 400 * 3 * SHARE + 600 * 0.5 * SHARE)
    assert found.stretch() == 1
