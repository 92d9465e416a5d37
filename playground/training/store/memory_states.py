"""The states of a run's epochs in memory: rewind works also where nothing can be recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray

from playground.change import Change
from playground.messages import Text
from playground.training.snapshot import EpochRecord, StepSeries
from playground.training.store.retention import kept

MEMORY_BYTES = 64 * 2**20
"""What the states of one run may take in memory: of the compact network those of 27 epochs."""

State = Mapping[str, NDArray[Any]]
"""What `Trainer.state` gives and `Trainer.restore` takes."""


class MemoryStates:
    """Written by the run's own thread, read by any: what is read is swapped whole."""

    def __init__(self, bound: int = MEMORY_BYTES) -> None:
        self._bound = bound
        self._states: Mapping[int, State] = {}
        self._best = (0, -1.0)

    def add(self, record: EpochRecord, state: State) -> None:
        """An epoch's, in the order of the epochs; others may make room for it."""
        if record.validation.accuracy > self._best[1]:
            self._best = record.epoch, record.validation.accuracy
        wanted = kept(record.epoch, self._best[0], self._bound // max(1, _bytes(state)))
        there = {**self._states, record.epoch: state}
        self._states = {epoch: one for epoch, one in there.items() if epoch in wanted}

    @property
    def epochs(self) -> tuple[int, ...]:
        """Of those that are kept, ascending."""
        return tuple(sorted(self._states))

    def state(self, epoch: int) -> State | None:
        return self._states.get(epoch)

    @property
    def bytes(self) -> int:
        return sum(map(_bytes, self._states.values()))


class Unrecorded:
    """Stands where a run's record would: of all it is told it keeps the epochs' states."""

    def __init__(self) -> None:
        self.memory = MemoryStates()

    @property
    def begun(self) -> bool:
        """Whether the run has a record: it never has."""
        return False

    def state(self, state: str, message: Text = "") -> None:
        pass

    def change(self, change: Change) -> None:
        pass

    def epoch(self, record: EpochRecord, steps: StepSeries, first: int, state: State) -> None:
        self.memory.add(record, state)

    def keep_traceback(self, text: str) -> None:
        pass

    def close(self) -> None:
        pass


def _bytes(state: State) -> int:
    return sum(array.nbytes for array in state.values())
