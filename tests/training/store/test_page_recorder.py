"""Where the writing falls behind, what waits is bounded, and what is left out reads as not kept."""

from __future__ import annotations

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
