"""The list of runs, and keeping and removing them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from playground.experiment import Experiment
from playground.training.store.rows import PageRun, new_run_id
from playground.training.store.store import RunStore
from tests.cli.conftest import Trained
from tests.cli.playing import Outcome, assert_refused, play

KEYS = ["run", "state", "epoch", "step", "val_accuracy", "pinned", "created", "folder",
        "message", "origin", "parent", "experiment"]


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    """Three runs that nobody trains."""
    made = RunStore(tmp_path / "data")
    for preset in ({}, {"regularizer": "l2", "lambda": 0.01}, {"dropout": 0.2}):
        made.create(Experiment().with_values(preset).to_mapping(), {})
    return made


def runs(store: RunStore, *arguments: object) -> Outcome:
    return play("runs", "--data-dir", store.directory, *arguments)


def test_where_nothing_was_trained_it_says_how_to(tmp_path: Path) -> None:
    assert "python -m playground train" in play("runs", "--data-dir", tmp_path).out
    assert play("runs", "--data-dir", tmp_path, "--json").out == ""


def test_a_run_is_listed_with_what_it_reached(trained: Trained) -> None:
    outcome = play("runs", "--data-dir", trained.data_dir)
    assert outcome.err == ""
    (line,) = outcome.out.splitlines()
    accuracy = trained.outcome.epochs[-1]["val_accuracy"]
    assert line.startswith(f"{trained.run}  ")
    assert f"finished    epoch   2  validation {accuracy:.3f}" in line
    assert line.endswith("compact l2 λ 0.002")


def test_as_json_a_run_is_one_object(trained: Trained) -> None:
    outcome = play("runs", "--data-dir", trained.data_dir, "--json")
    row = outcome.row
    assert list(row) == KEYS
    assert row["run"] == trained.run
    assert (row["state"], row["epoch"], row["pinned"]) == ("finished", 2, False)
    assert row["val_accuracy"] == trained.outcome.epochs[-1]["val_accuracy"]
    assert row["step"] == trained.outcome.epochs[-1]["step"]
    assert row["experiment"]["lambda"] == 0.002


def test_the_newest_run_comes_first(store: RunStore) -> None:
    listed = [row["run"] for row in runs(store, "--json").rows]
    assert listed == [run.id for run in store.runs()]
    told = [line.split("epoch   0")[1].split() for line in runs(store).out.splitlines()]
    assert told == [["compact", "none", "dropout", "0.2"], ["compact", "l2", "λ", "0.01"],
                    ["compact", "none"]]


def test_a_run_whose_process_is_gone_reads_interrupted(store: RunStore) -> None:
    run = store.runs()[0]
    with store.claim(run.id):
        assert runs(store, "--json").rows[0]["state"] == "queued"
    row = runs(store, "--json").rows[0]
    assert row["state"] == "interrupted"
    assert row["val_accuracy"] is None


def test_a_run_is_pinned_and_let_go(store: RunStore) -> None:
    run = store.runs()[1].id
    assert [row["pinned"] for row in runs(store, "--pin", run, "--json").rows] == [
        False, True, False]
    assert runs(store).out.splitlines()[1].endswith("  pinned")
    assert not any(row["pinned"] for row in runs(store, "--unpin", run, "--json").rows)


def test_a_run_is_deleted_with_its_folder(store: RunStore) -> None:
    run = store.runs()[1]
    left = runs(store, "--delete", run.id, "--json").rows
    assert run.id not in [row["run"] for row in left]
    assert len(left) == 2
    assert not run.folder.exists()


def test_a_run_that_is_being_trained_is_not_deleted(store: RunStore) -> None:
    run = store.runs()[0]
    with store.claim(run.id):
        assert_refused(runs(store, "--delete", run.id), run.id, "stop it first")
    assert run.folder.is_dir()


def test_the_data_directory_may_come_from_the_environment(
    store: RunStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PLAYGROUND_DATA_DIR", str(store.directory))
    assert len(play("runs", "--json").rows) == 3
    # The option beats the environment.
    assert play("runs", "--json", "--data-dir", tmp_path / "other").rows == []


@pytest.mark.parametrize("text", ["0", "-1", "many", "1.5"])
def test_a_retention_limit_that_is_none_is_refused(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYGROUND_KEEP_RUNS", text)
    assert_refused(play("runs"), "PLAYGROUND_KEEP_RUNS")


@pytest.mark.parametrize(("column", "value", "seen"), [
    ("experiment", '{"lambda": null, "model": 3}', "(its settings are damaged)"),
    ("experiment", "{}", "compact none"),
    ("created", 1e300, "  ?  "),
])
def test_a_damaged_row_does_not_hide_the_others(
    column: str, value: object, seen: str, store: RunStore
) -> None:
    run = store.runs()[1].id
    with sqlite3.connect(store.directory / "runs.sqlite") as db:
        db.execute(f"UPDATE runs SET {column} = ? WHERE id = ?", (value, run))
    db.close()
    outcome = runs(store)
    assert outcome.code == 0
    assert len(outcome.out.splitlines()) == 3
    assert seen in outcome.out.splitlines()[1]
    assert len(runs(store, "--json").rows) == 3


@pytest.mark.parametrize(
    "record", ["{}", '{"validation": null}', '{"validation": {"accuracy": []}}'])
def test_a_damaged_epoch_reads_as_not_measured(record: str, store: RunStore) -> None:
    run = store.runs()[0].id
    with sqlite3.connect(store.directory / "runs.sqlite") as db:
        db.execute("INSERT INTO epochs SELECT number, 1, 2, ?, 'checkpoint-1.npz', x'' FROM runs "
                   "WHERE id = ?", (record, run))
    db.close()
    row = runs(store, "--json").rows[0]
    assert (row["epoch"], row["val_accuracy"]) == (1, None)
    assert runs(store).code == 0


def test_a_run_of_a_page_and_what_it_was_forked_from_are_told(store: RunStore) -> None:
    (first, *_) = store.runs()
    page = PageRun(new_run_id(1e9, 6), "hash of somebody", first.id)
    store.create(Experiment().to_mapping(), {}, page=page)
    lines = runs(store).out.splitlines()
    (told,) = [line for line in lines if line.startswith(page.run_id)]
    assert told.endswith(f"  on the page  from {first.id}")
    assert not any("on the page" in line for line in lines if line != told)
