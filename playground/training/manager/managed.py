"""One run as the manager holds it: its owner, its token, its slot, and what it leaves behind."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from playground.change import Change
from playground.data.training_data import TrainingData
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import Text, lazy
from playground.model.architectures import ARCHITECTURES, parameter_count
from playground.settings import KnobTurn
from playground.training.handle import Command, Pause, Play, RunHandle, Stop, Turn
from playground.training.manager.branch import Branch
from playground.training.manager.keeping import Record
from playground.training.manager.leases import Lease
from playground.training.manager.limits import Limits
from playground.training.manager.owned import Owned
from playground.training.manager.queue import Asked, Asking
from playground.training.manager.run_view import (
    BROKEN_OFF,
    CLOSED,
    HALTED,
    RunView,
    Ticket,
    start_weights,
)
from playground.training.manager.tape import Tape
from playground.training.snapshot import Snapshot
from playground.training.states import (
    ENDED,
    INTERRUPTED,
    PAUSED,
    QUEUED,
    RUNNING,
    STOPPED,
)
from playground.training.store.memory_states import MemoryStates
from playground.training.twins import NO_KIN, Kin

__all__ = ["BROKEN_OFF", "CLOSED", "HALTED", "ManagedRun", "RunView", "Ticket", "start_weights"]

Same = tuple[Experiment, tuple[Change, ...]]


class ManagedRun(Owned):
    """A run and its place in the house. Not locked: the manager's lock guards it.

    It has a slot, or asks for one, or neither (paused for long, paused before it began, ended).
    """

    def __init__(
        self, ticket: Ticket, owner: str, lease: Lease, found: Snapshot | None = None,
        kin: Kin = NO_KIN,
    ) -> None:
        """`found`: how it stands on the disk, where it was found there."""
        super().__init__(ticket, owner, lease, kin)
        self.begun, self.has_slot = found is not None, False
        self.paused_since: float | None = None
        self.rides: ManagedRun | None = None
        """The run in whose slot it trains, in a race."""
        self.recorder: Record | None = None
        self.tape: Tape | None = None
        """What it follows instead of training by itself."""
        self.followers: list[ManagedRun] = []
        """Those whose tapes show this run: it is nobody's own then."""
        self.branch: Branch | None = None
        """How it left the run that it followed, until it has come there by itself."""
        self.same_as: Same | None = None
        """What another run must be to follow this one; None where none may."""
        self.plan: tuple[Change, ...] = ()
        """What is to be turned in it by itself."""
        self._on_disk = found is not None
        self._run: RunHandle | None = None
        self._found = found
        self._data: TrainingData | None = None
        self._asked: Asked | None = None
        self._wanted: Command = Play()
        self._slot_since = self._slot_seconds = 0.0
        self._told: tuple[Snapshot, Snapshot] | None = None

    def train(self, run: RunHandle, recorder: Record | None) -> None:
        """It has a run from now on, which has not begun."""
        self._run, self.recorder = run, recorder
        self._found, self._data = run.snapshot, run.data
        self.begun, self._wanted = False, Play()

    def leave_tape(self, seen: Snapshot, record: Record | None) -> None:
        """It follows nothing any more; this is how it stands."""
        self._found, self._data = seen, self.data
        self.tape, self.recorder, self.begun = None, record, True

    def takes_branch(self, branch: Branch, order: Asked) -> None:
        """It trains by itself from now on, as soon as it has a slot: it holds where it was held."""
        held = self.tape is not None and self.tape.paused
        self.tape, self.branch = None, branch
        self._wanted = Play()
        self.replace_run(*branch.make(branch.fork))
        if not held:
            self.want(Play(), order)

    def replace_run(self, run: RunHandle, recorder: Record | None) -> None:
        """By another one, where neither has begun."""
        wanted = self._wanted
        self.train(run, recorder)
        self._wanted = wanted

    @property
    def live(self) -> bool:
        """Not ended. The manager hears of an end a moment after all can see it."""
        if self.tape is not None:
            return not self.tape.over
        return self._run is not None and self._run.snapshot.state not in ENDED

    @property
    def is_put_away(self) -> bool:
        return self._run is None and self.tape is None

    @property
    def source(self) -> ManagedRun:
        """The run whose states it has: itself, or the one that it follows."""
        return self.tape.source if self.tape is not None else self

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
        if self.tape is not None:
            return self.tape.source.wanted if self.tape.at_edge else None
        if self._comes_back:
            assert self.branch is not None, "it comes back to where it left"
            return self.branch.wanted
        return self._run.wanted if self._run is not None else None

    def asking(self, now: float, remaining: float | None) -> Asking | None:
        """`remaining`: seconds that it still needs a slot; None where that is not known."""
        if self._asked is None:
            return None
        return Asking(self.run_id, self.owner, self._asked.order, not self.lease.unattended(now),
                      self.of_series, self._asked.due(remaining))

    @property
    def asks(self) -> bool:
        return self._asked is not None

    @property
    def order(self) -> Asked | None:
        """Of its asking for a slot, while it does."""
        return self._asked

    @property
    def holds(self) -> bool:
        """Whether it holds still, or will after a step, until it is told to go on."""
        return self._wanted != Play() or (self.has_slot and self.running.paused)

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
        if self.tape is not None:
            return self.tape.data
        return self._run.data if self._run is not None else self._data

    @property
    def snapshot(self) -> Snapshot:
        """With the state that its owner should read, where only the manager knows it."""
        if self.tape is not None:
            return self.tape.snapshot
        if self._run is None:
            return self._last
        seen = self._run.snapshot
        if self._comes_back:
            assert self.branch is not None, "it comes back to where it left"
            seen, state = self.branch.seen, PAUSED if self._run.paused else RUNNING
        else:
            state = seen.state
        if not self.has_slot and state not in ENDED:
            state = PAUSED if self._asked is None else QUEUED
        return self._in_state(seen, state)

    def _in_state(self, seen: Snapshot, state: str) -> Snapshot:
        """The same one each time, as long as nothing moves: what was drawn of it is known by it."""
        if seen.state == state:
            return seen
        if self._told is None or self._told[0] is not seen or self._told[1].state != state:
            self._told = seen, replace(seen, state=state)
        return self._told[1]

    @property
    def _comes_back(self) -> bool:
        """Whether it trains again, or has still to train, what it had followed."""
        if self.branch is None or self._run is None:
            return False
        seen = self._run.snapshot
        return seen.state not in ENDED and self.branch.stands_before(seen)

    @property
    def left_at(self) -> int | None:
        return self.branch.seen.step if self._comes_back and self.branch is not None else None

    def turn(self, turn: KnobTurn) -> None:
        """Raises `BadInput`."""
        # Turned by hand: nobody else who asked for the same would be shown the same.
        self.same_as = None
        if not self._comes_back:
            self.running.tell(Turn(turn))
            return
        assert self.branch is not None, "it comes back to where it left"
        if self.begun:
            self.branch.turn_later(turn)
        else:
            self.replace_run(*self.branch.turn(turn))

    def catch_up(self) -> None:
        """Turn, where it has come to where it left, what was turned meanwhile."""
        if self.branch is not None and self.begun and not self._comes_back:
            branch, self.branch = self.branch, None
            if branch.later.values and self.live:
                # It may have ended in this very moment.
                with contextlib.suppress(BadInput):
                    self.running.tell(Turn(branch.later))

    def slot_seconds(self, now: float) -> float:
        """How long it has had a slot in all."""
        return self._slot_seconds + (now - self._slot_since if self.has_slot else 0.0)

    def why_stop(self, limits: Limits, now: float) -> Text:
        """Why it must not go on, in a sentence; empty where it may."""
        resting = not self.has_slot and not self.asks
        if self.tape is not None:
            resting = self.tape.paused
        if self.lease.expired(now, resting=resting):
            return CLOSED
        minutes = limits.minutes
        if minutes is not None and self.slot_seconds(now) >= 60 * minutes:
            return lazy("This server lets a run train for {minutes:g} minutes; it was stopped.",
                        minutes=minutes)
        return ""

    def want(self, command: Command, order: Asked) -> None:
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

    def give_way(self, now: float, order: Asked) -> None:
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
        """Keep what a card needs, and let go of trainer, slots, threads and a branch's states."""
        self._found, self._data = self.running.snapshot, self.running.data
        self.running.leave_race()
        self._asked = self._run = self.rides = self.branch = self._told = None
        if self.has_slot:
            self.give_back(now)
