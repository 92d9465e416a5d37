"""Several processes at one store, and processes that are killed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from playground.training.store.store import RunStore
from tests.training.store.store_owner import POINTS

CHECKOUT = Path(__file__).resolve().parents[3]
# Kills at random moments; a higher number is for hunting.
KILLS = int(os.environ.get("PLAYGROUND_KILLS", "2"))

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts `store_owner.py` on tmp_path; what still runs at the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def start_one(task: str, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.training.store.store_owner", task, str(tmp_path),
             *arguments],
            cwd=CHECKOUT, stdout=subprocess.PIPE, text=True,
        )
        started.append(process)
        return process

    yield start_one
    for process in started:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def said(process: subprocess.Popen[str]) -> dict[str, int]:
    """The last "epoch" and "change" that a process which is gone has reported as recorded."""
    assert process.stdout is not None
    words = [text.split() for text in process.stdout.read().splitlines()]
    return {kind: int(number) for kind, number in words}


def check_whole(store: RunStore, run_id: str) -> None:
    """The last epoch is whole, those before it are all there, and so are its weights."""
    run = store.run(run_id)
    assert [row["epoch"] for row in store.epochs(run_id)] == list(range(1, run.epoch + 1))
    if run.epoch:
        assert run.step == 10 * run.epoch
        assert (store.arrays(run_id, run.epoch)["histogram"] == run.epoch).all()
        assert ((store.checkpoint(run_id) or {})["kernel"] == run.epoch).all()


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_kill_at_a_random_moment_loses_nothing_recorded(
    tmp_path: Path, start: Start, seed: int
) -> None:
    owner = start("train")
    run_id = line(owner).removeprefix("run ")
    time.sleep(random.Random(seed).uniform(0, 0.15))
    owner.kill()
    owner.wait()
    recorded = {"epoch": 0, "change": 0} | said(owner)

    store = RunStore(tmp_path)
    run = store.run(run_id)
    assert run.state == "interrupted"
    assert run.epoch >= recorded["epoch"]
    assert len(store.changes(run_id)) >= recorded["change"]
    check_whole(store, run_id)
    with store.claim(run_id):
        assert store.run(run_id).state == "running"


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_within_the_saving_of_an_epoch_leaves_the_epoch_before_or_all_of_it(
    tmp_path: Path, start: Start, point: str
) -> None:
    owner = start("train", point)
    run_id = line(owner).removeprefix("run ")
    owner.wait()
    assert said(owner) == {"epoch": 2, "change": 3}

    store = RunStore(tmp_path)
    run = store.run(run_id)
    assert run.epoch == (3 if point == "before the old file goes" else 2)
    assert len(store.changes(run_id)) == 3
    check_whole(store, run_id)
    # Resumed, it leaves no rubbish of the death behind.
    with store.claim(run_id):
        next_epoch = run.epoch + 1
        weights = {"kernel": np.full(3, next_epoch)}
        store.save_epoch(
            run_id, next_epoch, 10 * next_epoch, {}, {"histogram": np.array(next_epoch)}, weights
        )
    check_whole(store, run_id)
    assert {path.name for path in run.folder.glob("*.npz*")} == {
        f"checkpoint-{epoch}.npz" for epoch in range(1, next_epoch + 1)}


def test_another_process_never_calls_a_live_run_dead(tmp_path: Path, start: Start) -> None:
    store = RunStore(tmp_path)
    run = store.create({}, {})
    with store.claim(run.id):
        store.set_state(run.id, "running")
        watchers = [start("watch", "300") for _ in range(3)]
        assert [watcher.communicate()[0].split("\n")[1] for watcher in watchers] == ["running"] * 3


def test_readers_of_a_dead_run_never_take_each_other_for_its_owner(
    tmp_path: Path, start: Start
) -> None:
    store = RunStore(tmp_path)
    store.set_state(store.create({}, {}).id, "running")
    watchers = [start("watch", "300") for _ in range(3)]
    seen = [watcher.communicate()[0].split("\n")[1] for watcher in watchers]
    assert seen == ["interrupted"] * 3


def test_readers_never_make_a_claim_fail(tmp_path: Path, start: Start) -> None:
    store = RunStore(tmp_path)
    run = store.create({}, {})
    watchers = [start("watch", "1000000") for _ in range(2)]
    assert [line(watcher) for watcher in watchers] == ["watching"] * 2
    for _ in range(50):
        with store.claim(run.id):
            assert store.run(run.id).state == "queued"


def test_of_many_claims_exactly_one_is_granted(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    run = store.create({}, {})
    granted = []

    def claim() -> None:
        try:
            granted.append(store.claim(run.id))
        except Exception as error:
            refused.append(error)

    refused: list[Exception] = []
    threads = [threading.Thread(target=claim) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(granted) == 1
    assert all("another process" in str(error) for error in refused)


def test_processes_that_start_together_make_one_database(tmp_path: Path, start: Start) -> None:
    owners = [start("train") for _ in range(3)]
    ids = {line(owner).removeprefix("run ") for owner in owners}
    for owner in owners:
        owner.kill()
        owner.wait()
    assert {run.id for run in RunStore(tmp_path).runs()} == ids
