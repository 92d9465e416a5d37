"""One run as the manager holds it: its owner, its token, its slot, and what it leaves behind."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from playground.data.training_data import TrainingData
from playground.experiment import Experiment
from playground.messages import Text, lazy
from playground.model.architectures import ARCHITECTURES, parameter_count
from playground.model.weights import initial_weights
from playground.training.handle import Command, Pause, Play, RunHandle, Stop
from playground.training.manager.capabilities import sight
from playground.training.manager.leases import Lease
from playground.training.manager.limits import Limits
from playground.training.manager.queue import Asking
from playground.training.snapshot import Snapshot
from playground.training.states import (
    ENDED,
    INTERRUPTED,
    LIVE_STATES,
    PAUSED,
    QUEUED,
    STOPPED,
)
from playground.training.store.memory_states import MemoryStates, Unrecorded
from playground.training.store.page_recorder import PageRecorder
from playground.training.twins import NO_KIN, Kin

Record = PageRecorder | Unrecorded

CLOSED = lazy("The page of this run was closed, so the run was stopped.")
HALTED = lazy("The series of this run was stopped; it goes on with it.")
BROKEN_OFF = (CLOSED, HALTED)
"""Why a run was stopped that can be taken up again."""


@dataclass(frozen=True)
class Ticket:
    """The name of a run, and the secret that gives power over it. Only `run_id` may be shown."""

    run_id: str
    token: str


@dataclass(frozen=True, eq=False)
class RunView:
    """A run as its owner sees it.

    `place_in_queue` is 1 for the next, None for a run that does not wait; `expected_wait_seconds`
    None where it cannot be told. `started`: it has had a slot. `data` is None until prepared, and
    of a run that was found on the disk. `wanted`: the experiment as it will stand once all that was
    turned has been heard. `resumable`: it was broken off, and can go on from its last whole epoch.
    `kin`: from which run it was forked, and of which it is the twin.
    """

    run_id: str
    snapshot: Snapshot
    started: bool
    place_in_queue: int | None
    expected_wait_seconds: float | None
    data: TrainingData | None
    wanted: Experiment | None = None
    resumable: bool = False
    kin: Kin = NO_KIN

    @property
    def ended(self) -> bool:
        """Nobody trains it: it came to an end, or its server did."""
        return self.snapshot.state not in LIVE_STATES

    @property
    def answers(self) -> bool:
        """Whether a twin is, or will be, the answer it was trained for: neither stopped nor turned.

        What was broken off can be resumed.
        """
        of, seen = self.kin.twin_of, self.snapshot
        return of is not None and of.answered_by(seen.changes) and (
            seen.state != STOPPED or self.resumable)

    @property
    def knobs(self) -> Experiment:
        """Where the run's knobs stand, also those that it has not heard of yet."""
        return self.wanted or self.snapshot.experiment

    @property
    def initial_weights(self) -> Mapping[str, NDArray[np.float32]]:
        """The start weights by `layer/kernel` and `layer/bias`, read-only."""
        return start_weights(self.snapshot.began_as.model, self.snapshot.began_as.seed)


@lru_cache(maxsize=8)
def start_weights(model: str, seed: int) -> Mapping[str, NDArray[np.float32]]:
    """`initial_weights` by the model's name: a function of the seed, so nobody has to keep them."""
    return initial_weights(ARCHITECTURES[model], seed)


class ManagedRun:
    """A run and its place in the house. Not locked: the manager's lock guards it.

    It has a slot, or asks for one, or neither (paused for long, paused before it began, ended).
    """

    def __init__(
        self, ticket: Ticket, owner: str, lease: Lease, found: Snapshot | None = None,
        kin: Kin = NO_KIN,
    ) -> None:
        """`found`: how it stands on the disk, where it was found there."""
        self.ticket, self.owner, self.lease, self.kin = ticket, owner, lease, kin
        self.begun, self.has_slot, self.pinned = found is not None, False, False
        self.of_series = False
        """Whether it is a point of a plan that trains by itself."""
        self.paused_since: float | None = None
        self.rides: ManagedRun | None = None
        """The run in whose slot it trains, in a race."""
        self.recorder: Record | None = None
        self._on_disk = found is not None
        self._sight = sight(owner, ticket.run_id)
        self._run: RunHandle | None = None
        self._found = found
        self._data: TrainingData | None = None
        self._asked: int | None = None
        self._wanted: Command = Play()
        self._slot_since = self._slot_seconds = 0.0

    def train(self, run: RunHandle, recorder: Record | None) -> None:
        """It has a run from now on, which has not begun."""
        self._run, self.recorder = run, recorder
        self._found, self._data = run.snapshot, run.data
        self.begun, self._wanted = False, Play()

    @property
    def run_id(self) -> str:
        return self.ticket.run_id

    def belongs_to(self, token: object) -> bool:
        """Whether the token gives power over it."""
        return _same(token, self.ticket.token)

    def may_be_seen_with(self, token: object) -> bool:
        return self.belongs_to(token) or _same(token, self._sight)

    @property
    def live(self) -> bool:
        """Not ended. The manager hears of an end a moment after all can see it."""
        return self._run is not None and self._run.snapshot.state not in ENDED

    @property
    def is_put_away(self) -> bool:
        return self._run is None

    @property
    def _last(self) -> Snapshot:
        assert self._found is not None, "it has been given a run, or was found on the disk"
        return self._found

    @property
    def recorded(self) -> bool:
        """Whether it is on the disk, or about to be."""
        return self._on_disk or (self.recorder is not None and self.recorder.begun)

    @property
    def resumable(self) -> bool:
        """Broken off by what was not its owner's will."""
        seen = self._last
        return self.is_put_away and self.recorded and seen.epoch < seen.experiment.epochs and (
            seen.state == INTERRUPTED or (seen.state == STOPPED and seen.message in BROKEN_OFF))

    @property
    def wanted(self) -> Experiment | None:
        return self._run.wanted if self._run is not None else None

    def asking(self, now: float) -> Asking | None:
        if self._asked is None:
            return None
        return Asking(self.run_id, self.owner, self._asked, not self.lease.unattended(now),
                      self.of_series)

    @property
    def asks(self) -> bool:
        return self._asked is not None

    @property
    def weight_bytes(self) -> int:
        states = self.memory.bytes if self.memory is not None else 0
        return 4 * parameter_count(ARCHITECTURES[self._last.began_as.model]) + states

    @property
    def memory(self) -> MemoryStates | None:
        """The states of its epochs that are not on the disk; None for a run found there."""
        return self.recorder.memory if self.recorder is not None else None

    @property
    def running(self) -> RunHandle:
        assert self._run is not None, "only of a run that has not ended"
        return self._run

    @property
    def data(self) -> TrainingData | None:
        return self._run.data if self._run is not None else self._data

    @property
    def snapshot(self) -> Snapshot:
        """With the state that its owner should read, where only the manager knows it."""
        if self._run is None:
            return self._last
        seen = self._run.snapshot
        if self.has_slot or seen.state in ENDED:
            return seen
        state = PAUSED if self._asked is None else QUEUED
        return seen if seen.state == state else replace(seen, state=state)

    def slot_seconds(self, now: float) -> float:
        """How long it has had a slot in all."""
        return self._slot_seconds + (now - self._slot_since if self.has_slot else 0.0)

    def why_stop(self, limits: Limits, now: float) -> Text:
        """Why it must not go on, in a sentence; empty where it may."""
        resting = not self.has_slot and not self.asks
        if self.lease.expired(now, resting=resting):
            return CLOSED
        minutes = limits.minutes
        if minutes is not None and self.slot_seconds(now) >= 60 * minutes:
            return lazy("This server lets a run train for {minutes:g} minutes; it was stopped.",
                        minutes=minutes)
        return ""

    def want(self, command: Command, order: int) -> None:
        """Do it now where it has a slot, else as soon as it gets one."""
        self.paused_since, self._wanted = None, command
        if self.has_slot:
            self.running.tell(command)
            return
        if self._asked is None:
            self._asked = order

    def take_slot(self, now: float) -> None:
        self.has_slot, self._slot_since, self._asked = True, now, None
        if not self.begun:
            self.begun = True
            self.running.start(paused=True)
        self.running.tell(self._wanted)

    def ride_with(self, leader: ManagedRun, now: float) -> None:
        """Train at the leader's pace, in its slot: it comes no further than the leader does."""
        self.running.race(leader.running)
        self.rides = leader
        self.take_slot(now)

    def give_back(self, now: float) -> None:
        self._slot_seconds = self.slot_seconds(now)
        self.has_slot, self.paused_since = False, None

    def give_way(self, now: float, order: int) -> None:
        """Hold still, and ask for a slot anew: to do then what it does now."""
        self.running.tell(Pause())
        self.give_back(now)
        self._asked = order

    def pause(self) -> None:
        self._asked = None
        if self.has_slot:
            self.running.tell(Pause())

    def stop(self, why: Text) -> None:
        """End it, wherever it is; for one that has not begun, its thread does nothing else."""
        self._asked = None
        self.running.tell(Stop(why))
        self.begun = True
        self.running.start()

    def put_away(self, now: float) -> None:
        """Keep what a card needs, and let go of trainer, slots and threads."""
        self._found, self._data = self.running.snapshot, self.running.data
        self.running.leave_race()
        self._asked, self._run, self.rides = None, None, None
        if self.has_slot:
            self.give_back(now)


def _same(given: object, token: str) -> bool:
    """Compared in constant time, and as bytes: a token may hold anything."""
    text = given.encode("utf-8", "surrogatepass") if isinstance(given, str) else b""
    return hmac.compare_digest(text, token.encode())
