"""A Run: one Experiment being trained in a thread of its own, steered by commands.

Commands come from any thread and take effect between two steps; play, pause and stop are also
heard between two batches of an evaluation. The only way back is `snapshot`, swapped whole.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from playground.controls import shown
from playground.data.training_data import TrainingData
from playground.errors import BadInput, PlaygroundError
from playground.experiment import Experiment, live_controls
from playground.training.divergence import WINDOW, check_size
from playground.training.recording import Recorder, Resumption
from playground.training.snapshot import (
    ENDED, FAILED, FINISHED, PAUSED, QUEUED, RUNNING, STOPPED,
    BatchCopy, Change, EpochRecord, Probe, Snapshot, StepLog, WeightsCopy,
)

if TYPE_CHECKING:
    from playground.training.trainer import Trainer

PROBE_SECONDS = 1.0
# A probe of the article's network takes a third of a second: at most a tenth of the time goes
# into probes, however slow the network.
PROBE_SHARE = 0.1
COPY_SECONDS = 0.2
"""At most so often is a copy of weights or of a batch made."""


class _Stopping(Exception):
    """Raised inside the worker to leave whatever it is doing."""


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
        self._data = data
        self._recorder = recorder
        self._scheduled = deque(sorted(changes, key=lambda change: change.step))
        self._resumption = resumption
        # Commands come from other threads: this guards what they leave for the worker (the
        # wanted experiment, pending changes, pause, stop, requests) and wakes it when paused.
        self._heard = threading.Condition()
        self._wanted = experiment
        self._pending: deque[tuple[str, Any]] = deque()
        self._paused = self._stopping = False
        self._until: int | None = None
        self._asked: set[str] = set()
        self._copied_at = float("-inf")
        self._thread: threading.Thread | None = None
        self._trainer: Trainer | None = None
        self._log = StepLog()
        self._probes: list[Probe] = []
        self._records: list[EpochRecord] = []
        self._changes: list[Change] = []
        self._seconds = 0.0
        self._snapshot = Snapshot(0, QUEUED, experiment)
        self._check_schedule()

    def _check_schedule(self) -> None:
        experiment = self._wanted
        for change in self._scheduled:
            _check_live(change.name)
            if change.step < 0:
                raise BadInput(f"A change cannot take effect at step {change.step}.")
            experiment = experiment.with_values({change.name: change.new})

    # What the screen may do -------------------------------------------------------------------

    @property
    def snapshot(self) -> Snapshot:
        """The newest reading. Reading it never waits."""
        return self._snapshot

    def start(self, *, paused: bool = False) -> None:
        """Begin, in a thread of its own; a second call does nothing."""
        with self._heard:
            if self._thread is not None:
                return
            self._paused = paused
            self._thread = threading.Thread(target=self._work, name="trainer", daemon=True)
            self._thread.start()

    def play(self) -> None:
        self._command(paused=False, until=None)

    def pause(self) -> None:
        self._command(paused=True, until=None)

    def step_batch(self) -> None:
        """Train one batch, then pause."""
        self._command(paused=False, until=self._snapshot.step + 1)

    def step_epoch(self) -> None:
        """Train to the end of the epoch, measure, then pause."""
        seen = self._snapshot
        if not seen.steps_per_epoch:
            raise BadInput("The run has not begun yet; press Step again in a moment.")
        done = seen.step // seen.steps_per_epoch
        self._command(paused=False, until=(done + 1) * seen.steps_per_epoch)

    def stop(self) -> None:
        """End the run for good; a second call does nothing."""
        with self._heard:
            self._stopping = True
            self._heard.notify_all()

    def set(self, name: str, value: object) -> None:
        """Turn a live knob. Raises `BadInput` where it is none, or the value is not allowed."""
        _check_live(name)
        with self._heard:
            if self._snapshot.state in ENDED:
                raise BadInput("This run has ended; start another to turn its knobs.")
            self._wanted = self._wanted.with_values({name: value})
            self._pending.append((name, value))
            self._heard.notify_all()

    def request(self, what: str) -> None:
        """Ask for a copy of "weights" or of the last "batch" in one of the next snapshots."""
        if what not in ("weights", "batch"):
            raise BadInput(f"A run gives copies of weights or batch, not {shown(what)}.")
        with self._heard:
            self._asked.add(what)
            self._heard.notify_all()

    def wait(self, timeout: float | None = None) -> Snapshot:
        """Wait until the run has ended, at most `timeout` seconds."""
        if self._thread is not None:
            self._thread.join(timeout)
        return self._snapshot

    def _command(self, *, paused: bool, until: int | None) -> None:
        with self._heard:
            self._paused, self._until = paused, until
            self._heard.notify_all()

    # What the worker does ---------------------------------------------------------------------

    def _work(self) -> None:
        state, message = FINISHED, ""
        try:
            self._prepare()
            self._train()
        except _Stopping:
            state = STOPPED
        except PlaygroundError as error:
            state, message = FAILED, str(error)
            self._back_to_last_epoch()
        except Exception as error:
            # Nobody else is on this thread's stack: the log keeps the details, the screen a line.
            logging.getLogger(__name__).exception("training failed")
            state, message = FAILED, f"Training broke off: {type(error).__name__}: {error}"
        finally:
            self._end(state, message)

    def _prepare(self) -> None:
        # Importing TensorFlow takes seconds; a page that only shows runs must not pay for it.
        from playground.training.trainer import Trainer

        self._trainer = trainer = Trainer(self._wanted, self._data)
        past = self._resumption
        if past is not None:
            trainer.restore(past.state)
            self._records, self._changes = list(past.records), list(past.changes)
            self._log.extend(past.steps)
            self._seconds = sum(record.seconds for record in past.records)
        self._last_weights = trainer.weights()
        self._state(RUNNING)

    def _train(self) -> None:
        trainer = self._running
        probed_at, probe_cost = time.perf_counter(), 0.0
        epoch_images, epoch_seconds, epoch_measured = 0, 0.0, 0.0
        while trainer.epoch < trainer.experiment.epochs:
            self._attend(between_steps=True)
            started = time.perf_counter()
            reading = trainer.train_step()
            spent = time.perf_counter() - started
            self._log.append(*reading, spent)
            self._seconds += spent
            epoch_seconds += spent
            epoch_images += self._images_of_step(trainer.step - 1)
            check_size(self._log.mean_loss(WINDOW), trainer.experiment)
            if trainer.step % trainer.steps_per_epoch == 0:
                record = self._finish_epoch(epoch_images / epoch_seconds,
                                            epoch_seconds + epoch_measured)
                self._seconds += record.seconds - epoch_seconds - epoch_measured
                epoch_images, epoch_seconds, epoch_measured = 0, 0.0, 0.0
                probed_at = time.perf_counter()
            elif time.perf_counter() - probed_at > max(PROBE_SECONDS, probe_cost / PROBE_SHARE):
                started = time.perf_counter()
                self._probes.append(trainer.probe(self._attend))
                probed_at = time.perf_counter()
                probe_cost = probed_at - started
                self._seconds += probe_cost
                epoch_measured += probe_cost
            self._publish(RUNNING)
            self._reach(trainer.step)

    def _images_of_step(self, step: int) -> int:
        """Pictures in that step's batch: the last of an epoch may be short."""
        size, per_epoch = self._wanted.batch_size, self._running.steps_per_epoch
        left = len(self._data.train) - (step % per_epoch) * size
        return min(size, left)

    def _finish_epoch(self, images_per_second: float, seconds: float) -> EpochRecord:
        trainer = self._running
        self._publish(RUNNING, evaluating=True)
        record = trainer.evaluate(images_per_second, seconds, self._attend)
        self._records.append(record)
        self._last_weights = trainer.weights()
        if self._recorder is not None:
            first = trainer.step - trainer.steps_per_epoch
            self._recorder.epoch(record, self._log.view(), first, trainer.state())
        return record

    def _attend(self, *, between_steps: bool = False) -> None:
        """Hear commands; wait while paused. Knobs turn only between two steps."""
        while True:
            with self._heard:
                if self._stopping:
                    raise _Stopping
                pending = list(self._pending) if between_steps else []
                if between_steps:
                    self._pending.clear()
            if between_steps:
                self._turn_knobs(pending)
            if not self._paused:
                return
            if self._snapshot.state != PAUSED or pending or self._may_copy():
                self._publish(PAUSED, evaluating=not between_steps)
                self._state(PAUSED)
            with self._heard:
                self._heard.wait_for(
                    lambda: self._stopping or not self._paused
                    or (between_steps and self._pending) or self._asked,
                    timeout=None if not self._asked else COPY_SECONDS,
                )
                resumed = not self._paused and not self._stopping
            if resumed:
                self._publish(RUNNING)
                self._state(RUNNING)

    def _turn_knobs(self, pending: list[tuple[str, Any]]) -> None:
        while self._scheduled and self._scheduled[0].step <= self._running.step:
            change = self._scheduled.popleft()
            with self._heard:
                self._wanted = self._wanted.with_values({change.name: change.new})
            self._turn(change.name, change.new)
        for name, value in pending:
            self._turn(name, value)

    def _turn(self, name: str, value: Any) -> None:
        trainer = self._running
        old = trainer.experiment.to_mapping()[name]
        trainer.experiment = trainer.experiment.with_values({name: value})
        new = trainer.experiment.to_mapping()[name]
        if new == old:
            return
        change = Change(trainer.step, name, old, new)
        self._changes.append(change)
        if self._recorder is not None:
            self._recorder.change(change)

    def _reach(self, step: int) -> None:
        """Pause where a single step was asked for, and it is done."""
        with self._heard:
            if self._until is not None and step >= self._until:
                self._until, self._paused = None, True

    def _may_copy(self) -> bool:
        return bool(self._asked) and time.monotonic() - self._copied_at >= COPY_SECONDS

    def _publish(self, state: str, message: str = "", *, evaluating: bool = False) -> None:
        trainer, before = self._trainer, self._snapshot
        if trainer is None:
            self._snapshot = replace(
                before, version=before.version + 1, state=state, message=message)
            return
        weights, batch = self._copies(before, state in ENDED)
        steps = self._log.view()
        recent = steps.seconds[-20:]
        self._snapshot = Snapshot(
            version=before.version + 1, state=state, experiment=trainer.experiment,
            message=message, step=trainer.step, epoch=trainer.epoch,
            steps_per_epoch=trainer.steps_per_epoch, evaluating=evaluating,
            seconds=self._seconds,
            images_per_second=(
                self._wanted.batch_size * len(recent) / float(recent.sum()) if len(recent) else 0.0
            ),
            steps=steps, probes=tuple(self._probes), records=tuple(self._records),
            changes=tuple(self._changes), weights=weights, batch=batch,
        )

    def _copies(self, before: Snapshot, ended: bool) -> tuple[WeightsCopy | None, BatchCopy | None]:
        trainer, weights, batch = self._running, before.weights, before.batch
        with self._heard:
            asked = {"weights", "batch"} if ended else set(self._asked) if self._may_copy() else ()
            self._asked -= set(asked)
        if asked:
            self._copied_at = time.monotonic()
        if "weights" in asked:
            weights = WeightsCopy(trainer.step, trainer.weights())
        if "batch" in asked:
            batch = trainer.last_batch
        return weights, batch

    def _back_to_last_epoch(self) -> None:
        """A failed run keeps the last epoch's weights, not the ones that exploded."""
        if self._trainer is not None and hasattr(self, "_last_weights"):
            self._trainer.set_weights(self._last_weights)

    def _state(self, state: str, message: str = "") -> None:
        if self._recorder is not None:
            self._recorder.state(state, message)

    def _end(self, state: str, message: str) -> None:
        try:
            self._state(state, message)
        except Exception:
            logging.getLogger(__name__).exception("the run's end could not be recorded")
        finally:
            if self._recorder is not None:
                self._recorder.close()
            self._publish(state, message)

    @property
    def _running(self) -> Trainer:
        assert self._trainer is not None
        return self._trainer

    @property
    def initial_weights(self) -> dict[str, Any] | None:
        """The start weights, read-only; None before the first step is prepared."""
        return self._trainer.initial_weights if self._trainer else None


def _check_live(name: str) -> None:
    if name not in live_controls():
        raise BadInput(
            f"{shown(name)} cannot change during training; live are {', '.join(live_controls())}.")
