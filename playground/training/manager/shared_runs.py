"""Runs that several follow: joined, left, and shown to their end.

As long as one person alone trains something, it is theirs, and nothing here acts. With the second
who asks for the same it becomes nobody's own: both follow it, each by a tape of their own. Who
turns a knob leaves it with a branch; what only one follows any more is turned in place.
"""

from __future__ import annotations

import secrets
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from playground.data.training_data import TrainingData
from playground.messages import Text
from playground.settings import KnobTurn
from playground.training.forking import Fork
from playground.training.handle import MakeRun, RunHandle
from playground.training.manager.branch import branch
from playground.training.manager.capabilities import owner_hash, steering
from playground.training.manager.data_cache import PreparedData
from playground.training.manager.keeping import SHARED, Keeping, Record, unique_run_id
from playground.training.manager.leases import Lease
from playground.training.manager.limits import Limits
from playground.training.manager.managed import ManagedRun, Same, Ticket
from playground.training.manager.racing import leader_ended
from playground.training.manager.room import check_room
from playground.training.manager.same_data import Prepare
from playground.training.manager.seen import RunsSeen
from playground.training.manager.sharing import SharedLease, to_join
from playground.training.manager.tape import Tape
from playground.training.manager.watch import Watch
from playground.training.snapshot import Snapshot
from playground.training.states import ENDED, STOPPED
from playground.training.store.memory_states import Unrecorded
from playground.training.store.rows import PageRun
from playground.training.twins import NO_KIN

Known = tuple[str, Snapshot, TrainingData]
"""A run that was trained before: its id, how it went, and on what."""


class SharedRuns(RunsSeen):
    """All methods that begin with an underscore want the lock held, unless they say otherwise."""

    def __init__(
        self, limits: Limits, keeping: Keeping | None, clock: Callable[[], float],
        prepare: Prepare, make_run: MakeRun,
    ) -> None:
        super().__init__(limits, keeping, clock)
        self._prepare, self._make_run = prepare, make_run
        self._watch = Watch(
            self.tend, lambda: any(one.live for one in self._runs.values()), self._guard)

    @abstractmethod
    def tend(self) -> None:
        """Do what falls due by itself."""

    def common(self) -> list[tuple[str, Snapshot]]:
        """The trainings that are nobody's own, which anybody may see, and their ids.

        One that its last follower has turned is that person's.
        """
        with self._guard:
            return [(one.run_id, one.snapshot) for one in self._runs.values()
                    if one.followers and one.same_as is not None]

    def _joined(self, owner: str, same: Same) -> Ticket | None:
        """A run of that owner that follows the one that trains just this; None without one."""
        found = to_join(self._runs.values(), same, self._clock())
        if found is None:
            return None
        check_room(self._runs.values(), owner)
        if not found.followers:
            self._make_common(found)
        return self._follow(found, owner, self._new_lease()).ticket

    def _trained_before(self, same: Same) -> Known | None:
        """Where who asks would have to wait, a run that has just these bits. Without the lock.

        With a place that is free it is trained anew: then a knob that is turned acts at once.
        """
        with self._guard:
            if self._keeping is None or self._slots.free:
                return None
        experiment, planned = same
        data = self._prepare.at_hand(experiment) if isinstance(
            self._prepare, PreparedData) else None
        if data is None:
            return None
        found = self._keeping.trained_before(experiment, planned, data.fingerprint)
        return (*found, data) if found is not None else None

    def _played(self, owner: str, known: Known | None) -> Ticket | None:
        """A run of that owner that plays one that was trained before."""
        if known is None:
            return None
        check_room(self._runs.values(), owner)
        run_id, seen, data = known
        nobody = secrets.token_urlsafe(16)
        followers: list[ManagedRun] = []
        source = ManagedRun(
            Ticket(run_id, steering(nobody, run_id)), nobody, SharedLease(followers), seen)
        source.followers = followers
        made = self._follow(source, owner, self._new_lease(), from_start=True, data=data)
        self._watch.begin()
        return made.ticket

    def _make_common(self, run: ManagedRun) -> None:
        """What one person trained is nobody's own from now on, and they follow it."""
        ticket, owner, lease, pinned = run.ticket, run.owner, run.lease, run.pinned
        # An owner that nobody else is or knows: it takes its turn as one person does.
        made, nobody = unique_run_id(), secrets.token_urlsafe(16)
        run.becomes(Ticket(made, steering(nobody, made)), nobody, SharedLease(run.followers))
        run.pinned = False
        self._runs[made] = run
        del self._runs[ticket.run_id]
        if self._keeping is not None and run.recorder is not None:
            began = Fork(run.snapshot.began_as, run.plan, None, 0)
            self._keeping.pass_on(run.recorder, PageRun(made, SHARED), began, run)
        self._follow(run, owner, lease, ticket).pinned = pinned

    def _follow(
        self, source: ManagedRun, owner: str, lease: Lease, ticket: Ticket | None = None, *,
        from_start: bool = False, data: TrainingData | None = None,
    ) -> ManagedRun:
        run_id = unique_run_id()
        made = ManagedRun(ticket or Ticket(run_id, steering(owner, run_id)), owner, lease,
                          source.snapshot, NO_KIN)
        made.tape = Tape(source, self._clock, from_start=from_start, data=data)
        made.first = source.first
        source.followers.append(made)
        self._runs[made.run_id] = made
        return made

    def _in_place(self, run: ManagedRun) -> ManagedRun | None:
        """The run that a command to `run` steers; None where others would feel it."""
        tape = run.tape
        if tape is None:
            return run
        source = tape.source
        return source if source.live and len(source.followers) == 1 and tape.at_edge else None

    def _branched(self, run: ManagedRun) -> ManagedRun:
        """That run, once it trains by itself, or may. Not with the lock held: disks are slow."""
        with self._guard:
            own = self._in_place(run)
            if own is not None:
                return own
            assert run.tape is not None, "it follows one that others follow too"
            seen, source, data = run.snapshot, run.tape.source, run.tape.data
            planned = source.plan
        made = branch(seen, planned, *self._epochs.of(run),
                      partial(self._own_run, run, source.run_id, data))
        with self._guard:
            if run.tape is None:
                # Two knobs at once: the other was first.
                return run
            # In the place of what waited to begin, where that has not.
            order = source.order if not source.begun else None
            self._unfollow(run)
            if self._keeping is not None:
                self._keeping.delete(run.run_id)
            run.takes_branch(made, order if order is not None else self._slots.next_order())
        return run

    def _own_run(
        self, run: ManagedRun, source_id: str, data: TrainingData | None, fork: Fork
    ) -> tuple[RunHandle, Record]:
        page = PageRun(run.run_id, owner_hash(run.owner))
        recorder = Unrecorded() if self._keeping is None else self._keeping.recorder(
            page, fork, NO_KIN, run, states_from=source_id)
        return self._make_run(
            fork.experiment, data if data is not None else partial(self._prepare, fork.experiment),
            changes=fork.changes, recorder=recorder, resumption=fork.past,
            on_end=partial(self._ended, run), notes=(fork.note,) if fork.note else ()), recorder

    def _turn(self, run: ManagedRun, turn: KnobTurn) -> None:
        """Not with the lock held. Raises `BadInput`."""
        # Before anything is left for it: what is refused changes nothing.
        with self._guard:
            turn.on(run.wanted or run.snapshot.experiment)
        own = self._branched(run)
        with self._guard:
            own.turn(turn)
            self._slots.hand_out()

    def _stop(self, run: ManagedRun, why: Text) -> None:
        if run.tape is not None:
            self._leave(run, why)
        elif run.live:
            run.stop(why)

    def _leave(self, run: ManagedRun, why: Text) -> None:
        """It follows no more; a training that nobody follows ends."""
        seen = run.snapshot
        self._end_tape(run, seen if seen.state in ENDED else replace(
            seen, state=STOPPED, message=why))

    def _end_tape(self, run: ManagedRun, seen: Snapshot) -> None:
        assert run.tape is not None, "it follows a run"
        source = run.tape.source
        record: Record | None = source.recorder
        if self._keeping is not None:
            record = self._keeping.copied(
                source.run_id, PageRun(run.run_id, owner_hash(run.owner)), seen, run)
        self._unfollow(run)
        run.leave_tape(seen, record)
        # Put back as the newest: what ended first is forgotten first.
        self._runs[run.run_id] = self._runs.pop(run.run_id)
        self._shelf.forget_oldest()

    def _unfollow(self, run: ManagedRun) -> None:
        assert run.tape is not None, "it follows a run"
        source = run.tape.source
        source.followers.remove(run)
        self._let_go(source)

    def _let_go(self, source: ManagedRun) -> None:
        """Of a run that was followed, and is no more."""
        if source.followers or not isinstance(source.lease, SharedLease):
            return
        if source.live:
            source.stop("")
        elif source.is_put_away and self._runs.get(source.run_id) is source:
            del self._runs[source.run_id]

    def _wind_up(self, followers: list[ManagedRun]) -> None:
        """Those whose tapes have come to their ends."""
        for one in followers:
            if one.tape is not None and one.tape.over:
                self._end_tape(one, one.snapshot)

    def _ended(self, managed: ManagedRun) -> None:
        """Called in the run's own thread, last of all, without the lock."""
        with self._guard:
            if self._runs.get(managed.run_id) is not managed:
                # Its owner saw that it had ended, and let go of it, before this was heard.
                self._slots.hand_out()
                return
            managed.put_away(self._clock())
            leader_ended(managed, self._runs.values())
            self._slots.pace.learn(managed.snapshot)
            # Put back as the newest: what ended first is forgotten first.
            self._runs[managed.run_id] = self._runs.pop(managed.run_id)
            self._shelf.forget_oldest()
            self._wind_up(managed.followers[:])
            self._let_go(managed)
            self._slots.hand_out()
