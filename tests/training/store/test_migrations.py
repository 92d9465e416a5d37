"""A database of an older version is brought up to date in place, and nothing of it is lost.

`version1/runs.db` was written by the program as it was at version 1: a pinned run of three epochs
with three changes, one that was killed after a change, and one that was stopped with a sentence.
`version2/runs.db` by version 2: a pinned run of three epochs, and two of a page, one of them forked
from that run and broken off after a change, the other stopped with a message.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.training.store import migrations
from playground.training.store.recorder import history, resumption
from playground.training.store.rows import COMMAND_LINE, PAGE
from playground.training.store.series_store import SeriesStore
from playground.training.store.store import RunStore

VERSION1, VERSION2 = (Path(__file__).with_name(f"version{number}") for number in (1, 2))
FINISHED, KILLED, STOPPED = (f"20261127-065529-{end}" for end in ("a8ba", "3324", "1efd"))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A data directory as version 1 left it."""
    shutil.copy(VERSION1 / "runs.db", tmp_path / "runs.sqlite")
    for run_id in (FINISHED, KILLED, STOPPED):
        (tmp_path / "runs" / run_id).mkdir(parents=True)
    shutil.copy(VERSION1 / "checkpoint-3.npz", tmp_path / "runs" / FINISHED)
    return tmp_path


def version(directory: Path) -> int:
    with closing(sqlite3.connect(directory / "runs.sqlite")) as db:
        return migrations.version_of(db)


def rows(directory: Path) -> list[list[tuple[object, ...]]]:
    """What version 1 had in its tables."""
    with closing(sqlite3.connect(directory / "runs.sqlite")) as db:
        return [db.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()
                for table, columns in (
                    ("runs", "number, id, created, state, message, pinned, experiment, data"),
                    ("epochs", "*"), ("changes", "*"))]


def test_a_database_of_the_first_version_is_brought_up_to_date_with_all_that_is_in_it(
    old: Path,
) -> None:
    before = rows(old)
    assert version(old) == 1
    store = RunStore(old)
    listed = {run.id: run for run in store.runs()}
    assert version(old) == migrations.VERSION
    assert rows(old) == before
    assert [listed[run_id].state for run_id in (FINISHED, KILLED, STOPPED)] == [
        "finished", "interrupted", "stopped"]
    assert listed[STOPPED].message == "Stopped by Ctrl+C."
    assert listed[FINISHED].pinned
    assert all((run.owner, run.origin, run.parent) == ("", COMMAND_LINE, "")
               for run in listed.values())
    records, steps = history(store, FINISHED, listed[FINISHED].step)
    assert [record.epoch for record in records] == [1, 2, 3]
    assert steps.shape == (4, listed[FINISHED].step)
    past, ahead = resumption(store, FINISHED)
    assert past is not None
    assert [(change.step, change.name) for change in past.changes] == [
        (7, "regularizer"), (7, "lambda"), (12, "dropout")]
    assert (past.state["weights/dense/bias"] == np.arange(4) + 3).all()
    assert not ahead
    assert [change["new"] for change in store.changes(KILLED)] == [0.5]
    assert Experiment.from_mapping(listed[KILLED].experiment).seed == 6


def test_what_was_brought_up_to_date_is_written_to_as_a_new_one_is(old: Path) -> None:
    store = RunStore(old)
    with store.claim(KILLED):
        store.save_epoch(KILLED, 1, 5, {"n": 1}, {"h": np.ones(3)}, {"w": np.ones(3)})
    assert store.run(KILLED).epoch == 1
    assert store.create({"seed": 1}, {}).origin == COMMAND_LINE


def test_the_copy_that_is_kept_until_it_has_worked_goes_then(old: Path) -> None:
    RunStore(old).runs()
    assert not list(old.glob("runs-version-*"))


def test_a_migration_that_fails_changes_nothing_and_keeps_the_copy(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(old)
    with monkeypatch.context() as broken:
        broken.setattr(migrations, "STEPS", (
            migrations.FIRST, (migrations.STEPS[1][0], "ALTER TABLE nothing ADD COLUMN x")))
        with pytest.raises(BadInput, match="could not be brought up to date") as error:
            RunStore(old).runs()
        assert str(error.value).endswith(".")
    assert (version(old), rows(old)) == (1, before)
    copy = migrations.copy_of(old / "runs.sqlite", 1)
    with closing(sqlite3.connect(copy)) as db:
        assert migrations.version_of(db) == 1
        assert db.execute("SELECT count(*) FROM runs").fetchone() == (3,)
    # The next program that can do it does.
    assert len(RunStore(old).runs()) == 3
    assert not copy.exists()


def test_a_copy_that_cannot_be_written_leaves_the_database_as_it_was(old: Path) -> None:
    before = rows(old)
    # A folder stands where the half-written copy would be.
    copy = migrations.copy_of(old / "runs.sqlite", 1)
    copy.with_name(f"{copy.name}.tmp").mkdir()
    with pytest.raises(BadInput, match="Nothing can be written") as error:
        RunStore(old).runs()
    assert str(error.value).endswith(".")
    assert (version(old), rows(old)) == (1, before)


def test_a_database_of_the_second_version_keeps_its_owners_and_forks(tmp_path: Path) -> None:
    shutil.copy(VERSION2 / "runs.db", tmp_path / "runs.sqlite")
    before = rows(tmp_path)
    assert version(tmp_path) == 2
    store = RunStore(tmp_path)
    stopped, forked, first = store.runs()
    assert version(tmp_path) == migrations.VERSION
    assert rows(tmp_path) == before
    assert (first.origin, first.owner, first.pinned, first.epoch) == (COMMAND_LINE, "", True, 3)
    assert (forked.origin, forked.owner, forked.parent) == (PAGE, "0f" * 16, first.id)
    assert [change["new"] for change in store.changes(forked.id)] == [0.4]
    assert str(stopped.message).startswith("This server lets a run train for 2 minutes")
    assert store.runs_of("0f" * 16) == [forked, stopped]
    assert not any(run.in_series for run in (stopped, forked, first))
    assert len(history(store, first.id, first.step)[0]) == 3
    assert SeriesStore(tmp_path).all() == []
