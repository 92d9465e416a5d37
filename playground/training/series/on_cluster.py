"""Points trained on a cluster, where they are kept until they are fetched: see `cluster.keeper`.

The record of each is written here as its news come, from wherever it stands: who begins a series
may go away, and who takes it up again finds there what was trained meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from playground.data.training_data import TrainingData, prepare
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import Text, lazy
from playground.model.architectures import ARCHITECTURES
from playground.training.cluster.hosting import Disconnected, Lost
from playground.training.cluster.kept_series import KeptSeries
from playground.training.cluster.told import All
from playground.training.cluster.wire import EpochTold, Order
from playground.training.manager.data_cache import data_key
from playground.training.resuming import described
from playground.training.series.executor import News, Task
from playground.training.series.sharing import same_run
from playground.training.snapshot import StepSeries
from playground.training.states import FAILED, FINISHED, RUNNING
from playground.training.store.recorder import Recorder, resumption
from playground.training.store.series_store import SeriesStore
from playground.training.store.store import RunStore
from playground.training.threads import steps_are_computed_elsewhere

THREADS_A_POINT = 1
"""All runs of a series together are quickest with a core each."""
GONE = lazy("The computer of the cluster that kept this series is gone.")


@dataclass
class _Fetched:
    """A point's record here, and how much of what there is of it has been written."""

    run_id: str
    recorder: Recorder
    epochs: set[int]
    seen: int = 0
    state: str = RUNNING
    message: Text = ""


class OnCluster:
    """Of a series, on the cluster at that address. Raises `BadInput` where it cannot be reached."""

    def __init__(
        self, store: RunStore, series: str, address: str, extras: Mapping[str, Any]
    ) -> None:
        self._store, self._series, self._extras = store, series, dict(extras)
        self._kept = KeptSeries(address, series, THREADS_A_POINT)
        # The records tell whose bits a run has.
        steps_are_computed_elsewhere(THREADS_A_POINT)
        self.count, self.threads = self._kept.slots, THREADS_A_POINT
        self._there = set(self._kept.positions())
        self._points: dict[int, _Fetched] = {}
        self._told: list[News] = []
        self._data: tuple[Any, TrainingData] | None = None
        self._stopping = False

    def has_room(self) -> bool:
        return not self._stopping

    def begin(self, task: Task) -> None:
        data = self._data_of(task.experiment)
        run_id = task.run
        if not run_id:
            there = same_run(self._store, task.experiment, data)
            if there is not None:
                self._told.append(News(task.position, there.id, FINISHED, shared=True))
                return
            run_id = self._store.create(
                task.experiment.to_mapping(), described(data, ()) | self._extras).id
            # At once: whoever comes next finds the record that there is.
            SeriesStore(self._store.directory).trained_by(self._series, task.position, run_id)
        past = resumption(self._store, run_id)[0]
        recorder = Recorder(self._store, run_id, self._store.claim(run_id))
        self._points[task.position] = _Fetched(
            run_id, recorder, {one.epoch for one in past.records} if past else set())
        if task.position not in self._there:
            self._reached(partial(self._kept.give, task.position, Order(
                task.experiment, data, (), past, (), paused=False)))
            self._there.add(task.position)
        self._told.append(News(task.position, run_id, RUNNING))

    def _data_of(self, experiment: Experiment) -> TrainingData:
        groups_file, group_by = self._extras.get("groups_file"), self._extras.get("group_by")
        key = data_key(experiment)
        if self._data is None or self._data[0] != key:
            self._data = key, prepare(
                experiment, ARCHITECTURES[experiment.model].size, paths_allowed=True,
                groups_file=Path(groups_file) if groups_file else None, group_by=group_by)
        return self._data[1]

    def news(self) -> list[News]:
        if self._points:
            try:
                fetched = self._reached(partial(
                    self._kept.news, {at: one.seen for at, one in self._points.items()}))
            except Lost:
                self._lost()
            else:
                for position, told in fetched.items():
                    self._write(position, told)
        found, self._told = self._told, []
        return found

    def _reached(self, do: Any) -> Any:
        try:
            return do()
        except Disconnected:
            raise BadInput(lazy(
                "The connection to the cluster was lost; the series goes on there, and --resume "
                "with {series} finds it again.", series=self._series)) from None

    def _write(self, position: int, told: All) -> None:
        point = self._points[position]
        point.seen += len(told)
        epochs = [one for one in told if isinstance(one, EpochTold)
                  and one.record.epoch not in point.epochs]
        if epochs:
            point.recorder.epochs(
                [(one.record, StepSeries(*one.steps), 0) for one in epochs],
                {one.record.epoch: one.state for one in epochs if one.state})
            point.epochs |= {one.record.epoch for one in epochs}
        for one in told:
            if isinstance(one, EpochTold):
                continue
            if one.what == "close":
                self._close(position, point)
                return
            if one.what == "state":
                point.state, point.message = one.arguments
            getattr(point.recorder, one.what)(*one.arguments)

    def _close(self, position: int, point: _Fetched) -> None:
        point.recorder.close()
        del self._points[position]
        self._there.discard(position)
        self._kept.done(position)
        self._told.append(News(position, point.run_id, point.state, point.message))

    def _lost(self) -> None:
        """What was written stays, and is gone on from."""
        for position, point in self._points.items():
            point.recorder.close()
            self._told.append(News(position, point.run_id, FAILED, GONE, gone=True))
        self._points, self._there = {}, set()

    def stop(self) -> None:
        self._stopping = True
        self._kept.stop()

    def close(self) -> None:
        """What is not fetched yet stays there, for whoever takes the series up."""
        for point in self._points.values():
            point.recorder.close()
        if not self._points and not self._stopping:
            self._kept.end()
        self._points = {}
