"""`python -m playground.training.series.worker_process DIRECTORY`: trains tasks, one after another.

Tasks come as lines on standard input, what becomes of them goes out as lines. Runs are recorded by
the process itself: several may use one data directory.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any

from playground.data.training_data import TrainingData
from playground.errors import BadInput, one_line
from playground.experiment import Experiment
from playground.messages import lazy, to_data
from playground.training.resuming import new_run, resumed_run
from playground.training.run import Run
from playground.training.series.executor import Task
from playground.training.series.sharing import same_run
from playground.training.series.wire import task_from, worker_line
from playground.training.states import ENDED, FINISHED, LIVE_STATES, RUNNING
from playground.training.store.retention import keep_runs
from playground.training.store.series_store import SeriesStore
from playground.training.store.store import RunStore

_POLL_SECONDS = 0.05
_OWNER_SECONDS = 20.0


class Worker:
    """`out` is where lines go; nothing else in the process may write there."""

    def __init__(self, store: RunStore, tasks: IO[str], out: IO[str]) -> None:
        self._store, self._in, self._out = store, tasks, out
        self._series = SeriesStore(store.directory)
        self._waiting: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._told_to_stop = threading.Event()
        self._kept: tuple[Any, TrainingData] | None = None

    def work(self) -> None:
        threading.Thread(target=self._listen, name="parent", daemon=True).start()
        while (line := self._waiting.get()) is not None and not self._told_to_stop.is_set():
            series, task, extras = task_from(line)
            try:
                self._train(series, task, extras)
            except BadInput as error:
                self._say("refused", position=task.position, message=to_data(error.text))
            except Exception as error:
                message = lazy("Training broke off: {error}.", error=one_line(error))
                self._say("refused", position=task.position, message=to_data(message))

    def _listen(self) -> None:
        for line in self._in:
            self._waiting.put(line)
        self._told_to_stop.set()
        self._waiting.put(None)

    def _train(self, series: str, task: Task, extras: dict[str, Any]) -> None:
        data = self._data_of(task.experiment, extras)
        run_id, run = self._run_of(task, data, extras)
        # Here, and not by the parent alone: it may be killed before it has heard of the run.
        self._series.trained_by(series, task.position, run_id)
        if run is None:
            self._say("ended", position=task.position, run=run_id, state=FINISHED, shared=True)
            return
        self._say("begun", position=task.position, run=run_id, state=RUNNING)
        seen = len(run.snapshot.records)
        run.start()
        while True:
            if self._told_to_stop.wait(_POLL_SECONDS):
                run.stop()
                run.wait()
            snapshot = run.snapshot
            if len(snapshot.records) > seen:
                seen = len(snapshot.records)
                self._say("epoch", position=task.position, run=run_id, epoch=seen)
            if snapshot.state in ENDED:
                break
        # Its claim is let go of last of all; the parent may look at once.
        run.wait()
        self._say("ended", position=task.position, run=run_id, state=snapshot.state,
                  message=to_data(snapshot.message))

    def _run_of(
        self, task: Task, data: TrainingData, extras: dict[str, Any]
    ) -> tuple[str, Run | None]:
        """The run to train; None, and the id of an equal one, where that is there already."""
        if task.run:
            self._wait_for_its_owner(task.run)
            return task.run, resumed_run(self._store, task.run, data)
        there = same_run(self._store, task.experiment, data)
        if there is not None:
            return there.id, None
        return new_run(self._store, task.experiment, data, summary=extras)

    def _wait_for_its_owner(self, run_id: str) -> None:
        """Whose parent was killed stops by itself, within a step: that is not another owner."""
        give_up = time.monotonic() + _OWNER_SECONDS
        while self._store.run(run_id).state in LIVE_STATES and time.monotonic() < give_up:
            if self._told_to_stop.wait(_POLL_SECONDS):
                return

    def _data_of(self, experiment: Experiment, extras: dict[str, Any]) -> TrainingData:
        """Of the last task where this one has the same: most points of a plan differ elsewhere."""
        from playground.data.training_data import prepare
        from playground.model.architectures import ARCHITECTURES
        from playground.training.manager.data_cache import data_key

        groups_file, group_by = extras.get("groups_file"), extras.get("group_by")
        key = data_key(experiment), groups_file, group_by
        if self._kept is None or self._kept[0] != key:
            self._kept = key, prepare(
                experiment, ARCHITECTURES[experiment.model].size, paths_allowed=True,
                groups_file=Path(groups_file) if groups_file else None, group_by=group_by)
        return self._kept[1]

    def _say(self, said: str, **values: Any) -> None:
        try:
            self._out.write(worker_line(said, **values))
            self._out.flush()
        except OSError:
            # Nobody is there any more: then nobody can say stop either.
            self._told_to_stop.set()


def main() -> None:
    # Ctrl-C in a terminal reaches the whole group: the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # Whatever a library prints must not come between the lines.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    Worker(RunStore(Path(sys.argv[1]), keep_runs()), sys.stdin, out).work()


if __name__ == "__main__":
    main()


