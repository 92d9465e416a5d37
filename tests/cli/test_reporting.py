"""Following a run: each epoch once, whoever interrupts, and a bar on a terminal."""

from __future__ import annotations

import io
import math
import threading
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console

from playground.cli import reporting
from playground.cli.reporting import ProgressBar, epoch_line, follow
from playground.experiment import Experiment
from playground.training.snapshot import EpochRecord, SetReading, Snapshot, StepSeries
from tests.cli.playing import EPOCH_KEYS

READING = SetReading(1.0, 0.5, ((1, 0, 0),) * 3, np.arange(3), np.zeros(3, np.int8))
RECORD = EpochRecord(
    epoch=1, step=2, penalty=0.25, training=READING, validation=replace(READING, accuracy=0.25),
    elsewhere=None, kernels=(), exact_zeros=0.0, near_zeros=0.125, images_per_second=1000.0,
    seconds=1.5)


class MadeRun:
    """A run that shows one prepared snapshot after the other, and `stopped` once it is told."""

    def __init__(self, *snapshots: Snapshot) -> None:
        self._left, self.stops = list(snapshots), 0

    @property
    def snapshot(self) -> Snapshot:
        seen = self._left.pop(0) if len(self._left) > 1 else self._left[0]
        return replace(seen, state="stopped") if self.stops else seen

    def stop(self) -> None:
        self.stops += 1


class Shown:
    """A reporter that notes what it is given; its output breaks at epoch `breaks_at`."""

    def __init__(self, breaks_at: int = 0) -> None:
        self.epochs: list[int] = []
        self.closed, self._breaks_at = False, breaks_at

    def update(self, snapshot: Snapshot) -> None:
        pass

    def epoch(self, record: EpochRecord) -> None:
        if record.epoch == self._breaks_at:
            raise BrokenPipeError(32, "Broken pipe")
        self.epochs.append(record.epoch)

    def close(self) -> None:
        self.closed = True


def at(epochs: int, state: str = "running") -> Snapshot:
    records = tuple(replace(RECORD, epoch=epoch + 1) for epoch in range(epochs))
    return Snapshot(epochs, state, Experiment(), Experiment(), epoch=epochs, records=records)


def test_each_epoch_is_shown_once_though_several_come_at_a_time() -> None:
    shown = Shown()
    snapshot, broken = follow(
        MadeRun(at(0), at(1), at(1), at(3), at(4, "finished")), shown, threading.Event())
    assert shown.epochs == [1, 2, 3, 4]
    assert (snapshot.state, broken, shown.closed) == ("finished", "", True)


def test_what_an_earlier_process_showed_is_not_shown_again() -> None:
    shown = Shown()
    follow(MadeRun(at(0), at(3), at(4, "finished")), shown, threading.Event(), already=2)
    assert shown.epochs == [3, 4]


def test_an_interrupt_stops_the_run_and_waits_for_its_end() -> None:
    interrupted, run = threading.Event(), MadeRun(at(1), at(2))
    interrupted.set()
    snapshot, broken = follow(run, Shown(), interrupted)
    assert (snapshot.state, broken) == ("stopped", "")
    assert run.stops >= 1


def test_output_that_breaks_stops_the_run_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    dropped: list[bool] = []
    monkeypatch.setattr(reporting, "drop_output", lambda: dropped.append(True))
    shown, run = Shown(breaks_at=2), MadeRun(at(1), at(2), at(3))
    snapshot, broken = follow(run, shown, threading.Event())
    assert snapshot.state == "stopped"
    assert "Broken pipe" in broken
    assert dropped
    assert shown.closed


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_an_epoch_whose_numbers_are_not_finite_has_null_for_them(value: float) -> None:
    row = epoch_line(replace(RECORD, penalty=value, training=replace(READING, data_loss=value)))
    assert list(row) == EPOCH_KEYS
    assert (row["penalty"], row["data_loss"], row["ood_accuracy"]) == (None, None, None)
    assert row["gap"] == 0.25


def test_on_a_terminal_a_bar_shows_loss_accuracy_and_speed(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(reporting, "Console", lambda: Console(
        file=screen, force_terminal=True, width=120, color_system=None))
    bar = ProgressBar(3)
    half = np.full(4, 0.5, np.float32)
    bar.update(Snapshot(0, "queued", Experiment(), Experiment()))
    bar.update(Snapshot(
        1, "running", Experiment(), Experiment(), step=4, epoch=2, steps_per_epoch=2,
        images_per_second=1234.0,
        steps=StepSeries(half, half, half, half)))
    bar.epoch(RECORD)
    bar.close()
    text = screen.getvalue()
    assert "epoch 3/3" in text
    assert "loss 0.500  accuracy 0.50  1,234 images/s" in text
    assert "    1   1.000     0.25   50.0%   25.0%" in text


@pytest.mark.parametrize("loss", [0.5, 999.9996, 12345.678, 2.7e14, 3.4e38, math.inf, math.nan])
def test_a_loss_of_any_size_stays_in_its_column(loss: float) -> None:
    record = replace(RECORD, training=replace(READING, data_loss=loss))
    header, line = reporting.EpochTable().lines(record)
    assert len(line) == len(header)
    assert len(line.split()) == len(reporting.EpochTable().lines(RECORD)[1].split())
    assert float(line.split()[1]) == pytest.approx(loss, rel=0.05, nan_ok=True)
