"""Runs behind their handle, whoever trains them, and a recording of what their record is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from playground.training.handle import MakeRun, RunHandle, Stop
from playground.training.snapshot import Snapshot
from tests.made_data import training_data

PATIENCE = 180.0
DATA = training_data()


class Heard:
    """A `Recording`: what it was told, in order, and the state after each epoch."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.states: list[str] = []
        self.changes: list[Any] = []
        self.epochs: dict[int, Any] = {}
        self.traceback = ""

    def state(self, state: str, message: Any = "") -> None:
        self.order.append(f"state {state}")
        self.states.append(state)

    def change(self, change: Any) -> None:
        self.order.append(f"change {change.step}")
        self.changes.append(change)

    def epoch(self, record: Any, steps: Any, first: int, state: Any) -> None:
        self.order.append(f"epoch {record.epoch}")
        self.epochs[record.epoch] = record, steps.data_loss[first:].copy(), dict(state)

    def keep_traceback(self, text: str) -> None:
        self.traceback = text

    def close(self) -> None:
        self.order.append("close")


class Handled:
    """A run, when it came to its end, and how its readings grew."""

    def __init__(self, make: MakeRun, experiment: Any, data: Any = DATA, **options: Any) -> None:
        self.heard, self.ends = Heard(), 0
        self._over = threading.Event()
        self.run: RunHandle = make(
            experiment, data, recorder=self.heard, on_end=self._ended, **options)

    def _ended(self) -> None:
        self.heard.order.append("end")
        self.ends += 1
        self._over.set()

    def until(self, condition: Callable[[Snapshot], Any]) -> Snapshot:
        deadline = time.monotonic() + PATIENCE
        while not condition(seen := self.run.snapshot):
            assert time.monotonic() < deadline, seen
            time.sleep(0.002)
        return seen

    def ended(self) -> Snapshot:
        """After its end was told."""
        assert self._over.wait(PATIENCE), self.run.snapshot
        return self.run.snapshot

    def close(self) -> None:
        self.run.tell(Stop())
        self.run.start()
        self._over.wait(PATIENCE)
