"""The record of a run that a page has begun: written beside its training, from an epoch's end on.

Nothing is written before the first whole epoch, so that a run of a few steps leaves no trace; what
was turned meanwhile is written with the epoch. Where the writing falls behind, no more than
`MOST_WAITING` bytes of epochs' states wait in memory: the oldest are left out, and the epoch reads
as one whose state is not kept. Where nothing can be written, states are kept in memory.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playground.change import Change
from playground.errors import BadInput
from playground.messages import Text
from playground.training.snapshot import EpochRecord, StepSeries
from playground.training.states import ENDED, RUNNING
from playground.training.store.memory_states import MemoryStates, State
from playground.training.store.recorder import Recorder
from playground.training.store.writer import Writer

Begin = Callable[[], Recorder]
MOST_WAITING = 32 * 2**20
"""Bytes of states of one run that wait to be written, the newest besides."""


@dataclass(frozen=True)
class _Epoch:
    record: EpochRecord
    steps: StepSeries
    first: int


def _begun() -> Recorder:
    """In place of what begins a record, once that is done or will not be: it holds the state that
    a fork goes on from, several times a network's weights, and is kept as long as its run."""
    raise AssertionError("a record is begun once, and not after its end")


class PageRecorder:
    """`begin` makes the record, in the writer's thread; `trouble` hears why it cannot go on.

    A run that is taken up again has its `record` already.
    """

    def __init__(
        self, writer: Writer, begin: Begin, trouble: Callable[[Text], None],
        record: Recorder | None = None,
    ) -> None:
        self._writer, self._begin, self._trouble, self._record = writer, begin, trouble, record
        # The run's thread fills what is below, the writer's takes it away.
        self._guard = threading.Lock()
        self._changes: list[Change] = []
        self._epochs: list[_Epoch] = []
        self._states: dict[int, State] = {}
        self.memory = MemoryStates()
        self._said: tuple[str, Text] | None = None
        self._traceback = ""
        self._closing = self._broken = False

    @property
    def begun(self) -> bool:
        """Whether the run has a record."""
        return self._record is not None

    def state(self, state: str, message: Text = "") -> None:
        """Whether it is paused says nothing once its process is gone; that it has ended does."""
        if state in ENDED or (state == RUNNING and self._record is not None):
            with self._guard:
                self._said = state, message
            self._writer.soon(self._write)

    def change(self, change: Change) -> None:
        with self._guard:
            self._changes.append(change)

    def epoch(
        self, record: EpochRecord, steps: StepSeries, first: int, state: State
    ) -> None:
        with self._guard:
            self._epochs.append(_Epoch(record, steps, first))
            self._states[record.epoch] = state
            self._bound_what_waits()
        self._writer.soon(self._write)

    def pass_on(self, begin: Begin, copied: Callable[[str], Recorder]) -> None:
        """What comes from now on goes into another record, made by `begin`.

        Where there is one already, `copied` makes it, of the record of that id.
        """
        self._writer.soon(lambda: self._pass_on(begin, copied))

    def _pass_on(self, begin: Begin, copied: Callable[[str], Recorder]) -> None:
        record = self._record
        if record is None:
            self._begin = begin
            return
        record.close()
        try:
            self._record = copied(record.run_id)
        except (BadInput, OSError, sqlite3.Error) as error:
            self._record, self._broken = None, True
            self._trouble(error.text if isinstance(error, BadInput) else str(error))

    def keep_traceback(self, text: str) -> None:
        self._traceback = text

    def close(self) -> None:
        self._closing = True
        self._writer.soon(self._write)

    def _write(self) -> None:
        with self._guard:
            epochs, self._epochs = self._epochs, []
            # Turned before the first epoch's end: they wait for it.
            changes: list[Change] = []
            if epochs or self._record is not None:
                changes, self._changes = self._changes, []
            states, self._states = self._states, {}
            said, self._said = self._said, None
        try:
            if not self._broken:
                self._write_down(changes, epochs, states, said)
            else:
                self._keep_in_memory(epochs, states)
        except (BadInput, OSError, sqlite3.Error) as error:
            self._broken = True
            self._keep_in_memory(epochs, states)
            self._trouble(error.text if isinstance(error, BadInput) else str(error))
        finally:
            if self._closing:
                self._begin = _begun
                if self._record is not None:
                    self._record.close()

    def _bound_what_waits(self) -> None:
        """With the guard held."""
        sizes = {epoch: sum(array.nbytes for array in state.values())
                 for epoch, state in self._states.items()}
        oldest_first = sorted(sizes)
        while len(oldest_first) > 1 and sum(map(sizes.__getitem__, oldest_first)) > MOST_WAITING:
            del self._states[oldest_first.pop(0)]

    def _keep_in_memory(self, epochs: list[_Epoch], states: Mapping[int, State]) -> None:
        for one in epochs:
            if one.record.epoch in states:
                self.memory.add(one.record, states[one.record.epoch])

    def _write_down(
        self, changes: list[Change], epochs: list[_Epoch], states: Mapping[int, State],
        said: tuple[str, Text] | None,
    ) -> None:
        if epochs and self._record is None:
            self._record, self._begin = self._begin(), _begun
            self._record.state(RUNNING)
        record = self._record
        if record is None:
            return
        # Before the epochs that were trained with them: a change without its epoch is replayed, an
        # epoch without its change would be another run.
        record.changes(changes)
        if epochs:
            record.epochs([(one.record, one.steps, one.first) for one in epochs], states)
        if self._traceback:
            record.keep_traceback(self._traceback)
        if said is not None:
            record.state(*said)
