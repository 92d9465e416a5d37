"""The RunManager: the process-wide owner of runs.

It decides how many train at once, who waits at which place, and who has gone away. A run is seen
and steered with its token alone. Nothing here waits for a run: every call returns at once.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import count

from playground.change import Change
from playground.data.decoded import Progress
from playground.data.training_data import TrainingData
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import Text, lazy
from playground.training.manager.data_cache import PreparedData
from playground.training.manager.leases import Lease
from playground.training.manager.limits import Limits, limits_from
from playground.training.manager.managed import Action, ManagedRun, RunView, Ticket
from playground.training.manager.pace import Pace
from playground.training.manager.queue import expected_waits, in_turn
from playground.training.run import Run

PAUSE_SECONDS = 30.0
"""A longer pause gives the slot back."""
MOST_LIVE_OF_ONE = 8
MOST_LIVE = 200
# Of ended runs, the newest are kept for the tray: as many, and of so many bytes of weights.
MOST_KEPT = 100
MOST_KEPT_BYTES = 512 * 2**20
_TEND_SECONDS = 0.5

Prepare = Callable[[Experiment, Progress], TrainingData]

CLOSED = lazy("The page of this run was closed, so the run was stopped.")


class RunManager:
    """Owns runs from their submission on. All methods may be called from any thread."""

    def __init__(
        self,
        limits: Limits,
        *,
        prepare: Prepare | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limits = limits
        self._prepare = prepare if prepare is not None else PreparedData()
        self._clock = clock
        # One lock for all runs: a slot that is given back must go to exactly one of those who
        # wait, and pages, trainers that end and the watch all give and take slots. It is held for
        # microseconds: nothing under it prepares, trains or waits. Reentrant, because a change of
        # one run hands out slots, which changes others.
        self._guard = threading.RLock()
        self._runs: dict[str, ManagedRun] = {}
        self._order = count()
        self._pace = Pace()
        self._watching = False

    def submit(
        self, experiment: Experiment, changes: Iterable[Change] = (), *, owner: str,
        paused: bool = False,
    ) -> Ticket:
        """Take a run in, and train it as soon as there is a slot; with `paused`, once told to.

        Raises `BadInput` where the experiment or its changes are not allowed here, or where this
        owner, or everybody together, has too many runs already.
        """
        self.limits.check(experiment)
        ticket = Ticket(secrets.token_hex(8), secrets.token_urlsafe(32))
        run = Run(
            experiment, partial(self._prepare, experiment), changes=changes,
            on_end=partial(self._ended, ticket.run_id))
        with self._guard:
            live = [one.owner for one in self._runs.values() if one.live]
            if live.count(owner) >= MOST_LIVE_OF_ONE:
                raise BadInput(lazy(
                    "You have {most_live_of_one} runs that have not ended; stop one first.",
                    most_live_of_one=MOST_LIVE_OF_ONE))
            if len(live) >= MOST_LIVE:
                raise BadInput(lazy("Too many runs are waiting here; try again in a few minutes."))
            lease = Lease(self._clock(), self.limits.grace)
            managed = self._runs[ticket.run_id] = ManagedRun(ticket, owner, run, lease)
            if not paused:
                managed.want(Run.play, next(self._order))
                self._hand_out()
            self._watch()
        return ticket

    def prepare(self, experiment: Experiment, progress: Progress) -> TrainingData:
        """The data that a run of this experiment would train on, prepared in the calling thread.

        Kept, so that the run finds it. Raises `BadInput`, and what `progress` raises.
        """
        return self._prepare(experiment, progress)

    def view(self, run_id: str, token: str | None) -> RunView:
        """The run as it is now. Raises `BadInput` without its token."""
        with self._guard:
            managed = self._of(run_id, token)
            place, wait = self._waiting(managed)
            return RunView(run_id, managed.snapshot, managed.begun, place, wait, managed.data)

    def play(self, run_id: str, token: str | None) -> None:
        self._want(run_id, token, Run.play)

    def step_batch(self, run_id: str, token: str | None) -> None:
        """Train one batch, then pause."""
        self._want(run_id, token, Run.step_batch)

    def step_epoch(self, run_id: str, token: str | None) -> None:
        """Train to the end of the epoch, measure, then pause."""
        self._want(run_id, token, Run.step_epoch)

    def pause(self, run_id: str, token: str | None) -> None:
        """Hold it where it is; a run that waits for a slot waits no longer."""
        with self._guard:
            managed = self._of(run_id, token)
            if managed.live:
                managed.pause()

    def stop(self, run_id: str, token: str | None) -> None:
        """End it; a second call does nothing."""
        with self._guard:
            managed = self._of(run_id, token)
            if managed.live:
                managed.stop("")

    def turn(self, run_id: str, token: str | None, values: Mapping[str, object]) -> None:
        """Turn live knobs together, also of a run that waits: then they act from its next step.

        Raises `BadInput` where the run has ended, or a value is not allowed.
        """
        with self._guard:
            managed = self._of(run_id, token)
            self._require_live(managed)
            managed.running.turn(values)

    def request(self, run_id: str, token: str | None, what: str) -> None:
        """Ask for a copy of "weights", "batch" … in one of the next snapshots.

        An ended run has all that it will ever have.
        """
        with self._guard:
            managed = self._of(run_id, token)
            if managed.live:
                managed.running.request(what)

    def heartbeat(self, run_id: str, token: str | None) -> None:
        """The owner is there. So does every other call with the token say."""
        with self._guard:
            self._of(run_id, token)

    def release(self, run_id: str, token: str | None) -> None:
        """The owner's page has closed or lost its connection; without a return the run is stopped.

        Raises nothing: who calls this has nobody left to tell.
        """
        with self._guard:
            managed = self._runs.get(run_id)
            if managed is not None and managed.belongs_to(token):
                managed.lease.release(self._clock())

    def tend(self) -> None:
        """Do what falls due by itself: stop what was left, take slots back, hand them out."""
        with self._guard:
            now = self._clock()
            for managed in [one for one in self._runs.values() if one.live]:
                why = self._why_stop(managed, now)
                if why:
                    managed.stop(why)
                elif managed.has_slot:
                    self._mind_pause(managed, now)
            self._hand_out()

    def _want(self, run_id: str, token: str | None, action: Action) -> None:
        with self._guard:
            managed = self._of(run_id, token)
            self._require_live(managed)
            managed.want(action, next(self._order))
            self._hand_out()

    def _of(self, run_id: str, token: str | None) -> ManagedRun:
        """The run, and a sign of life of its owner.

        The same sentence for a wrong token and for no run at all: nobody learns which runs exist.
        """
        managed = self._runs.get(run_id)
        if managed is None or not managed.belongs_to(token):
            raise BadInput(lazy("This run is not there any more, or it is not yours."))
        managed.lease.sign_of_life(self._clock())
        return managed

    def _require_live(self, managed: ManagedRun) -> None:
        if not managed.live:
            raise BadInput(lazy("This run has ended; start another."))

    def _why_stop(self, managed: ManagedRun, now: float) -> Text:
        resting = not managed.has_slot and managed.asking is None
        if managed.lease.expired(now, resting=resting):
            return CLOSED
        minutes = self.limits.minutes
        if minutes is not None and managed.slot_seconds(now) >= 60 * minutes:
            return lazy(
                "This server lets a run train for {minutes:g} minutes; it was stopped.",
                minutes=minutes)
        return ""

    def _mind_pause(self, managed: ManagedRun, now: float) -> None:
        if not managed.running.paused:
            managed.paused_since = None
        elif managed.paused_since is None:
            managed.paused_since = now
        elif now - managed.paused_since >= PAUSE_SECONDS:
            managed.give_back(now)

    def _hand_out(self) -> None:
        while (waiting := self._in_turn()) and self._has_room_for(waiting[0]):
            waiting[0].take_slot(self._clock())

    def _has_room_for(self, managed: ManagedRun) -> bool:
        holders = self._holders()
        if len(holders) >= self.limits.runs:
            # Who asks for a slot while one of their own runs is paused in one has made the choice.
            idle = [one for one in holders if one.owner == managed.owner and one.running.paused]
            for one in idle[:1]:
                one.give_back(self._clock())
            return bool(idle)
        return True

    def _holders(self) -> list[ManagedRun]:
        return [one for one in self._runs.values() if one.has_slot]

    def _in_turn(self) -> list[ManagedRun]:
        asking = filter(None, (one.asking for one in self._runs.values()))
        owners = (one.owner for one in self._holders())
        return [self._runs[one.run_id] for one in in_turn(asking, owners)]

    def _waiting(self, managed: ManagedRun) -> tuple[int | None, float | None]:
        """The run's place among those who wait, and how long it will; None for one that has not."""
        if managed.asking is None:
            return None, None
        waiting, now = self._in_turn(), self._clock()
        waits = expected_waits(
            [self._remaining(one, now) for one in self._holders()],
            [self._remaining(one, now) for one in waiting], self.limits.runs)
        place = waiting.index(managed)
        return place + 1, waits[place]

    def _remaining(self, managed: ManagedRun, now: float) -> float | None:
        """How many seconds more it needs a slot."""
        bounds = [self._pace.remaining(managed.snapshot)]
        if self.limits.minutes is not None:
            bounds.append(60 * self.limits.minutes - managed.slot_seconds(now))
        if managed.paused_since is not None:
            bounds.append(managed.paused_since + PAUSE_SECONDS - now)
        return min((bound for bound in bounds if bound is not None), default=None)

    def _ended(self, run_id: str) -> None:
        """Called in the run's own thread, last of all."""
        with self._guard:
            managed = self._runs.pop(run_id)
            managed.put_away(self._clock())
            self._pace.learn(managed.snapshot)
            # Put back as the newest: what ended first is forgotten first.
            self._runs[run_id] = managed
            self._forget_oldest()
            self._hand_out()

    def _forget_oldest(self) -> None:
        ended = [one for one in self._runs.values() if one.is_put_away]
        size = sum(one.weight_bytes for one in ended)
        for number, one in enumerate(ended[:-1]):
            if len(ended) - number <= MOST_KEPT and size <= MOST_KEPT_BYTES:
                break
            size -= one.weight_bytes
            del self._runs[one.run_id]

    def _watch(self) -> None:
        """Tend in a thread of its own for as long as there is something to tend."""
        if not self._watching:
            self._watching = True
            threading.Thread(target=self._keep_watch, name="run-manager", daemon=True).start()

    def _keep_watch(self) -> None:
        while True:
            time.sleep(_TEND_SECONDS)
            with self._guard:
                self._watching = any(one.live for one in self._runs.values())
                if not self._watching:
                    return
                try:
                    self.tend()
                except BaseException:
                    # Such as a system that has no more threads: the next run begins a new watch.
                    self._watching = False
                    raise


_manager: RunManager | None = None
# Two pages may ask for the first time at once; there must be only one to share the cores.
_making = threading.Lock()


def run_manager() -> RunManager:
    """The one RunManager of this process. Raises `BadInput` for limits that make no sense."""
    global _manager
    with _making:
        if _manager is None:
            _manager = RunManager(limits_from())
        return _manager
