"""Which epochs of a run can be gone back to, within a bound of bytes, and what others say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.training.snapshot import EpochRecord, SetReading
from playground.training.store.epoch_states import kept_epochs, state_at, weights_at
from playground.training.store.memory_states import MemoryStates
from playground.training.store.retention import PageBounds, epoch_megabytes, kept, to_lighten
from playground.training.store.rows import PAGE, PageRun, StoredRun, new_run_id
from playground.training.store.store import RunStore

QUARTER = np.zeros(2**16, np.float32)  # 256 KiB


def state(epoch: int) -> dict[str, np.ndarray]:
    return {"step": np.int64(10 * epoch), "weights/dense/kernel": QUARTER + epoch,
            "slot0/dense/kernel": QUARTER - epoch}


def trained(store: RunStore, accuracies: list[float]) -> str:
    run = store.create(Experiment().to_mapping(), {})
    for epoch, accuracy in enumerate(accuracies, 1):
        store.save_epoch(run.id, epoch, 10 * epoch, {"validation": {"accuracy": accuracy}}, {},
                         state(epoch))
    return run.id


def test_every_kth_epoch_stays_and_k_doubles_with_what_there_is_no_room_for() -> None:
    assert kept(5, 2, 100) == {1, 2, 3, 4, 5}
    assert kept(9, 9, 7) == {2, 4, 6, 8, 9}
    assert kept(21, 13, 7) == {4, 8, 12, 16, 20, 13, 21}
    assert kept(7, 3, 1) == kept(7, 3, 2) == {3, 7}
    for room in range(3, 12):
        before: frozenset[int] = frozenset()
        for last in range(1, 60):
            now = kept(last, last, room)
            # What was let go is not asked for again.
            assert now - {last} <= before
            assert len(now) <= room
            before = now


def test_a_state_is_given_back_bit_for_bit_and_epoch_0_is_the_start(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    run_id = trained(store, [0.5, 0.9, 0.7])
    assert kept_epochs(store, run_id) == (1, 2, 3)
    for epoch in (1, 2, 3):
        for name, array in state(epoch).items():
            assert (state_at(store, run_id, epoch)[name] == array).all()
        weights = weights_at(store, run_id, epoch)
        assert weights.step == 10 * epoch
        assert list(weights.arrays) == ["dense/kernel"]
        assert not weights.arrays["dense/kernel"].flags.writeable
    assert weights_at(store, run_id, 0).arrays["dense/kernel"].any()


def test_beyond_the_bound_the_best_and_the_last_stay_and_the_others_are_named(
    tmp_path: Path
) -> None:
    store = RunStore(tmp_path, epoch_megabytes=2)
    # Half a MiB each, and a little: three of them.
    run_id = trained(store, [0.5, 0.6, 0.9, 0.7, 0.9, 0.8, 0.6, 0.6])
    assert kept_epochs(store, run_id) == (3, 8)
    assert len(list(store.run(run_id).folder.glob("*.npz*"))) == 2
    with pytest.raises(BadInput, match="keeps no weights of epoch 5; it keeps those of 3, 8"):
        weights_at(store, run_id, 5)


def test_a_damaged_state_and_one_that_was_removed_by_hand_are_bad_input(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    run_id = trained(store, [0.5, 0.6, 0.7])
    (store.run(run_id).folder / "checkpoint-1.npz").write_bytes(b"PK")
    (store.run(run_id).folder / "checkpoint-2.npz").unlink()
    assert kept_epochs(store, run_id) == (1, 3)
    with pytest.raises(BadInput, match="are damaged"):
        weights_at(store, run_id, 1)
    with pytest.raises(BadInput, match="it keeps those of 1, 3"):
        weights_at(store, run_id, 2)


def test_in_memory_as_many_stay_as_the_bound_allows() -> None:
    memory = MemoryStates(bound=2 * 2**20)
    reading = SetReading(0.5, 0.5, (), np.zeros(0, np.int64), np.zeros(0, np.int8))
    for epoch in range(1, 9):
        record = EpochRecord(epoch, 10 * epoch, 0, reading, reading, None, (), 0, 0, 1, 1)
        memory.add(record, state(epoch))
    assert memory.epochs == (1, 8)
    assert memory.bytes <= 2 * 2**20
    found = memory.state(8)
    assert found is not None
    assert found["step"] == 80
    assert memory.state(4) is None


def test_older_runs_let_go_of_their_epochs_before_a_run_goes(tmp_path: Path) -> None:
    store = RunStore(tmp_path, pages=PageBounds(megabytes=9))
    made = []
    for number in range(4):
        made.append(new_run_id(1e9 + number, 6))
        store.create(Experiment().to_mapping(), {}, PageRun(made[-1], "hash of ann"))
        # Six of half a MiB: four runs are over the bound.
        for epoch, accuracy in enumerate([0.5, 0.9, 0.7, 0.7, 0.6, 0.6], 1):
            store.save_epoch(made[-1], epoch, 10 * epoch, {"validation": {"accuracy": accuracy}},
                             {}, state(epoch))
        store.set_state(made[-1], "finished")
    store.prune()
    assert [kept_epochs(store, run_id) for run_id in made] == [
        (2, 6), (2, 6), (1, 2, 3, 4, 5, 6), (1, 2, 3, 4, 5, 6)]
    assert len(store.runs_of("hash of ann")) == 4
    assert sum(store.sizes().values()) <= 9 * 2**20
    assert weights_at(store, made[0], 2).step == 20


def test_a_run_that_trains_is_never_lightened_and_a_pinned_one_last() -> None:
    def run(name: str, *, pinned: bool = False, state: str = "finished") -> StoredRun:
        return StoredRun(name, state, {}, {}, 0.0, pinned, 1, 5, "", Path(), PAGE, "ann")

    runs = [run("new"), run("old"), run("older", pinned=True), run("oldest", state="running")]
    sizes, spare = dict.fromkeys(("new", "old", "older", "oldest"), 4 * 2**20), {
        "new": 2**20, "old": 3 * 2**20, "older": 3 * 2**20, "oldest": 3 * 2**20}
    assert to_lighten(runs, sizes, spare, 16) == []
    assert to_lighten(runs, sizes, spare, 13) == ["old"]
    assert to_lighten(runs, sizes, spare, 10) == ["old", "new", "older"]


def test_the_bound_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert epoch_megabytes() == 256
    monkeypatch.setenv("PLAYGROUND_EPOCHS_MB", "many")
    with pytest.raises(BadInput, match="PLAYGROUND_EPOCHS_MB must be"):
        epoch_megabytes()
