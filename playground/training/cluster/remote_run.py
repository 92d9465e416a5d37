"""A run that trains on a cluster, behind the handle of any run.

A thread of this process prepares the data, has a host train it, and puts together what that tells.
Each epoch's end brings the trainer's state: when the host is lost, the run goes back to its last
whole epoch and goes on from there on another, with every turn at the step at which it was turned.
"""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable, Iterable
from itertools import count

from playground.change import Change
from playground.data.training_data import TrainingData
from playground.errors import BadInput, PlaygroundError, one_line
from playground.experiment import Experiment
from playground.messages import Text, lazy
from playground.training.cluster.hosting import DISCONNECTED, Disconnected, Hosting, Hosts, Lost
from playground.training.cluster.setback import Kept
from playground.training.cluster.wire import EpochTold, News, Order, packed
from playground.training.growth import Growing
from playground.training.handle import (
    Command,
    Pause,
    Request,
    RunHandle,
    Stop,
    Turn,
)
from playground.training.loop.commands import Commands, Stopping
from playground.training.loop.recording import Recording
from playground.training.loop.worker import PrepareData
from playground.training.run import Run
from playground.training.snapshot import EpochRecord, Snapshot, StepSeries
from playground.training.states import ENDED, FAILED, QUEUED, STOPPED
from playground.training.store.memory_states import State, Unrecorded
from playground.training.store.recorder import Resumption

PULL_SECONDS = 0.05
"""At most so often are news asked for: nobody sees more than twenty readings a second."""
PATIENCE = 0.5
LISTENS_EVERY = 0.05
MOST_LOSSES = 3
"""So often may hosts be lost within one epoch: then it is the run that makes them go."""
_names = count()


class RemoteRun:
    """As `Run`, but trained by one of `hosts`."""

    def __init__(
        self,
        hosts: Hosts,
        experiment: Experiment,
        data: TrainingData | PrepareData,
        *,
        changes: Iterable[Change] = (),
        recorder: Recording | None = None,
        resumption: Resumption | None = None,
        on_end: Callable[[], None] | None = None,
        notes: tuple[Text, ...] = (),
    ) -> None:
        self._hosts, self._prepare, self._on_end = hosts, data, on_end
        self._kept = Kept(experiment, tuple(changes), resumption, notes)
        # A run that never begins: it checks what it is given, and knows where it would stand.
        first = self._as_new()
        self._growing = Growing(first.snapshot)
        self._recorder: Recording = recorder if recorder is not None else Unrecorded()
        self.data = data if isinstance(data, TrainingData) else None
        # What is told goes to the host in its order, and is checked against all before it; any
        # thread tells, the run's own changes the host.
        self._guard = threading.Lock()
        self._mirror = Commands(first.wanted)
        self._untold: list[Command] = []
        # Told and not heard yet: where a host is lost, it may never have heard them.
        self._on_the_way: list[Command] = []
        self._told = 0
        self._wanted_there = first.wanted
        self._hosting: Hosting | None = None
        self._name = ""
        self._leader: RemoteRun | None = None
        self._thread: threading.Thread | None = None

    def _as_new(self) -> Run:
        kept = self._kept
        # The data do not matter to a run that never begins.
        return Run(kept.experiment, _no_data, changes=kept.changes, resumption=kept.resumption,
                   notes=kept.notes)

    @property
    def snapshot(self) -> Snapshot:
        return self._growing.snapshot

    @property
    def paused(self) -> bool:
        return self._mirror.paused

    @property
    def wanted(self) -> Experiment:
        return self._mirror.wanted

    def start(self, *, paused: bool = False) -> None:
        with self._guard:
            if self._thread is not None:
                return
            if paused:
                self._mirror.pause()
            self._thread = threading.Thread(target=self._work, name="cluster-run", daemon=True)
            self._thread.start()

    def tell(self, command: Command) -> None:
        with self._guard:
            match command:
                case Turn(knobs):
                    if self.snapshot.state in ENDED:
                        raise BadInput(
                            lazy("This run has ended; start another to turn its knobs."))
                    self._mirror.turn(knobs)
                case Request(what):
                    self._mirror.ask(what)
                case Stop(why):
                    self._mirror.stop(why)
                case Pause():
                    self._mirror.pause()
                case _:
                    self._mirror.go()
            self._untold.append(command)
            self._send()

    def race(self, leader: RunHandle) -> None:
        assert isinstance(leader, RemoteRun), "a rival trains on its leader's host"
        self._leader = leader

    def leave_race(self) -> None:
        """Where they train they wait for nobody that has ended."""

    def _send(self) -> None:
        """What the host has not been told yet; with the guard held."""
        if self._hosting is None or not self._untold:
            return
        self._hosting.tell(self._name, self._told, self._untold)
        self._told += len(self._untold)
        self._on_the_way += self._untold
        self._untold = []

    def _work(self) -> None:
        try:
            self._train()
        except Stopping as stopping:
            self._end(STOPPED, stopping.why)
        except PlaygroundError as error:
            self._end(FAILED, error.text)
        except Disconnected:
            self._end(STOPPED, DISCONNECTED)
        except Exception as error:
            self._recorder.keep_traceback(traceback.format_exc())
            self._end(FAILED, lazy("Training broke off: {error}.", error=one_line(error)))
        finally:
            with self._guard:
                self._hosting = None
            if self._on_end is not None:
                self._on_end()

    def _end(self, state: str, message: Text) -> None:
        """Where no host could say it."""
        try:
            self._recorder.state(state, message)
        finally:
            self._recorder.close()
            self._growing.say(state=state, message=message)

    def _train(self) -> None:
        self._mirror.check_stop()
        if self.data is None:
            assert not isinstance(self._prepare, TrainingData)
            self.data = self._prepare(self._tell_progress)
        losses, epochs = 0, self._kept.epoch
        while True:
            hosting, rival_of = self._host()
            try:
                self._begin(hosting, rival_of, self.data)
                self._follow(hosting)
                return
            except Lost:
                hosting.lost = True
                losses = losses + 1 if self._kept.epoch == epochs else 1
                epochs = self._kept.epoch
                self._go_back()
                if losses >= MOST_LOSSES:
                    raise BadInput(lazy(
                        "The cluster lost the computer of this run {times} times in one epoch; "
                        "its memory may be too small.", times=losses)) from None
            finally:
                hosting.leave()

    def _tell_progress(self, done: int, total: int) -> None:
        self._heed(lazy("Decoding pictures: {done:,} of {total:,}.", done=done, total=total))

    def _heed(self, message: Text) -> None:
        """While nothing trains: hear a stop, and say what is waited for."""
        self._mirror.check_stop()
        if self.snapshot.message != message or self.snapshot.state != QUEUED:
            self._growing.say(state=QUEUED, message=message)

    def _host(self) -> tuple[Hosting, str]:
        """One of its own, or the leader's, with the name that the leader has there."""
        leader = self._leader
        while leader is not None and leader.snapshot.state not in ENDED:
            with leader._guard:
                there, name = leader._hosting, leader._name
            if there is not None and not there.lost and there.join():
                return there, name
            self._heed("")
            time.sleep(LISTENS_EVERY)
        return self._hosts.host(self._heed), ""

    def _begin(self, hosting: Hosting, rival_of: str, data: TrainingData) -> None:
        kept, name = self._kept, f"run-{next(_names)}"
        hosting.begin(name, packed(Order(
            kept.experiment, data, kept.changes, kept.resumption, kept.notes,
            self._mirror.paused, rival_of)))
        with self._guard:
            self._hosting, self._name, self._told = hosting, name, 0
            self._send()

    def _follow(self, hosting: Hosting) -> None:
        """Until it is over."""
        while True:
            asked = time.monotonic()
            news = hosting.news(self._name, PATIENCE)
            self._take(news)
            if news.over:
                return
            time.sleep(max(0.0, PULL_SECONDS - (time.monotonic() - asked)))

    def _take(self, news: News) -> None:
        for one in news.told:
            if isinstance(one, EpochTold):
                self._kept.add(one)
                self._recorder.epoch(*_epoch(one))
            elif one.what != "change" or self._kept.is_new(one.arguments[0]):
                getattr(self._recorder, one.what)(*one.arguments)
        with self._guard:
            self._wanted_there = news.wanted
            self._on_the_way = self._on_the_way[len(self._on_the_way) + news.heard - self._told:]
            if not self._on_the_way and not self._untold:
                # As it stands where it trains; what was told since then would count more.
                self._mirror.take_turned()
                self._mirror.replayed(news.wanted)
                if news.paused and not self._mirror.paused:
                    self._mirror.pause()
            if news.growth is not None:
                self._growing.add(news.growth)

    def _go_back(self) -> None:
        with self._guard:
            self._hosting = None
            wanted = self._wanted_there
            for one in (*self._on_the_way, *self._untold):
                wanted = one.knobs.on(wanted) if isinstance(one, Turn) else wanted
            # What was turned and not heard acts where the run stood.
            self._kept = self._kept.after_loss(self.snapshot, wanted)
            self._untold, self._on_the_way = [], []
        self._growing.restart(self._as_new().snapshot)


def _epoch(one: EpochTold) -> tuple[EpochRecord, StepSeries, int, State]:
    return one.record, StepSeries(*one.steps), 0, one.state


def _no_data(progress: object) -> TrainingData:
    raise AssertionError("this run never begins")
