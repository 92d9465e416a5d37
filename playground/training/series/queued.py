"""Points trained by a server, through the queue that everybody's runs wait in, in the owner's name.

At most one more run at a time than the server's slots hold of a series: there is always a next one,
and others have their turns. Where a whole class does the same experiment, each run is trained once:
who comes second waits for the one that trains, and gets a copy, equal to the last bit, as a run of
their own.
"""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass

from playground.data.sources import is_private
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import Text
from playground.training.manager.capabilities import owner_hash, steering
from playground.training.manager.keeping import unique_run_id
from playground.training.manager.managed import CLOSED, HALTED, Ticket
from playground.training.manager.manager import RunManager
from playground.training.manager.room import MOST_LIVE_OF_ONE
from playground.training.series.executor import News, Task
from playground.training.series.sharing import Identity, identity, same_run
from playground.training.states import ENDED, FAILED, FINISHED, RUNNING
from playground.training.store.rows import PageRun
from playground.training.store.store import RunStore
from playground.training.threads import threads_of_a_step

_WRITING_SECONDS = 20.0


@dataclass(frozen=True)
class _Trains:
    task: Task
    ticket: Ticket
    key: Identity


class Queued:
    """In the name of whoever holds `owner`. `closed`: their page is gone for good."""

    def __init__(self, manager: RunManager, store: RunStore, owner: str) -> None:
        self._manager, self._store, self._owner = manager, store, owner
        limits = manager.limits
        self._most = min(limits.runs * limits.abreast + 1, MOST_LIVE_OF_ONE)
        self._trains: list[_Trains] = []
        self._awaits: list[tuple[Task, Identity]] = []
        self._told: list[News] = []
        self._stopping = False
        self.closed = False

    def has_room(self) -> bool:
        return not self._stopping and not self.closed and len(self._trains) < self._most

    @property
    def tickets(self) -> dict[int, Ticket]:
        """Of the points that train or wait in the queue, by position."""
        return {one.task.position: one.ticket for one in list(self._trains)}

    def begin(self, task: Task) -> None:
        key = self._key(task.experiment)
        if task.run:
            self._resume(task, key)
        elif not self._share(task, key):
            if _training.taken(key, self):
                self._awaits.append((task, key))
            else:
                self._submit(task, key)

    def _key(self, experiment: Experiment) -> Identity:
        data = self._manager.prepare(experiment, lambda done, total: None)
        key = identity(experiment.to_mapping(), {
            "fingerprint": data.fingerprint, "threads": threads_of_a_step()})
        assert key is not None, "a run that has not begun is like any of its kind"
        private = is_private(experiment.data) or is_private(experiment.another_setting)
        return (*key, self._owner) if private else key

    def _share(self, task: Task, key: Identity) -> bool:
        """Whether an equal run was there."""
        data = self._manager.prepare(task.experiment, lambda done, total: None)
        owner = owner_hash(self._owner)
        there = same_run(self._store, task.experiment, data, owner=owner)
        if there is None:
            return False
        if there.owner != owner:
            there = self._store.copy(there.id, PageRun(unique_run_id(), owner))
        self._told.append(News(task.position, there.id, FINISHED, shared=True))
        return True

    def _submit(self, task: Task, key: Identity) -> None:
        try:
            ticket = self._manager.submit(task.experiment, owner=self._owner, of_series=True)
        except BadInput:
            _training.left(key, self)
            raise
        self._begun(task, ticket, key)

    def _resume(self, task: Task, key: Identity) -> None:
        ticket = Ticket(task.run, steering(self._owner, task.run))
        # What lies on the disk is found by who owns it.
        self._manager.runs_of(self._owner)
        _training.taken(key, self)
        try:
            self._manager.resume(ticket.run_id, ticket.token)
        except BadInput:
            # It broke off before its first epoch was recorded, or somebody has ended it for good.
            self._submit(task, key)
            return
        self._begun(task, ticket, key)

    def _begun(self, task: Task, ticket: Ticket, key: Identity) -> None:
        self._trains.append(_Trains(task, ticket, key))
        self._told.append(News(task.position, ticket.run_id, RUNNING))

    def news(self) -> list[News]:
        for one in list(self._trains):
            self._look_at(one)
        if not self._stopping:
            for waiting in list(self._awaits):
                self._look_again(*waiting)
        told, self._told = self._told, []
        return told

    def _look_at(self, one: _Trains) -> None:
        state, message = self._state_of(one.ticket)
        if state not in ENDED:
            return
        # Its end is on the way to the disk: whoever hears of it looks there.
        self._manager.wait_for_records(_WRITING_SECONDS)
        self._trains.remove(one)
        _training.left(one.key, self)
        self.closed = self.closed or message == CLOSED
        self._told.append(News(one.task.position, one.ticket.run_id, state, message))

    def _state_of(self, ticket: Ticket) -> tuple[str, Text]:
        try:
            seen = self._manager.view(ticket.run_id, ticket.token).snapshot
        except BadInput as error:
            return FAILED, error.text
        return seen.state, seen.message

    def _look_again(self, task: Task, key: Identity) -> None:
        """At one that somebody else trains: it may be there by now, or given up."""
        if not _training.taken(key, self):
            self._awaits.remove((task, key))
            try:
                if not self._share(task, key):
                    self._submit(task, key)
                else:
                    _training.left(key, self)
            except BadInput as error:
                self._told.append(News(task.position, "", FAILED, error.text))

    def stop(self) -> None:
        self._stopping = True
        for task, _ in self._awaits:
            self._told.append(News(task.position, "", FAILED, gone=True))
        self._awaits.clear()
        for one in list(self._trains):
            # One that is gone is told by the news.
            with contextlib.suppress(BadInput):
                self._manager.stop(one.ticket.run_id, one.ticket.token, HALTED)

    def close(self) -> None:
        for one in self._trains:
            _training.left(one.key, self)
        self._trains.clear()


class _Training:
    """Which runs are trained for a series in this process, and by whom."""

    def __init__(self) -> None:
        # Series have threads of their own; one of two that ask at once must train, and one wait.
        self._guard = threading.Lock()
        self._by: dict[Identity, Queued] = {}

    def taken(self, key: Identity, asking: Queued) -> bool:
        """Whether another trains it; if not, it is the asking one's from now on."""
        with self._guard:
            return self._by.setdefault(key, asking) is not asking

    def left(self, key: Identity, by: Queued) -> None:
        with self._guard:
            if self._by.get(key) is by:
                del self._by[key]


_training = _Training()
