"""Where the writing falls behind, what waits is bounded, and what is left out reads as not kept."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest

from playground.training.snapshot import EpochRecord, SetReading, no_steps
from playground.training.store import page_recorder
from playground.training.store.page_recorder import PageRecorder
from playground.training.store.recorder import Recorder
from playground.training.store.store import RunStore
from playground.training.store.writer import Writer

ONE = np.zeros(2**16, np.float32)  # 256 KiB


class Stuck(Writer):
    """Does what it was given when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list = []

    def soon(self, job) -> None:
        self.jobs.append(job)

    def work(self) -> None:
        while self.jobs:
            self.jobs.pop(0)()


def record_of(epoch: int) -> EpochRecord:
    reading = SetReading(0.5, 0.5, ((1, 0, 0),) * 3, np.zeros(1, np.int64), np.zeros(1, np.int8))
    return EpochRecord(epoch, epoch, 0.0, reading, reading, None, (), 0.0, 0.0, 1.0, 1.0)


@pytest.mark.parametrize(("most", "kept"), [(2**20, [4, 5, 6]), (2**30, [1, 2, 3, 4, 5, 6])])
def test_the_oldest_states_are_left_out_and_no_record_is(tmp_path, monkeypatch, most, kept) -> None:
    monkeypatch.setattr(page_recorder, "MOST_WAITING", most)
    monkeypatch.setattr(
        "playground.training.store.recorder._arrays_of", lambda *_: {"h": np.zeros(1)})
    store, writer = RunStore(tmp_path), Stuck()
    made = store.create({}, {})
    recorder = PageRecorder(
        writer, lambda: Recorder(store, made.id, store.claim(made.id)), lambda text: None)
    for epoch in range(1, 7):
        recorder.epoch(record_of(epoch), no_steps(), 0, {"step": np.int64(epoch), "weights/w": ONE})
    writer.work()
    assert [row["epoch"] for row in store.epochs(made.id)] == [1, 2, 3, 4, 5, 6]
    assert sorted(store.state_files(made.id)) == kept
    recorder.close()
    writer.work()


class Began:
    """What a record is begun with: of a fork, the state that it goes on from."""

    def __init__(self, store: RunStore) -> None:
        self.store = store

    def __call__(self) -> Recorder:
        made = self.store.create({}, {})
        return Recorder(self.store, made.id, self.store.claim(made.id))


@pytest.mark.parametrize("epochs", [0, 1])
def test_what_a_record_is_begun_with_is_let_go_while_its_run_is_kept(
    tmp_path, monkeypatch, epochs
) -> None:
    monkeypatch.setattr(
        "playground.training.store.recorder._arrays_of", lambda *_: {"h": np.zeros(1)})
    began, writer = Began(RunStore(tmp_path)), Stuck()
    held = weakref.ref(began)
    recorder = PageRecorder(writer, began, lambda text: None)
    del began
    for epoch in range(1, epochs + 1):
        recorder.epoch(record_of(epoch), no_steps(), 0, {"step": np.int64(1), "weights/w": ONE})
    recorder.close()
    writer.work()
    gc.collect()
    assert recorder.begun == (epochs > 0)
    assert held() is None
