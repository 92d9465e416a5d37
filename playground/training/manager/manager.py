"""The RunManager: the process-wide owner of runs.

It decides how many train at once, who waits at which place, and who has gone away. A run is steered
with its token alone, and seen with that or the one that only shows it: see `capabilities`. To be
looked at keeps no run alive: what its owner does, and a page that says it is open, do. Nothing here
waits for a run; only what has to be read from the disk takes a moment, and holds up nobody else.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from playground.change import Change
from playground.data.decoded import Progress
from playground.data.training_data import TrainingData
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import Text, lazy
from playground.settings import KnobTurn
from playground.training.forking import Fork, forked
from playground.training.handle import MakeRun, Pause, Play, Request, StepBatch, StepEpoch
from playground.training.manager.capabilities import owner_hash, steering
from playground.training.manager.data_cache import PreparedData
from playground.training.manager.keeping import Keeping, keeping_from, unique_run_id
from playground.training.manager.limits import Limits
from playground.training.manager.managed import ManagedRun, Ticket
from playground.training.manager.racing import check_alone, rival
from playground.training.manager.room import check_live, check_room
from playground.training.manager.same_data import Prepare, data_of
from playground.training.manager.shared_runs import SharedRuns
from playground.training.manager.sharing import may_be_shared
from playground.training.manager.where import where_runs_train
from playground.training.run import Run
from playground.training.store.memory_states import Unrecorded
from playground.training.store.rows import PageRun
from playground.training.twins import NO_KIN, Kin, question, twin


class RunManager(SharedRuns):
    """Owns runs from their submission on. All methods may be called from any thread."""

    def __init__(
        self,
        limits: Limits,
        *,
        prepare: Prepare | None = None,
        clock: Callable[[], float] = time.monotonic,
        keeping: Keeping | None = None,
        make_run: MakeRun = Run,
    ) -> None:
        """Without `keeping` nothing is recorded: the runs are gone with this process."""
        super().__init__(
            limits, keeping, clock, prepare if prepare is not None else PreparedData(), make_run)

    def submit(
        self, experiment: Experiment, changes: Iterable[Change] = (), *, owner: str,
        paused: bool = False, parent: str = "", of_series: bool = False, shared: bool = False,
    ) -> Ticket:
        """Take a run in, and train it as soon as there is a slot; with `paused`, once told to.

        `owner` is the owner's secret, `parent` the id of the run that it was forked from;
        `of_series`: it is a point of a plan, and comes after what its owner plays with. `shared`:
        where somebody trains just this already, it follows that. Raises
        `BadInput` where the experiment or its changes are not allowed here, or where this owner,
        or everybody together, has too many runs already.
        """
        began = Fork(experiment, tuple(changes), None, 0)
        may = shared and not (paused or of_series) and may_be_shared(experiment)
        if not may:
            return self._take_in(owner, began, Kin(parent), paused=paused, of_series=of_series)
        self.limits.check(experiment)
        same = experiment, began.changes
        known = self._trained_before(same)
        with self._guard:
            joined = self._joined(owner, same) or self._played(owner, known)
            if joined is not None:
                return joined
            ticket = self._take_in(owner, began, Kin(parent), paused=False)
            self._runs[ticket.run_id].same_as = same
            return ticket

    def fork(
        self, run_id: str, token: str | None, epoch: int, values: Mapping[str, object], *,
        paused: bool = False,
    ) -> Ticket:
        """A new run of the same owner from the end of an epoch of this one, with other `values`.

        0 for the start. Live controls may differ, and how many epochs. Raises `BadInput`.
        """
        run = self._steered(run_id, token)
        began = forked(run.snapshot, epoch, values, *self._epochs.of(run))
        return self._take_in(run.owner, began, Kin(run_id), paused=paused, like=run)

    def twin(self, run_id: str, token: str | None, began: int, *, paused: bool = False) -> Ticket:
        """The same run without the turn of its knobs that began at that step.

        The one that there is, resumed where it was broken off, else a new one, unless it was
        stopped. Raises `BadInput`.
        """
        run = self._steered(run_id, token)
        asked = question(run_id, run.snapshot, began)
        # What is on the disk counts too.
        self.runs_of(run.owner)
        for ticket, of in self.twins_of(run_id, token):
            if of == asked and (seen := self.view(ticket.run_id, ticket.token)).answers:
                if seen.resumable:
                    self.resume(ticket.run_id, ticket.token)
                return ticket
        made = twin(asked, run.snapshot, *self._epochs.of(run))
        return self._take_in(run.owner, made, Kin(run_id, asked), paused=paused, like=run)

    def race(self, run_id: str, token: str | None, values: Mapping[str, object]) -> Ticket:
        """A rival of a run that has not ended: the same with other `values`, at the same pace.

        From its last kept epoch on, with its seed and its batches, and in its slot. Raises
        `BadInput`.
        """
        mine = self._steered(run_id, token)
        run = self._branched(mine)
        began = rival(run.snapshot, values, *self._epochs.of(run))
        with self._guard:
            check_alone(run, self._runs.values())
            kin = Kin(run_id) if began.epoch else NO_KIN
            ticket = self._take_in(mine.owner, began, kin, paused=True, like=run)
            self._runs[ticket.run_id].ride_with(run, self._clock())
        return ticket

    def _steered(self, run_id: str, token: str | None) -> ManagedRun:
        """Without the lock from here on: disks are slow."""
        self._shelf.bring_back(run_id)
        with self._guard:
            return self._of(run_id, token)

    def _take_in(
        self, owner: str, began: Fork, kin: Kin, *, paused: bool, like: ManagedRun | None = None,
        of_series: bool = False,
    ) -> Ticket:
        """A new run, on the pictures of the one that it is `like`."""
        self.limits.check(began.experiment)
        run_id = unique_run_id()
        ticket = Ticket(run_id, steering(owner, run_id))
        managed = ManagedRun(ticket, owner, self._new_lease(), kin=kin)
        managed.of_series, managed.plan = of_series, began.changes
        recorder = Unrecorded() if self._keeping is None else self._keeping.recorder(
            PageRun(run_id, owner_hash(owner), kin.parent), began, kin, managed)
        run = self._make_run(
            began.experiment, data_of(began.experiment, self._prepare, like, self._keeping),
            changes=began.changes, recorder=recorder, resumption=began.past,
            on_end=partial(self._ended, managed), notes=(began.note,) if began.note else ())
        managed.train(run, recorder)
        with self._guard:
            check_room(self._runs.values(), owner, of_series=of_series)
            if of_series:
                # A plan that goes on by itself is no sign of life of its owner.
                managed.lease = self._lease_of(owner) or managed.lease
            self._runs[run_id] = managed
            if not paused:
                managed.want(Play(), self._slots.next_order())
                self._slots.hand_out()
            self._watch.begin()
        return ticket

    def resume(self, run_id: str, token: str | None) -> None:
        """Train a run that was broken off from its last whole epoch on, as soon as there is a slot.

        Raises `BadInput` where it cannot be.
        """
        self._shelf.bring_back(run_id)
        with self._guard:
            managed = self._of(run_id, token)
            if managed.live or self._keeping is None or not managed.resumable:
                raise BadInput(lazy("This run cannot be resumed; press Play to start another."))
            self.limits.check_size(managed.snapshot.began_as)
            check_room(self._runs.values(), managed.owner, of_series=managed.of_series)
        # The one that is there when it ends: it may be forgotten and brought back before it begins.
        run, recorder = self._keeping.taken_up(
            run_id, self._prepare, lambda: self._ended(managed), self._make_run)
        with self._guard:
            managed = self._runs.setdefault(run_id, managed)
            managed.train(run, recorder)
            managed.want(Play(), self._slots.next_order())
            self._slots.hand_out()
            self._watch.begin()

    def prepare(self, experiment: Experiment, progress: Progress) -> TrainingData:
        """The data that a run of this experiment would train on, prepared in the calling thread.

        Kept, so that the run finds it. Raises `BadInput`, and what `progress` raises.
        """
        return self._prepare(experiment, progress)

    def play(self, run_id: str, token: str | None) -> None:
        self._want(run_id, token, Play())

    def step_batch(self, run_id: str, token: str | None) -> None:
        self._want(run_id, token, StepBatch())

    def step_epoch(self, run_id: str, token: str | None) -> None:
        self._want(run_id, token, StepEpoch())

    def pause(self, run_id: str, token: str | None) -> None:
        """Hold it where it is; a run that waits for a slot waits no longer."""
        with self._guard:
            managed = self._of(run_id, token)
            own = self._in_place(managed)
            if own is None and managed.tape is not None:
                managed.tape.tell(Pause())
            elif own is not None and own.live:
                own.pause()

    def stop(self, run_id: str, token: str | None, why: Text = "") -> None:
        """End it, with `why` as its message; a second call does nothing."""
        with self._guard:
            managed = self._of(run_id, token)
            self._stop(managed, why)

    def turn(self, run_id: str, token: str | None, turn: KnobTurn) -> None:
        """Turn live knobs together, also of a run that waits: then they act from its next step.

        A training that others follow too is left for one of its own. Raises `BadInput` where the
        run has ended, or does not allow the values together.
        """
        with self._guard:
            managed = self._of(run_id, token)
            check_live(managed)
        self._turn(managed, turn)

    def request(self, run_id: str, token: str | None, what: str) -> None:
        """Ask for a copy of "weights", "batch" … in one of the next snapshots.

        An ended run has all that it will ever have.
        """
        with self._guard:
            managed = self._of(run_id, token)
            if managed.source.live:
                managed.source.running.tell(Request(what))

    def pin(self, run_id: str, token: str | None, pinned: bool) -> None:
        """Spare the run from what bounds how many are kept on the disk, or no longer."""
        self._shelf.bring_back(run_id)
        with self._guard:
            self._of(run_id, token).pinned = pinned
        if self._keeping is not None:
            self._keeping.pin(run_id, pinned)

    def forget(self, run_id: str, token: str | None) -> None:
        """Let go of a run that has ended, on the disk too."""
        self._shelf.bring_back(run_id)
        with self._guard:
            if self._of(run_id, token).live:
                raise BadInput(lazy("This run is being trained; stop it first."))
            self._shelf.forget(run_id)
        if self._keeping is not None:
            self._keeping.delete(run_id)

    def heartbeat(self, run_id: str, token: str | None) -> None:
        """The owner's page is open: a sign of life for all the owner's runs."""
        with self._guard:
            owner, now = self._of(run_id, token).owner, self._clock()
            for one in self._runs.values():
                if one.owner == owner:
                    one.lease.sign_of_life(now)

    def release(self, run_id: str, token: str | None) -> None:
        """The owner's page has closed or lost its connection: nobody looks at the owner's runs.

        Raises nothing: who calls this has nobody left to tell.
        """
        with self._guard:
            managed = self._runs.get(run_id)
            if managed is None or not managed.belongs_to(token):
                return
            for one in self._runs.values():
                if one.owner == managed.owner:
                    one.lease.release(self._clock())

    def tend(self) -> None:
        """Do what falls due by itself: stop what was left, take slots back, hand them out."""
        with self._guard:
            now = self._clock()
            self._wind_up(list(self._runs.values()))
            for managed in [one for one in self._runs.values() if one.live]:
                managed.catch_up()
                why = managed.why_stop(self.limits, now)
                if why:
                    self._stop(managed, why)
                elif managed.has_slot:
                    self._slots.mind(managed, now)
            self._slots.hand_out()

    def _want(self, run_id: str, token: str | None, command: Play | StepBatch | StepEpoch) -> None:
        with self._guard:
            managed = self._of(run_id, token)
            check_live(managed)
            own = self._in_place(managed)
            if own is None and managed.tape is not None:
                managed.tape.tell(command)
            elif own is not None:
                own.want(command, self._slots.next_order())
                self._slots.hand_out()


_manager: RunManager | None = None
# Two pages may ask for the first time at once; there must be only one to share the cores.
_making = threading.Lock()


def run_manager() -> RunManager:
    """The one RunManager of this process. Raises `BadInput` for settings that make no sense."""
    global _manager
    with _making:
        if _manager is None:
            limits, make_run = where_runs_train()
            _manager = RunManager(limits, keeping=keeping_from(), make_run=make_run)
        return _manager
