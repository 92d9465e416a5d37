"""Database and folders may come from anywhere: each fault is one plain sentence, or left out."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from playground.errors import BadInput
from playground.training.store.schema import VERSION
from playground.training.store.store import RunStore, StoredRun


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path)


@pytest.fixture
def run(store: RunStore) -> StoredRun:
    run = store.create({"seed": 1}, {})
    store.record_changes(run.id, [(5, "lambda", 0.0, 0.1)])
    for epoch in (1, 2):
        store.save_epoch(run.id, epoch, epoch, {"n": epoch}, {"h": np.ones(3)}, {"w": np.ones(3)})
    return store.run(run.id)


def tamper(store: RunStore, *statements: str) -> None:
    with closing(sqlite3.connect(store.directory / "runs.sqlite")) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def sentence(error: pytest.ExceptionInfo[BadInput]) -> str:
    text = str(error.value)
    assert "\n" not in text
    assert text.endswith(".")
    return text


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "runs.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(BadInput, match="cannot be used") as error:
        RunStore(tmp_path).runs()
    sentence(error)


def test_a_damaged_database(store: RunStore, run: StoredRun) -> None:
    path = store.directory / "runs.sqlite"
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    for read in (store.runs, store.prune, lambda: store.run(run.id)):
        with pytest.raises(BadInput, match="cannot be used") as error:
            read()
        sentence(error)


def test_a_newer_version(store: RunStore) -> None:
    store.create({}, {})
    tamper(store, f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(BadInput, match="newer version of this program") as error:
        store.runs()
    sentence(error)


def test_a_database_of_something_else(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "runs.sqlite")) as db:
        db.execute("CREATE TABLE runs (distance REAL)")
    with pytest.raises(BadInput, match="is not a record of runs") as error:
        RunStore(tmp_path).runs()
    sentence(error)


def test_a_database_that_was_moved_away_leaves_the_folders_alone(
    store: RunStore, run: StoredRun
) -> None:
    (store.directory / "runs.sqlite").rename(store.directory / "moved.sqlite")
    assert store.runs() == []
    store.create({}, {})
    assert (run.folder / "checkpoint-2.npz").exists()


def test_a_data_directory_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="cannot be made") as error:
        RunStore(tmp_path / "file")
    sentence(error)


@pytest.mark.parametrize("fault", [
    "experiment = '{\"seed\": '",
    "experiment = '[1]'",
    "data = x'ff00'",
    "data = '" + "[" * 100_000 + "'",
    "created = 'yesterday'",
    "state = 'on fire'",
    "experiment = cast(x'22ff22' AS TEXT)",
])
def test_a_bad_row_is_left_out_of_the_list_and_can_be_deleted(
    store: RunStore, run: StoredRun, fault: str
) -> None:
    other = store.create({}, {})
    tamper(store, f"UPDATE runs SET {fault} WHERE id = '{run.id}'")
    assert [each.id for each in store.runs()] == [other.id]
    with pytest.raises(BadInput, match="is damaged") as error:
        store.run(run.id)
    sentence(error)
    store.delete(run.id)
    assert not run.folder.exists()


def test_an_id_that_climbs_out_of_the_folder_is_no_run(store: RunStore, run: StoredRun) -> None:
    tamper(
        store, f"UPDATE runs SET id = '../precious' WHERE id = '{run.id}'",
        "INSERT INTO removed VALUES ('../precious')",
    )
    precious = store.directory / "precious"
    precious.mkdir()
    assert store.runs() == []
    store.prune()
    with pytest.raises(BadInput, match="There is no run"):
        store.delete("../precious")
    assert list(precious.iterdir()) == []


def test_a_bad_epoch_is_left_out(store: RunStore, run: StoredRun) -> None:
    tamper(store, "UPDATE epochs SET record = '{' WHERE epoch = 1")
    assert [row["n"] for row in store.epochs(run.id)] == [2]


def test_a_bad_change_cannot_be_replayed(store: RunStore, run: StoredRun) -> None:
    tamper(store, "UPDATE changes SET new = 'nan?'")
    with pytest.raises(BadInput, match="cannot be replayed") as error:
        store.changes(run.id)
    sentence(error)


@pytest.mark.parametrize("value", ["x'00'", "'text'", "7", "zeroblob(100)"])
def test_damaged_arrays(store: RunStore, run: StoredRun, value: str) -> None:
    tamper(store, f"UPDATE epochs SET arrays = {value} WHERE epoch = 1")
    with pytest.raises(BadInput, match=r"epoch 1 of run .* are damaged") as error:
        store.arrays(run.id, 1)
    sentence(error)
    assert store.arrays(run.id, 2)["h"].shape == (3,)


def test_a_missing_checkpoint(store: RunStore, run: StoredRun) -> None:
    (run.folder / "checkpoint-2.npz").unlink()
    with pytest.raises(BadInput, match="are missing") as error:
        store.checkpoint(run.id)
    sentence(error)


@pytest.mark.parametrize("part", [0, 0.5, 0.99])
def test_half_a_checkpoint(store: RunStore, run: StoredRun, part: float) -> None:
    path = run.folder / "checkpoint-2.npz"
    path.write_bytes(path.read_bytes()[: int(part * path.stat().st_size)])
    with pytest.raises(BadInput, match="are damaged") as error:
        store.checkpoint(run.id)
    sentence(error)


def test_a_flipped_bit_in_a_checkpoint(store: RunStore, run: StoredRun) -> None:
    path = run.folder / "checkpoint-2.npz"
    content = bytearray(path.read_bytes())
    content[content.index(np.ones(3).tobytes())] ^= 1
    path.write_bytes(content)
    with pytest.raises(BadInput, match="are damaged"):
        store.checkpoint(run.id)


def test_a_checkpoint_of_pickles_is_never_opened(store: RunStore, run: StoredRun) -> None:
    with open(run.folder / "checkpoint-2.npz", "wb") as file:
        np.savez(file, w=np.array([{"pickled": True}], dtype=object))
    with pytest.raises(BadInput, match="are damaged"):
        store.checkpoint(run.id)


def test_a_checkpoint_elsewhere_is_never_opened(store: RunStore, run: StoredRun) -> None:
    tamper(store, "UPDATE epochs SET checkpoint = '../../checkpoint-2.npz'")
    with pytest.raises(BadInput, match="names no checkpoint") as error:
        store.checkpoint(run.id)
    sentence(error)


def test_a_disk_that_takes_nothing_more(
    store: RunStore, run: StoredRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(BadInput, match="No space left on device") as error:
            store.save_epoch(run.id, 3, 30, {}, {}, {"w": np.zeros(3)})
        sentence(error)
    assert store.run(run.id).epoch == 2
    assert (store.checkpoint(run.id) or {})["w"].all()
