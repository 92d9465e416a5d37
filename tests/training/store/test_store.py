"""What the store keeps, gives back, and removes."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground.errors import BadInput
from playground.training.store import rows as store_rows
from playground.training.store.store import RunStore, StoredRun, data_directory, keep_runs


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "data")


def finished(store: RunStore) -> StoredRun:
    run = store.create({}, {})
    store.set_state(run.id, "finished")
    return run


def save(store: RunStore, run_id: str, epoch: int, **record: Any) -> None:
    weights = {"dense/kernel:0": np.full((4, 3), epoch, np.float32)}
    store.save_epoch(run_id, epoch, epoch * 10, record, {"h": np.arange(epoch)}, weights)


def checkpoints(run: StoredRun) -> list[str]:
    return sorted(path.name for path in run.folder.glob("checkpoint*"))


def test_a_new_run_is_queued_and_keeps_what_it_was_given(store: RunStore) -> None:
    run = store.create({"lambda": 1e-3, "model": "compact"}, {"images": 2188})
    assert (run.state, run.epoch, run.step, run.pinned) == ("queued", 0, 0, False)
    assert run.experiment == {"lambda": 1e-3, "model": "compact"}
    assert run.data == {"images": 2188}
    assert run.folder.is_dir()
    assert store_rows.RUN_ID.fullmatch(run.id)


def test_everything_is_there_for_another_store_on_the_same_directory(store: RunStore) -> None:
    run = store.create({"seed": 1}, {})
    save(store, run.id, 1, accuracy=0.5)
    store.record_changes(run.id, [(3, "lambda", 0.0, 0.01)])
    store.set_state(run.id, "failed", "The loss is not finite.")
    other = RunStore(store.directory)
    assert other.run(run.id).message == "The loss is not finite."
    assert other.run(run.id).step == 10
    assert other.epochs(run.id) == [{"epoch": 1, "step": 10, "accuracy": 0.5}]
    assert other.changes(run.id) == [{"step": 3, "name": "lambda", "old": 0.0, "new": 0.01}]


def test_runs_are_listed_newest_first(store: RunStore) -> None:
    ids = [store.create({}, {}).id for _ in range(4)]
    assert [run.id for run in store.runs()] == ids[::-1]


def test_ids_of_the_same_second_differ(store: RunStore, monkeypatch: pytest.MonkeyPatch) -> None:
    suffixes = iter(["aaaa", "aaaa", "aaaa", "bbbb"])
    monkeypatch.setattr(store_rows.secrets, "token_hex", lambda _: next(suffixes))
    monkeypatch.setattr("time.time", lambda: 1_795_459_512.0)
    assert store.create({}, {}).id == "20261123-184512-aaaa"
    assert store.create({}, {}).id == "20261123-184512-bbbb"


def test_a_unique_prefix_names_a_run(store: RunStore, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = iter(["20261123-184512-aa01", "20261123-184512-ab02", "20261124-000000-0000"])
    monkeypatch.setattr(store_rows, "new_run_id", lambda now: next(ids))
    for _ in range(3):
        store.create({}, {})
    assert store.run("20261124").id == "20261124-000000-0000"
    assert store.run("20261123-184512-ab").id == "20261123-184512-ab02"
    with pytest.raises(BadInput, match="several runs: 20261123-184512-aa01, 20261123-184512-ab02"):
        store.run("20261123")


@pytest.mark.parametrize("run_id", ["", "%", "nothing", "2099", "../..", "\udcff", "λ", "\0"])
def test_an_unknown_run_is_bad_input(store: RunStore, run_id: str) -> None:
    store.create({}, {})
    for method in (store.run, store.epochs, store.changes, store.checkpoint, store.delete,
                   store.pin, store.claim):
        with pytest.raises(BadInput, match="There is no run"):
            method(run_id)


def test_epochs_come_in_order_with_values_that_are_not_finite(store: RunStore) -> None:
    run = store.create({}, {})
    for epoch in (1, 2, 10):
        save(store, run.id, epoch, loss=float("inf"), ood_accuracy=None)
    assert [row["epoch"] for row in store.epochs(run.id)] == [1, 2, 10]
    assert store.epochs(run.id)[0]["loss"] == float("inf")
    assert store.run(run.id).epoch == 10


def test_changes_come_in_the_order_of_their_steps(store: RunStore) -> None:
    run = store.create({}, {})
    for step, new in ((30, "l1"), (10, "l2"), (30, "none")):
        store.record_changes(run.id, [(step, "regularizer", "none", new)])
    assert [(row["step"], row["new"]) for row in store.changes(run.id)] == [
        (10, "l2"), (30, "l1"), (30, "none"),
    ]


def test_arrays_and_weights_are_kept_for_every_epoch(store: RunStore) -> None:
    run = store.create({}, {})
    assert store.checkpoint(run.id) is None
    for epoch in (0, 1, 2):
        save(store, run.id, epoch)
    assert [len(store.arrays(run.id, epoch)["h"]) for epoch in (0, 1, 2)] == [0, 1, 2]
    weights = store.checkpoint(run.id)
    assert weights is not None
    assert weights["dense/kernel:0"].dtype == np.float32
    assert (weights["dense/kernel:0"] == 2).all()
    assert checkpoints(run) == [f"checkpoint-{epoch}.npz" for epoch in (1, 2)]
    assert (store.state(run.id, 1)["dense/kernel:0"] == 1).all()
    with pytest.raises(BadInput, match="has no epoch 3"):
        store.arrays(run.id, 3)


def test_arrays_may_have_the_names_that_numpy_takes_for_options(store: RunStore) -> None:
    run = store.create({}, {})
    given = {"file": np.ones(2), "allow_pickle": np.zeros(()), "a/b": np.array([], np.uint8)}
    store.save_epoch(run.id, 1, 1, {}, given, given)
    for read in (store.arrays(run.id, 1), store.checkpoint(run.id)):
        assert read is not None
        assert {name: (array.shape, array.dtype) for name, array in read.items()} == {
            name: (array.shape, array.dtype) for name, array in given.items()
        }


def test_an_array_of_objects_is_refused_and_the_epoch_before_stays(store: RunStore) -> None:
    run = store.create({}, {})
    save(store, run.id, 1)
    with pytest.raises(ValueError, match="cannot be stored"):
        store.save_epoch(run.id, 2, 20, {}, {}, {"w": np.array([object()])})
    assert store.run(run.id).epoch == 1
    assert store.checkpoint(run.id) is not None


def test_saving_an_epoch_again_replaces_it_and_what_followed(store: RunStore) -> None:
    run = store.create({}, {})
    for epoch in (1, 2, 3):
        save(store, run.id, epoch, accuracy=0.1)
    for _ in range(3):
        save(store, run.id, 2, accuracy=0.9)
    assert [row["accuracy"] for row in store.epochs(run.id)] == [0.1, 0.9]
    assert (store.checkpoint(run.id) or {})["dense/kernel:0"][0, 0] == 2
    assert len(checkpoints(run)) == 2


def test_a_state_that_does_not_exist_is_a_mistake(store: RunStore) -> None:
    run = store.create({}, {})
    for state in ("interrupted", "done"):
        with pytest.raises(ValueError, match="no state"):
            store.set_state(run.id, state)


def test_the_oldest_runs_go_and_pinned_and_live_ones_stay(tmp_path: Path) -> None:
    store = RunStore(tmp_path, keep=2)
    pinned = finished(store)
    store.pin(pinned.id)
    live = store.create({}, {})
    with store.claim(live.id):
        store.set_state(live.id, "running")
        old, *new = [finished(store) for _ in range(3)]
        assert {run.id for run in store.runs()} == {pinned.id, live.id, *(run.id for run in new)}
        assert not old.folder.exists()
    assert store.prune() == [live.id]
    store.pin(pinned.id, pinned=False)
    assert store.prune() == [pinned.id]


def test_a_claimed_run_stays_whatever_its_recorded_state(tmp_path: Path) -> None:
    store = RunStore(tmp_path, keep=1)
    run = finished(store)
    with store.claim(run.id):
        finished(store)
        assert run.id in {each.id for each in store.runs()}


def test_a_new_run_is_never_pruned_by_its_own_creation(tmp_path: Path) -> None:
    store = RunStore(tmp_path, keep=0)
    run = store.create({}, {})
    assert store.run(run.id).id == run.id


def test_deleting_removes_rows_and_folder(store: RunStore) -> None:
    run = store.create({}, {})
    save(store, run.id, 1)
    store.record_changes(run.id, [(1, "lambda", 0, 1)])
    store.delete(run.id)
    assert store.runs() == []
    assert not run.folder.exists()
    with pytest.raises(BadInput, match="There is no run"):
        store.record_changes(run.id, [(2, "lambda", 0, 1)])
    with pytest.raises(BadInput, match="There is no run"):
        save(store, run.id, 2)


def test_a_live_run_cannot_be_deleted(store: RunStore) -> None:
    run = store.create({}, {})
    with store.claim(run.id), pytest.raises(BadInput, match="stop it first"):
        store.delete(run.id)
    assert run.folder.is_dir()


def test_a_folder_that_a_killed_deletion_left_goes_with_the_next(
    store: RunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = store.create({}, {})
    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", lambda *_, **__: None)
        store.delete(run.id)
    assert run.folder.exists()
    store.prune()
    assert not run.folder.exists()


def test_a_claim_is_exclusive_and_releasing_twice_is_fine(store: RunStore) -> None:
    run = store.create({}, {})
    claim = store.claim(run.id)
    with pytest.raises(BadInput, match=f"Run {run.id} is being trained by another process"):
        RunStore(store.directory).claim(run.id)
    assert store.run(run.id).state == "queued"
    thread = threading.Thread(target=claim.release)
    thread.start()
    thread.join()
    claim.release()
    assert not claim.held
    assert store.run(run.id).state == "interrupted"
    with store.claim(run.id) as again:
        assert again.held


@pytest.mark.parametrize("state", ["finished", "stopped", "failed"])
def test_a_run_that_has_ended_is_not_interrupted(store: RunStore, state: str) -> None:
    run = store.create({}, {})
    store.set_state(run.id, state)
    assert store.run(run.id).state == state


def test_a_run_that_ends_while_it_is_looked_at_never_reads_interrupted(
    store: RunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = store.create({}, {})
    claim = store.claim(run.id)
    vacant = store._liveness.vacant

    def ending_just_before(folder: Path) -> Any:
        store.set_state(run.id, "finished")
        claim.release()
        return vacant(folder)

    monkeypatch.setattr(store._liveness, "vacant", ending_just_before)
    assert store.run(run.id).state == "finished"


def test_looking_at_a_run_whose_folder_is_gone_does_not_make_it_again(store: RunStore) -> None:
    run = store.create({}, {})
    shutil.rmtree(run.folder)
    assert store.run(run.id).state == "interrupted"
    assert not run.folder.exists()


def test_threads_share_a_store(store: RunStore) -> None:
    ids = [store.create({}, {}).id for _ in range(4)]
    failures: list[BaseException] = []

    def train(run_id: str) -> None:
        try:
            with store.claim(run_id):
                for epoch in range(1, 6):
                    store.record_changes(run_id, [(epoch, "lambda", 0, epoch)])
                    save(store, run_id, epoch)
                    store.runs()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=train, args=(run_id,)) for run_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert all(len(store.epochs(run_id)) == len(store.changes(run_id)) == 5 for run_id in ids)


def test_the_data_directory_is_the_option_else_the_environment_else_the_platforms(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PLAYGROUND_DATA_DIR", str(tmp_path))
    assert data_directory("here") == Path.cwd() / "here"
    assert data_directory("~/runs") == Path.home() / "runs"
    assert data_directory() == tmp_path
    monkeypatch.setenv("PLAYGROUND_DATA_DIR", "")
    assert "regularization-playground" in str(data_directory())


def test_the_retention_limit_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert keep_runs() == 50
    monkeypatch.setenv("PLAYGROUND_KEEP_RUNS", " 7 ")
    assert keep_runs() == 7
    for wrong in ("0", "-1", "many", "1.5", "9" * 5000, "²"):
        monkeypatch.setenv("PLAYGROUND_KEEP_RUNS", wrong)
        with pytest.raises(BadInput, match="PLAYGROUND_KEEP_RUNS must be"):
            keep_runs()


def test_what_is_not_json_is_refused_before_anything_is_made(store: RunStore) -> None:
    with pytest.raises(TypeError):
        store.create({"when": json}, {})
    assert store.runs() == []
    assert list((store.directory / "runs").iterdir()) == []
