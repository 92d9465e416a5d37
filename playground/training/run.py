"""A Run: one Experiment being trained in a thread of its own, steered by commands.

Commands come from any thread and take effect between two steps; play, pause and stop are also
heard between two batches of an evaluation. The only way back is `snapshot`, swapped whole.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

from playground.data.training_data import TrainingData
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.training.commands import Commands, check_changes
from playground.training.recording import Recorder, Resumption
from playground.training.snapshot import ENDED, Change, Snapshot
from playground.training.worker import Worker


class Run:
    """Train `experiment` on `data`. `changes` are replayed at their steps.

    Raises `BadInput` at once where the changes do not fit the experiment.
    """

    def __init__(
        self,
        experiment: Experiment,
        data: TrainingData,
        *,
        changes: Iterable[Change] = (),
        recorder: Recorder | None = None,
        resumption: Resumption | None = None,
    ) -> None:
        scheduled = sorted(changes, key=lambda change: change.step)
        check_changes(experiment, scheduled)
        self._commands = Commands(experiment)
        self._worker = Worker(experiment, data, self._commands, scheduled, recorder, resumption)
        # Two clicks may start a run at once; only one thread may come of it.
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def snapshot(self) -> Snapshot:
        """The newest reading. Reading it never waits."""
        return self._worker.snapshot

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
            self._thread = threading.Thread(target=self._worker.work, name="trainer", daemon=True)
            self._thread.start()

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
            raise BadInput("The run has not begun yet; press Step again in a moment.")
        done = seen.step // seen.steps_per_epoch
        self._commands.go(until=(done + 1) * seen.steps_per_epoch)

    def stop(self) -> None:
        """End the run for good; a second call does nothing."""
        self._commands.stop()

    def set(self, name: str, value: object) -> None:
        """Turn a live knob. Raises `BadInput` where it is none, or the value is not allowed."""
        if self.snapshot.state in ENDED:
            raise BadInput("This run has ended; start another to turn its knobs.")
        self._commands.turn(name, value)

    def request(self, what: str) -> None:
        """Ask for a copy of "weights" or of the last "batch" in one of the next snapshots."""
        self._commands.ask(what)

    def wait(self, timeout: float | None = None) -> Snapshot:
        """Wait until the run has ended, at most `timeout` seconds."""
        if self._thread is not None:
            self._thread.join(timeout)
        return self.snapshot
