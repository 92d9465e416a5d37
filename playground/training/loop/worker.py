"""The worker of a run: trains, measures, records, and hears commands between two steps.

It runs in the run's own thread and is the only one to touch the Trainer. What it lets others see
is `snapshot`, an immutable reading that it swaps whole.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from playground.change import Change, after_changes
from playground.data.decoded import Progress
from playground.data.training_data import TrainingData
from playground.errors import PlaygroundError, one_line
from playground.experiment import Experiment
from playground.messages import Text, lazy
from playground.model.importing import import_heavy
from playground.training.early_stopping import ends, may_end, why
from playground.training.loop.commands import Commands, Stopping
from playground.training.loop.copies import Copies
from playground.training.loop.divergence import WINDOW, check_end, check_finite, check_size
from playground.training.loop.epoch_end import EpochEnd, Stretch
from playground.training.loop.lockstep import Racing
from playground.training.loop.probe_schedule import Probing
from playground.training.loop.recording import Recording
from playground.training.loop.turning import Turning
from playground.training.snapshot import EpochRecord, Probe, Snapshot, StepLog, WeightsCopy
from playground.training.states import ENDED, FAILED, FINISHED, PAUSED, QUEUED, RUNNING, STOPPED
from playground.training.store.epoch_states import weights_of
from playground.training.store.recorder import Resumption

if TYPE_CHECKING:
    from playground.training.loop.trainer import Trainer

# Prepares a run's data in the run's own thread, telling how far it is.
PrepareData = Callable[[Progress], TrainingData]


class Worker:
    """Trains `experiment` on `data` as `commands` say, and replays `changes` at their steps.

    `data` None before it is prepared.
    """

    def __init__(
        self,
        experiment: Experiment,
        data: TrainingData | PrepareData,
        commands: Commands,
        changes: Iterable[Change],
        recorder: Recording | None,
        resumption: Resumption | None,
        notes: Iterable[Text] = (),
    ) -> None:
        self._began_as = experiment
        self.data = data if isinstance(data, TrainingData) else None
        self._prepare_data = None if isinstance(data, TrainingData) else data
        self._commands = commands
        self._knobs = Turning(commands, changes, recorder, notes)
        self._recorder = recorder
        self._past = resumption
        self._trainer: Trainer | None = None
        self._log = StepLog()
        self._probes: list[Probe] = []
        self._records: list[EpochRecord] = []
        self._seconds = self._waited = 0.0
        self._last_weights: WeightsCopy | None = None
        self._failed_back_to: WeightsCopy | None = None
        self._measuring: EpochEnd | None = None
        self.racing = Racing()
        self.snapshot = Snapshot(
            0, QUEUED, experiment, began_as=experiment, notes=self._knobs.notes)
        if resumption is not None:
            self._take_up(resumption)

    def _take_up(self, past: Resumption) -> None:
        """Show at once what an earlier process recorded, before TensorFlow is there."""
        self._records, self._knobs.changes = list(past.records), past.changes
        self._log.extend(past.steps)
        self._probes = list(past.probes)
        self._seconds = sum(record.seconds for record in past.records)
        last = past.records[-1]
        self.snapshot = replace(
            self.snapshot, experiment=after_changes(self._began_as, past.changes),
            step=last.step, epoch=last.epoch, steps_per_epoch=last.step // last.epoch,
            seconds=self._seconds, steps=self._log.view(), probes=past.probes, records=past.records,
            changes=past.changes, weights=weights_of(past.state))

    @property
    def initial_weights(self) -> dict[str, Any] | None:
        return self._trainer.initial_weights if self._trainer else None

    @property
    def traces(self) -> int:
        return self._trainer.traces if self._trainer else 0

    def work(self) -> None:
        """The whole life of the run, in the calling thread; never raises."""
        state = FINISHED
        message: Text = ""
        try:
            self._commands.check_stop()
            self._prepare()
            message = self._train()
        except Stopping as stopping:
            state, message = STOPPED, stopping.why
        except PlaygroundError as error:
            state, message = FAILED, error.text
            self._back_to_last_epoch()
        except Exception as error:
            # Nobody else is on this thread's stack: the record keeps the details for whoever
            # mends it, the screen gets a line.
            state, message = FAILED, lazy("Training broke off: {error}.", error=one_line(error))
            if self._recorder is not None:
                self._recorder.keep_traceback(traceback.format_exc())
        finally:
            self._end(state, message)

    def _prepare(self) -> None:
        if self._prepare_data is not None:
            self.data = self._prepare_data(self._tell_progress)
            self._commands.check_stop()
        # Importing TensorFlow takes seconds; a page that only shows runs must not pay for it.
        import_heavy("tensorflow")
        from playground.training.loop.trainer import Trainer

        self._trainer = trainer = Trainer(self.snapshot.experiment, self._prepared)
        if self._past is not None:
            trainer.restore(self._past.state)
            self._past = None
        self._last_weights = trainer.weights()
        self._publish(RUNNING)
        self._record_state(RUNNING)

    def _tell_progress(self, done: int, total: int) -> None:
        self._commands.check_stop()
        self._publish(QUEUED, lazy(
            "Decoding pictures: {done:,} of {total:,}.", done=done, total=total))

    def _train(self) -> Text:
        """To the last epoch, or to where early stopping ends it: then the message says so."""
        trainer = self._running
        probing, trained = Probing(), Stretch()
        while trainer.epoch < trainer.experiment.epochs and not self._ends_early:
            self._attend(between_steps=True)
            self.racing.keep_pace(trainer.step, lambda: self._attend(between_steps=True))
            started = time.perf_counter()
            reading = trainer.train_step()
            spent = time.perf_counter() - started
            self._log.append(*reading, spent)
            self._seconds += spent
            trained.add(trainer.last_batch, spent)
            check_size(self._log.mean_loss(WINDOW), trainer.experiment)
            epoch_end = trainer.step % trainer.steps_per_epoch == 0
            if epoch_end:
                self._begin_measuring(trained)
                trained = Stretch()
                if may_end(self._records, trainer.experiment.patience, trainer.epoch):
                    # Whether there is a next step depends on it.
                    self._measure_all(self._attend)
            self._measure_some()
            # An epoch that is being measured will tell more than a probe.
            if probing.due() and self._measuring is None:
                started, waited = time.perf_counter(), self._waited
                self._probes.append(trainer.probe(self._attend))
                cost = time.perf_counter() - started - (self._waited - waited)
                probing.done(cost)
                self._seconds += cost
                trained.measuring += cost
            self._publish(RUNNING)
            self._commands.reached(trainer.step, epoch_end=epoch_end)
            if epoch_end and self._commands.paused:
                # Who asked for an epoch asked for what comes of it.
                self._measure_all()
        self._measure_all(self._attend)
        check_end(self._records[-1].training.data_loss, trainer.experiment)
        return why(self._records) if self._ends_early else ""

    @property
    def _ends_early(self) -> bool:
        """Between two steps: only at the end of an epoch that is measured."""
        trainer = self._running
        return (bool(trainer.experiment.patience and self._records)
                and self._records[-1].step == trainer.step
                and ends(self._records, trainer.experiment.patience))

    def _begin_measuring(self, trained: Stretch) -> None:
        self._measure_all()
        trainer, recorded = self._running, self._recorder is not None
        self._measuring = EpochEnd(
            trainer.begin_evaluation(), trained, self._log.view(),
            trainer.state() if recorded else None, trainer.steps_per_epoch)

    def _measure_some(self) -> None:
        """As much of the epoch's end as is due after a step."""
        now = self._measuring
        if now is None:
            return
        self._seconds += now.advance(self._commands.check_stop)
        if now.done:
            self._measuring = None
            self._keep(now)

    def _keep(self, now: EpochEnd) -> None:
        """The epoch's record, as of its end."""
        record = now.record()
        # The loss of the very last update shows only here.
        check_finite(record.training.data_loss, record.penalty, self._running.experiment)
        self._records.append(record)
        self._last_weights = now.evaluation.weights
        if self._recorder is not None and now.state is not None:
            first = record.step - self._running.steps_per_epoch
            self._recorder.epoch(record, now.steps, first, now.state)

    def _measure_all(self, attend: Callable[[], None] = lambda: None) -> None:
        while self._measuring is not None:
            attend()
            self._measure_some()

    def _attend(self, *, between_steps: bool = False) -> None:
        """Hear commands; wait while paused. Knobs turn only between two steps."""
        commands, waited = self._commands, False
        while True:
            commands.check_stop()
            turned = between_steps and self._knobs.turn(
                self._running, watched=self.snapshot.weights is not None)
            if not commands.paused:
                break
            if not waited or turned or commands.copy_due():
                self._publish(PAUSED)
            if not waited:
                self._record_state(PAUSED)
            waited = True
            began = time.perf_counter()
            commands.wait_while_paused(between_steps=between_steps)
            self._waited += time.perf_counter() - began
        if waited:
            self._publish(RUNNING)
            self._record_state(RUNNING)

    def _publish(self, state: str, message: Text = "") -> None:
        trainer, before = self._trainer, self.snapshot
        if trainer is None:
            self.snapshot = replace(
                before, version=before.version + 1, state=state, message=message)
            return
        copies = self._copies(trainer, ended=state in ENDED)
        steps = self._log.view()
        self.snapshot = Snapshot(
            version=before.version + 1, state=state, experiment=trainer.experiment,
            began_as=self._began_as, message=message, notes=self._knobs.notes,
            step=trainer.step, epoch=trainer.epoch,
            steps_per_epoch=trainer.steps_per_epoch,
            seconds=self._seconds,
            images_per_second=steps.speed(
                min(self._began_as.batch_size, len(self._prepared.train))),
            steps=steps, probes=tuple(self._probes), records=tuple(self._records),
            changes=self._knobs.changes, weights=copies.weights, batch=copies.batch,
            units=copies.units, fingerprint=self._prepared.fingerprint,
        )

    def _copies(self, trainer: Trainer, *, ended: bool) -> Copies:
        """What the last snapshot had, and anew what was asked for."""
        before = self.snapshot
        copies = Copies(before.weights, before.batch, trainer.probed_units or before.units)
        for what in self._commands.take_asked(ended=ended):
            started = time.perf_counter()
            copies = copies.with_new(what, trainer, self._failed_back_to)
            self._commands.copied(what, time.perf_counter() - started)
        return copies

    def _back_to_last_epoch(self) -> None:
        """A failed run keeps the last epoch's weights, not the ones that exploded."""
        if self._trainer is not None and self._last_weights is not None:
            self._trainer.set_weights(self._last_weights.arrays)
            self._failed_back_to = self._last_weights

    def _record_state(self, state: str, message: Text = "") -> None:
        if self._recorder is not None:
            self._recorder.state(state, message)

    def _end(self, state: str, message: Text) -> None:
        self.racing.leave()
        try:
            self._record_state(state, message)
        except Exception as error:
            state, message = FAILED, lazy(
                "The end could not be recorded: {error}.", error=one_line(error))
        finally:
            if self._recorder is not None:
                self._recorder.close()
        try:
            self._publish(state, message)
        except Exception:
            # Whoever waits for the end must see one, even where a last copy cannot be made.
            self.snapshot = replace(
                self.snapshot, version=self.snapshot.version + 1, state=state, message=message)

    @property
    def _prepared(self) -> TrainingData:
        assert self.data is not None, "only the worker asks, after it has prepared"
        return self.data

    @property
    def _running(self) -> Trainer:
        assert self._trainer is not None, "only the worker asks, after it has prepared"
        return self._trainer
