"""What is read before anybody asks: taken once, never stale, and bounded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.training.manager import read_ahead
from playground.training.manager.read_ahead import ReadAhead
from playground.training.snapshot import Snapshot, WeightsCopy
from playground.training.states import FINISHED, INTERRUPTED
from playground.training.store.rows import StoredRun

WEIGHTS = WeightsCopy(5, {"hidden/kernel": np.zeros(1000, np.float32)})
SEEN = Snapshot(1, FINISHED, Experiment(), Experiment(), step=5, epoch=1, weights=WEIGHTS)


class Disk:
    """Its runs by id, and which of them have been read."""

    def __init__(self, *names: str) -> None:
        self.runs = {name: StoredRun(
            name, FINISHED, Experiment().to_mapping(), {}, 0.0, False, 1, 5, "", Path("."))
            for name in names}
        self.read: list[str] = []

    def __call__(self, run_id: str) -> tuple[StoredRun, Snapshot]:
        self.read.append(run_id)
        if run_id not in self.runs:
            raise BadInput("There is no such run.")
        return self.runs[run_id], SEEN


def test_what_was_read_is_taken_once() -> None:
    disk = Disk("a", "b")
    ahead = ReadAhead(disk)
    ahead.begin(["a", "gone", "b"])
    assert disk.read == ["a", "gone", "b"]
    assert ahead.take(disk.runs["a"]) is SEEN
    assert ahead.take(disk.runs["a"]) is None
    assert ahead.take(disk.runs["b"]) is SEEN


def test_a_run_that_went_on_since_is_read_anew() -> None:
    disk = Disk("a")
    ahead = ReadAhead(disk)
    ahead.begin(["a"])
    assert ahead.take(replace(disk.runs["a"], epoch=2, step=10, state=INTERRUPTED)) is None


def test_an_address_that_names_many_large_runs_costs_no_more_than_the_bound(
        monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk("a", "b", "c")
    monkeypatch.setattr(read_ahead, "MOST_BYTES", 9_000)
    ahead = ReadAhead(disk)
    ahead.begin(disk.runs)
    kept = [name for name in disk.runs if ahead.take(disk.runs[name]) is not None]
    assert kept == ["b", "c"]
    monkeypatch.setattr(read_ahead, "MOST_BYTES", 3_000)
    small = ReadAhead(disk)
    small.begin(["a"])
    assert small.take(disk.runs["a"]) is None
