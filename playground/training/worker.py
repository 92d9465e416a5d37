"""The worker of a run: trains, measures, records, and hears commands between two steps.

It runs in the run's own thread and is the only one to touch the Trainer. What it lets others see
is `snapshot`, an immutable reading that it swaps whole.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from playground.data.training_data import TrainingData
from playground.errors import PlaygroundError
from playground.experiment import Experiment
from playground.training.commands import Commands, Stopping
from playground.training.divergence import WINDOW, check_finite, check_size
from playground.training.recording import Recorder, Resumption
from playground.training.snapshot import (
    ENDED,
    FAILED,
    FINISHED,
    PAUSED,
    QUEUED,
    RUNNING,
    STOPPED,
    BatchCopy,
    Change,
    EpochRecord,
    Probe,
    Snapshot,
    StepLog,
    WeightsCopy,
)

if TYPE_CHECKING:
    from playground.training.trainer import Trainer

PROBE_SECONDS = 1.0
# A probe of the article's network takes a third of a second: at most a tenth of the time goes
# into probes, however slow the network.
PROBE_SHARE = 0.1


class Worker:
    """Trains `experiment` on `data` as `commands` say, and replays `changes` at their steps."""

    def __init__(
        self,
        experiment: Experiment,
        data: TrainingData,
        commands: Commands,
        changes: Iterable[Change],
        recorder: Recorder | None,
        resumption: Resumption | None,
    ) -> None:
        self._experiment = experiment
        self._data = data
        self._commands = commands
        self._scheduled = deque(changes)
        self._recorder = recorder
        self._resumption = resumption
        self._trainer: Trainer | None = None
        self._log = StepLog()
        self._probes: list[Probe] = []
        self._records: list[EpochRecord] = []
        self._changes: list[Change] = []
        self._seconds = 0.0
        self._last_weights: dict[str, Any] | None = None
        self.snapshot = Snapshot(0, QUEUED, experiment)

    @property
    def initial_weights(self) -> dict[str, Any] | None:
        return self._trainer.initial_weights if self._trainer else None

    @property
    def traces(self) -> int:
        return self._trainer.traces if self._trainer else 0

    def work(self) -> None:
        """The whole life of the run, in the calling thread; never raises."""
        state, message = FINISHED, ""
        try:
            self._commands.check_stop()
            self._prepare()
            self._train()
        except Stopping:
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

        self._trainer = trainer = Trainer(self._experiment, self._data)
        past = self._resumption
        if past is not None:
            trainer.restore(past.state)
            self._records, self._changes = list(past.records), list(past.changes)
            self._log.extend(past.steps)
            self._seconds = sum(record.seconds for record in past.records)
        self._last_weights = trainer.weights()
        self._publish(RUNNING)
        self._record_state(RUNNING)

    def _train(self) -> None:
        trainer = self._running
        probed_at, probe_cost = time.perf_counter(), 0.0
        trained = _Stretch()
        while trainer.epoch < trainer.experiment.epochs:
            self._attend(between_steps=True)
            started = time.perf_counter()
            reading = trainer.train_step()
            spent = time.perf_counter() - started
            self._log.append(*reading, spent)
            self._seconds += spent
            trained.add(trainer.last_batch, spent)
            check_size(self._log.mean_loss(WINDOW), trainer.experiment)
            if trainer.step % trainer.steps_per_epoch == 0:
                self._finish_epoch(trained)
                trained = _Stretch()
            if time.perf_counter() - probed_at > max(PROBE_SECONDS, probe_cost / PROBE_SHARE):
                started = time.perf_counter()
                self._probes.append(trainer.probe(self._attend))
                probed_at = time.perf_counter()
                probe_cost = probed_at - started
                self._seconds += probe_cost
                trained.measuring += probe_cost
            self._publish(RUNNING)
            self._commands.reached(trainer.step)

    def _finish_epoch(self, trained: _Stretch) -> None:
        trainer = self._running
        self._publish(RUNNING, evaluating=True)
        before = trained.training + trained.measuring
        record = trainer.evaluate(trained.images / trained.training, before, self._attend)
        # The loss of the very last update shows only here.
        check_finite(record.training.data_loss, record.penalty, trainer.experiment)
        self._seconds += record.seconds - before
        self._records.append(record)
        self._last_weights = trainer.weights()
        if self._recorder is not None:
            first = trainer.step - trainer.steps_per_epoch
            self._recorder.epoch(record, self._log.view(), first, trainer.state())

    def _attend(self, *, between_steps: bool = False) -> None:
        """Hear commands; wait while paused. Knobs turn only between two steps."""
        commands, waited = self._commands, False
        while True:
            commands.check_stop()
            turned = between_steps and self._turn_knobs()
            if not commands.paused:
                break
            if not waited or turned or commands.copy_due():
                self._publish(PAUSED, evaluating=not between_steps)
            if not waited:
                self._record_state(PAUSED)
            waited = True
            commands.wait_while_paused(between_steps=between_steps)
        if waited:
            self._publish(RUNNING, evaluating=not between_steps)
            self._record_state(RUNNING)

    def _turn_knobs(self) -> bool:
        """Apply what is scheduled for this step, then what was turned by hand."""
        count, trainer = len(self._changes), self._running
        while self._scheduled and self._scheduled[0].step <= trainer.step:
            change = self._scheduled.popleft()
            self._commands.replayed(change.name, change.new)
            self._turn(change.name, change.new)
        for name, value in self._commands.take_turned():
            self._turn(name, value)
        return len(self._changes) > count

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

    def _publish(self, state: str, message: str = "", *, evaluating: bool = False) -> None:
        trainer, before = self._trainer, self.snapshot
        if trainer is None:
            self.snapshot = replace(
                before, version=before.version + 1, state=state, message=message)
            return
        weights, batch = self._copies(before, trainer, ended=state in ENDED)
        steps = self._log.view()
        self.snapshot = Snapshot(
            version=before.version + 1, state=state, experiment=trainer.experiment,
            message=message, step=trainer.step, epoch=trainer.epoch,
            steps_per_epoch=trainer.steps_per_epoch, evaluating=evaluating,
            seconds=self._seconds, images_per_second=steps.speed(self._experiment.batch_size),
            steps=steps, probes=tuple(self._probes), records=tuple(self._records),
            changes=tuple(self._changes), weights=weights, batch=batch,
        )

    def _copies(
        self, before: Snapshot, trainer: Trainer, *, ended: bool
    ) -> tuple[WeightsCopy | None, BatchCopy | None]:
        asked = self._commands.take_asked(ended=ended)
        weights, batch = before.weights, before.batch
        if "weights" in asked:
            weights = WeightsCopy(trainer.step, trainer.weights())
        if "batch" in asked:
            batch = trainer.last_batch
        return weights, batch

    def _back_to_last_epoch(self) -> None:
        """A failed run keeps the last epoch's weights, not the ones that exploded."""
        if self._trainer is not None and self._last_weights is not None:
            self._trainer.set_weights(self._last_weights)

    def _record_state(self, state: str, message: str = "") -> None:
        if self._recorder is not None:
            self._recorder.state(state, message)

    def _end(self, state: str, message: str) -> None:
        try:
            self._record_state(state, message)
        except Exception:
            logging.getLogger(__name__).exception("the run's end could not be recorded")
        finally:
            if self._recorder is not None:
                self._recorder.close()
            self._publish(state, message)

    @property
    def _running(self) -> Trainer:
        assert self._trainer is not None, "only the worker asks, after it has prepared"
        return self._trainer


class _Stretch:
    """Pictures trained on since the epoch began, and the seconds that took."""

    def __init__(self) -> None:
        self.images, self.training, self.measuring = 0, 0.0, 0.0

    def add(self, batch: BatchCopy | None, seconds: float) -> None:
        self.images += len(batch.labels) if batch else 0
        self.training += seconds
