"""Showing a run while it trains: a progress bar, plain lines, or JSON lines."""

from __future__ import annotations

import sys
import time
from typing import Protocol

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from playground.cli.interrupts import Flag
from playground.cli.streams import drop_output, print_json
from playground.export.history import epoch_line
from playground.training.run import Run
from playground.training.snapshot import EpochRecord, Snapshot
from playground.training.states import ENDED

POLL_SECONDS = 0.05


class Reporter(Protocol):
    def update(self, snapshot: Snapshot) -> None: ...
    def epoch(self, record: EpochRecord) -> None: ...
    def close(self) -> None: ...


class JsonLines:
    """One object an epoch on standard output."""

    def update(self, snapshot: Snapshot) -> None:
        pass

    def epoch(self, record: EpochRecord) -> None:
        print_json(epoch_line(record))

    def close(self) -> None:
        pass


class EpochTable:
    """One aligned line an epoch, under a header, narrow enough for 80 columns."""

    def __init__(self) -> None:
        self._begun = False

    def lines(self, record: EpochRecord) -> list[str]:
        """The epoch's line; before the first, the header too."""
        elsewhere = record.elsewhere
        other = ("   other", f"{elsewhere.accuracy:>8.1%}") if elsewhere else ("", "")
        header = (f"epoch    loss  penalty   train   valid{other[0]}   zeros  near 0"
                  "  images/s      s")
        line = (f"{record.epoch:>5}{_loss(record.training.data_loss):>8}{record.penalty:>9.3g}"
                f"{record.training.accuracy:>8.1%}{record.validation.accuracy:>8.1%}{other[1]}"
                f"{record.exact_zeros:>8.1%}{record.near_zeros:>8.1%}"
                f"{record.images_per_second:>10,.0f}{record.seconds:>7.1f}")
        begun, self._begun = self._begun, True
        return [line] if begun else [header, line]


def _loss(value: float) -> str:
    """In at most 7 characters: a loss that has diverged has up to 38 digits before the point."""
    fixed = f"{value:.3f}"
    return fixed if len(fixed) <= 7 else f"{value:.2g}"


class PlainLines(JsonLines):
    """One line an epoch, where standard output is no terminal."""

    def __init__(self) -> None:
        self._table = EpochTable()

    def epoch(self, record: EpochRecord) -> None:
        for line in self._table.lines(record):
            click.echo(line)


class ProgressBar:
    """A bar with loss, accuracy, speed and the time left; a line an epoch above it."""

    def __init__(self, epochs: int) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[now]}"),
                   TimeRemainingColumn())
        self._epochs = epochs
        self._table = EpochTable()
        self._bar = Progress(*columns, console=Console())
        self._bar.start()
        self._task = self._bar.add_task("starting", total=None, now="")

    def update(self, snapshot: Snapshot) -> None:
        if not snapshot.steps_per_epoch:
            return
        recent = slice(-20, None)
        now = ""
        if len(snapshot.steps):
            now = (f"loss {snapshot.steps.data_loss[recent].mean():.3f}  "
                   f"accuracy {snapshot.steps.accuracy[recent].mean():.2f}  "
                   f"{snapshot.images_per_second:,.0f} images/s")
        self._bar.update(
            self._task, completed=snapshot.step,
            total=snapshot.steps_per_epoch * self._epochs, now=now,
            description=f"epoch {min(snapshot.epoch + 1, self._epochs)}/{self._epochs}")

    def epoch(self, record: EpochRecord) -> None:
        for line in self._table.lines(record):
            self._bar.console.print(line, highlight=False)

    def close(self) -> None:
        self._bar.stop()


def reporter(as_json: bool, epochs: int) -> Reporter:
    if as_json:
        return JsonLines()
    return ProgressBar(epochs) if sys.stdout.isatty() else PlainLines()


def follow(
    run: Run, shown_by: Reporter, interrupted: Flag, already: int = 0
) -> tuple[Snapshot, str]:
    """Show a started run to its end; once `interrupted` is set, or nobody reads, it is stopped.

    `already` epochs were shown by an earlier process. The second value is a sentence where
    standard output broke.
    """
    seen, broken = already, ""
    try:
        while True:
            if interrupted.is_set():
                run.stop()
            snapshot = run.snapshot
            try:
                shown_by.update(snapshot)
                for record in snapshot.records[seen:]:
                    shown_by.epoch(record)
            except OSError as error:
                drop_output()
                run.stop()
                broken = (f"Standard output cannot be written to any more ({error.strerror}); "
                          "the run was stopped.")
            seen = max(seen, len(snapshot.records))
            if snapshot.state in ENDED:
                return snapshot, broken
            time.sleep(POLL_SECONDS)
    finally:
        shown_by.close()
