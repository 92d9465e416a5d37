"""A `Recording` that keeps what it is told, in order, for who writes it down elsewhere."""

from __future__ import annotations

import threading

from playground.change import Change
from playground.messages import Text
from playground.training.cluster.wire import EpochTold, Told
from playground.training.growth import rows
from playground.training.snapshot import EpochRecord, StepSeries
from playground.training.store.memory_states import State

All = tuple[Told | EpochTold, ...]


class ToldInOrder:
    """One thread tells, any may read."""

    def __init__(self) -> None:
        # The run's thread appends, a caller's takes.
        self._guard = threading.RLock()
        self._told: list[Told | EpochTold] = []

    @property
    def waiting(self) -> bool:
        """Whether anything was told that has not been taken."""
        return bool(self._told)

    def take(self) -> All:
        """What was told since the last call."""
        with self._guard:
            told, self._told = tuple(self._told), []
        return told

    def since(self, count: int) -> All:
        """What was told after the first so many, which stays."""
        with self._guard:
            return tuple(self._told[count:])

    def _keep(self, one: Told | EpochTold) -> None:
        self._told.append(one)

    def _tell(self, one: Told | EpochTold) -> None:
        with self._guard:
            self._keep(one)

    def state(self, state: str, message: Text = "") -> None:
        self._tell(Told("state", (state, message)))

    def change(self, change: Change) -> None:
        self._tell(Told("change", (change,)))

    def epoch(self, record: EpochRecord, steps: StepSeries, first: int, state: State) -> None:
        self._tell(EpochTold(record, rows(steps, first), state))

    def keep_traceback(self, text: str) -> None:
        self._tell(Told("keep_traceback", (text,)))

    def close(self) -> None:
        self._tell(Told("close", ()))
