"""The manager's runs on disk: how each is recorded, found again after a restart, and taken up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from cachetools import LRUCache

from playground.change import Change, change_row
from playground.data.decoded import Progress
from playground.data.sources import PRIVATE, may_be_opened
from playground.data.training_data import TrainingData
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import Text, lazy
from playground.training.build import build
from playground.training.forking import Fork
from playground.training.handle import MakeRun, RunHandle
from playground.training.loop.worker import PrepareData
from playground.training.manager.capabilities import owner_hash
from playground.training.manager.read_ahead import ReadAhead
from playground.training.resuming import (
    check_resumable,
    check_same_pictures,
    described,
    taken_up,
)
from playground.training.run import Run
from playground.training.snapshot import Snapshot
from playground.training.states import FINISHED
from playground.training.store.epoch_states import WEIGHTS, State, kept_epochs
from playground.training.store.memory_states import MemoryStates, Unrecorded
from playground.training.store.page_recorder import PageRecorder
from playground.training.store.recalled import recalled
from playground.training.store.recorder import Recorder
from playground.training.store.retention import epoch_megabytes, keep_runs, page_bounds
from playground.training.store.rows import PageRun, StoredRun, new_run_id
from playground.training.store.store import RunStore, data_directory
from playground.training.store.writer import Writer
from playground.training.threads import threads_of_a_step
from playground.training.twins import NO_KIN, TWIN, Kin

PICTURES_GONE = lazy(
    "This run was trained on your own pictures, which were in the memory of the page and are gone "
    "with it; it can be looked at, and not be resumed.")
_RANDOM_BYTES = 6
SHARED = "shared"
"""Whose a run is in the store that many follow: no hash of a secret reads so, nobody finds it."""


def unique_run_id() -> str:
    """For a run of a page, whether it will ever be recorded or not."""
    return new_run_id(time.time(), _RANDOM_BYTES)


class Recorded(Protocol):
    """A run as far as its record asks for it."""

    pinned: bool

    @property
    def data(self) -> TrainingData | None: ...

_MOST_FINISHED = 4


@dataclass
class CopiedRecord:
    """Of a run that trained nothing by itself; `begun` once it is on the disk."""

    begun: bool = False
    memory: MemoryStates = field(default_factory=MemoryStates)


Record = PageRecorder | Unrecorded | CopiedRecord
"""What a run of the manager leaves behind."""


def keeping_from() -> Keeping:
    """In the data directory, within the operator's bounds.

    Where that cannot be, or they make no sense, runs are trained and not recorded.
    """
    try:
        store = RunStore(data_directory(), keep_runs(), page_bounds(), epoch_megabytes())
        store.check()
    except BadInput as error:
        return Keeping(None, error.text)
    return Keeping(store)


class Keeping:
    """`trouble`: why nothing can be recorded, in a sentence; empty while all is well."""

    def __init__(self, store: RunStore | None, trouble: Text = "") -> None:
        """Without a store nothing is recorded; `trouble` says why."""
        self._opened, self._writer = store, Writer()
        # Whoever follows a finished run, and then leaves it, keeps its records: read for each of
        # thirty, those of 400 epochs take 6 MB thirty times. Nothing of it changes any more.
        self._finished_ones: LRUCache[str, Snapshot] = LRUCache(_MOST_FINISHED)
        # Pages ask in threads of their own; a run is read without it.
        self._guard = threading.Lock()
        self.trouble = trouble
        self.ahead = ReadAhead(self._on_disk)

    @property
    def _store(self) -> RunStore:
        if self._opened is None:
            raise BadInput(self.trouble)
        return self._opened

    def recorder(
        self, page: PageRun, began: Fork, kin: Kin, run: Recorded, *, states_from: str = "",
    ) -> PageRecorder:
        """Of a run that begins; what `run` says counts once there is something to write.

        `states_from`: the id of the run whose states it shares, where that is not its parent.
        """
        return PageRecorder(self._writer, partial(
            self._begin, page, began, kin, run, states_from or page.parent), self._note)

    def _begin(
        self, page: PageRun, began: Fork, kin: Kin, run: Recorded, states_from: str
    ) -> Recorder:
        assert run.data is not None, "only a run that has its data comes to an epoch's end"
        about = {TWIN: kin.twin_of.to_row()} if kin.twin_of is not None else {}
        data = described(run.data, began.changes) | about
        stored = self._store.create(began.experiment.to_mapping(), data, page)
        claim = self._store.claim(stored.id)
        if run.pinned:
            self._store.pin(stored.id)
        recorder = Recorder(self._store, stored.id, claim)
        if began.past is not None:
            recorder.past(began.past, states_from)
        return recorder

    def pass_on(
        self, record: Record, page: PageRun, began: Fork, run: Recorded
    ) -> None:
        """What comes from now on is another run's, with what is recorded already."""
        if isinstance(record, PageRecorder):
            record.pass_on(partial(self._begin, page, began, NO_KIN, run, ""),
                           partial(self._passed_on, page))

    def _passed_on(self, page: PageRun, run_id: str) -> Recorder:
        self._store.copy(run_id, page)
        return Recorder(self._store, page.run_id, self._store.claim(page.run_id))

    def copied(
        self, run_id: str, page: PageRun, seen: Snapshot, run: Recorded
    ) -> CopiedRecord:
        """As a run of its own, what was seen of another one that is recorded."""
        made = CopiedRecord()

        def write() -> None:
            # What it was before it followed that one is part of it.
            if self._opened is None:
                return
            self._quietly(self._store.delete, page.run_id)
            if seen.records:
                self._quietly(copy)

        def copy() -> None:
            self._store.copy(run_id, page, len(seen.records), (seen.state, seen.message))
            made.begun = True
            if run.pinned:
                self._store.pin(page.run_id)

        self._writer.soon(write)
        return made

    def same_pictures(self, run_id: str, prepare: PrepareData) -> PrepareData:
        """`prepare`, which then raises `BadInput` where they are not those of the recorded run."""
        return _same(self._store.run(run_id), prepare)

    def runs_of(self, secret: str) -> list[StoredRun]:
        """The owner's recorded runs, oldest first. Raises `BadInput`."""
        return self._store.runs_of(owner_hash(secret))

    def recall(self, run_id: str) -> tuple[StoredRun, Snapshot]:
        """The run as it stands on disk. Raises `BadInput`."""
        stored = self._store.run(run_id)
        return stored, self.ahead.take(stored) or recalled(self._store, stored)

    def _on_disk(self, run_id: str) -> tuple[StoredRun, Snapshot]:
        stored = self._store.run(run_id)
        return stored, recalled(self._store, stored)

    def trained_before(
        self, experiment: Experiment, planned: Iterable[Change], fingerprint: str
    ) -> tuple[str, Snapshot] | None:
        """A finished run with the bits that this would have here, whoever has trained it.

        Its id and how it went. The newest; None without one. No word about its owner.
        """
        wanted = {"threads": threads_of_a_step(), "build": build(), "fingerprint": fingerprint,
                  "planned": [change_row(change) for change in planned]}
        try:
            for stored in self._store.runs():
                if (stored.state == FINISHED and stored.experiment == experiment.to_mapping()
                        and wanted.items() <= stored.data.items()):
                    seen = self._finished(stored)
                    if turned_as_planned(seen.changes, planned):
                        return stored.id, seen
        except BadInput:
            # What cannot be read is trained.
            pass
        return None

    def _finished(self, stored: StoredRun) -> Snapshot:
        """How a run went that has finished, the same object for all who ask in one while."""
        with self._guard:
            seen = self._finished_ones.get(stored.id)
        if seen is None:
            seen = recalled(self._store, stored)
            with self._guard:
                seen = self._finished_ones.setdefault(stored.id, seen)
        return seen

    def kept_epochs(self, run_id: str) -> tuple[int, ...]:
        """The epochs of the run whose states are on the disk, ascending. Raises `BadInput`."""
        return kept_epochs(self._store, run_id)

    def state_at(self, run_id: str, epoch: int, *, only_weights: bool = False) -> State:
        """The trainer's state after that epoch. Raises `BadInput`."""
        return self._store.state(run_id, epoch, ("step", WEIGHTS) if only_weights else ("",))

    def taken_up(self, run_id: str, prepare: Callable[[Experiment, Progress], TrainingData],
                 on_end: Callable[[], None],
                 make_run: MakeRun = Run) -> tuple[RunHandle, PageRecorder]:
        """The run, to be continued after its last whole epoch. Raises `BadInput`."""
        # What its last training said is still on its way to the disk, its claim with it.
        self._writer.wait(5.0)
        stored = self._store.run(run_id)
        check_resumable(stored)
        experiment = Experiment.from_mapping(stored.experiment)
        check_pictures_there(experiment)
        made: list[PageRecorder] = []

        def recording(recorder: Recorder) -> PageRecorder:
            made.append(PageRecorder(self._writer, lambda: recorder, self._note, recorder))
            return made[0]

        run = taken_up(self._store, stored, _same(stored, partial(prepare, experiment)),
                       recording=recording, make_run=make_run, on_end=on_end)
        return run, made[0]

    def pin(self, run_id: str, pinned: bool) -> None:
        self._writer.soon(partial(self._quietly, self._store.pin, run_id, pinned))

    def delete(self, run_id: str) -> None:
        self._writer.soon(partial(self._quietly, self._store.delete, run_id))

    def wait(self, timeout: float | None = None) -> bool:
        """Until what was given so far is on the disk."""
        return self._writer.wait(timeout)

    def _quietly(self, do: Callable[..., None], *arguments: object) -> None:
        try:
            do(*arguments)
        except BadInput:
            # It was never recorded, or is gone already.
            return

    def _note(self, trouble: Text) -> None:
        self.trouble = trouble


def turned_as_planned(changes: Iterable[Change], planned: Iterable[Change]) -> bool:
    """Whether nothing was turned by hand."""
    turns = [{(one.step, one.name, one.new) for one in some} for some in (changes, planned)]
    return turns[0] <= turns[1]


def check_pictures_there(experiment: Experiment) -> None:
    """Raise `BadInput` where the run's own pictures are gone."""
    for source in (experiment.data, experiment.another_setting):
        if source.startswith(PRIVATE) and not may_be_opened(source):
            raise BadInput(PICTURES_GONE)


def _same(stored: StoredRun, prepare: PrepareData) -> PrepareData:
    def checked(progress: Progress) -> TrainingData:
        data = prepare(progress)
        check_same_pictures(stored, data)
        return data

    return checked
