"""A Run: one Experiment being trained in a thread of its own, steered by commands.

Commands come from any thread and take effect between two steps; play, pause and stop are also
heard between two batches of an evaluation. The only way back is `snapshot`, swapped whole.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

from playground.change import Change, after_changes, check_changes
from playground.data.training_data import TrainingData
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import Text, lazy
from playground.settings import KnobTurn
from playground.training.handle import (
    Command,
    Pause,
    Play,
    Request,
    RunHandle,
    StepBatch,
    StepEpoch,
    Stop,
    Turn,
)
from playground.training.loop.commands import Commands
from playground.training.loop.lockstep import Lockstep
from playground.training.loop.recording import Recording
from playground.training.loop.worker import PrepareData, Worker
from playground.training.snapshot import Snapshot
from playground.training.states import ENDED
from playground.training.store.recorder import Resumption


class Run:
    """Train `experiment`, as it stands at step 0, on `data`. `changes` are still to be replayed.

    Instead of `data` may stand what prepares it, called in the run's own thread. `on_end` is
    called there last of all, however the run ends. `notes` are the first of its snapshots'.
    Raises `BadInput` at once where the changes do not fit the experiment.
    """

    def __init__(
        self,
        experiment: Experiment,
        data: TrainingData | PrepareData,
        *,
        changes: Iterable[Change] = (),
        recorder: Recording | None = None,
        resumption: Resumption | None = None,
        on_end: Callable[[], None] | None = None,
        notes: tuple[Text, ...] = (),
    ) -> None:
        changes = tuple(changes)
        now = after_changes(experiment, resumption.changes if resumption else ())
        if resumption is None:
            # In a resumed run a knob turned by hand may have overtaken a planned change; the
            # worker leaves that one out, as it would have.
            check_changes(now, changes)
        self._commands = Commands(_at_first_step(now, changes, resumption))
        self._worker = Worker(
            experiment, data, self._commands, changes, recorder, resumption, notes)
        # Two clicks may start a run at once; only one thread may come of it.
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._on_end = on_end

    @property
    def snapshot(self) -> Snapshot:
        """The newest reading. Reading it never waits."""
        return self._worker.snapshot

    @property
    def data(self) -> TrainingData | None:
        """What it trains on; None before that is prepared."""
        return self._worker.data

    @property
    def paused(self) -> bool:
        """Whether it has been told to hold still; it does so at its next step."""
        return self._commands.paused

    @property
    def wanted(self) -> Experiment:
        """As the experiment will stand once all that was turned so far has been heard."""
        return self._commands.wanted

    @property
    def initial_weights(self) -> dict[str, Any] | None:
        """The start weights, read-only; None before the first step is prepared."""
        return self._worker.initial_weights

    @property
    def traces(self) -> int:
        """How often the training step of this run's shape was traced in this process."""
        return self._worker.traces

    def start(self, *, paused: bool = False) -> None:
        """Begin, in a thread of its own; a second call does nothing."""
        with self._starting:
            if self._thread is not None:
                return
            if paused:
                self._commands.pause()
            self._thread = threading.Thread(target=self._work, name="trainer", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        self._worker.work()
        if self._on_end is not None:
            self._on_end()

    def play(self) -> None:
        self._commands.go()

    def pause(self) -> None:
        self._commands.pause()

    def step_batch(self) -> None:
        """Train one batch, then pause."""
        self._commands.go(until=self.snapshot.step + 1)

    def step_epoch(self) -> None:
        """Train to the end of the epoch, measure, then pause."""
        seen = self.snapshot
        if not seen.steps_per_epoch:
            # How many steps that is will only be known once the data is prepared.
            self._commands.go(until_epoch_end=True)
            return
        self._commands.go(until=(seen.step // seen.steps_per_epoch + 1) * seen.steps_per_epoch)

    def stop(self, why: Text = "") -> None:
        """End this training; a second call does nothing. A recorded run can be resumed.

        `why` becomes the last snapshot's message.
        """
        self._commands.stop(why)

    def turn(self, turn: KnobTurn) -> None:
        """Turn live knobs together, such as a regularizer and the λ that suits it.

        Raises `BadInput` where this run does not allow the values together, or has ended.
        """
        if self.snapshot.state in ENDED:
            raise BadInput(lazy("This run has ended; start another to turn its knobs."))
        self._commands.turn(turn)

    def tell(self, command: Command) -> None:
        """The method of that name. Raises what that raises."""
        match command:
            case Play():
                self.play()
            case Pause():
                self.pause()
            case StepBatch():
                self.step_batch()
            case StepEpoch():
                self.step_epoch()
            case Stop(why):
                self.stop(why)
            case Turn(knobs):
                self.turn(knobs)
            case Request(what):
                self.request(what)

    def race(self, leader: RunHandle) -> None:
        """Keep its pace, and it this one's, each from its next step on."""
        assert isinstance(leader, Run), "two runs race in one process"
        race = Lockstep()
        self._worker.racing.side = race.side()
        leader._worker.racing.side = race.side()

    def leave_race(self) -> None:
        """Nobody waits for it any more; a second call does nothing."""
        self._worker.racing.leave()

    def request(self, what: str) -> None:
        """Ask for a copy of "weights", the last "batch" or "units" in one of the next snapshots."""
        self._commands.ask(what)

    def wait(self, timeout: float | None = None) -> Snapshot:
        """Wait until the run has ended, at most `timeout` seconds."""
        if self._thread is not None:
            self._thread.join(timeout)
        return self.snapshot


def _at_first_step(
    now: Experiment, changes: Iterable[Change], resumption: Resumption | None
) -> Experiment:
    """As it will stand once what is to be replayed at its next step has been: a fork's knobs."""
    done = resumption.records[-1].step if resumption else 0
    try:
        return after_changes(now, (change for change in changes if change.step <= done))
    except BadInput:
        # One that is not allowed any more: the worker leaves it out.
        return now
