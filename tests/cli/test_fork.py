"""Going on from an epoch of a run with other settings, and asking an epoch of a run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from playground.training.store.store import RunStore
from tests.cli.conftest import Trained
from tests.cli.playing import Outcome, assert_refused, play
from tests.cli.test_train import without_times


@pytest.fixture(scope="module")
def parent(pics: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Path]:
    """Three epochs of three steps, with a turn in the second, and where it is kept."""
    kept = tmp_path_factory.mktemp("forks")
    outcome = play(
        "train", "--data", pics, "--another-setting", "none", "--epochs", 3, "--batch-size", 12,
        "--dropout", 0.2, "--change", "4:lambda:0.002", "--data-dir", kept, "--json")
    assert outcome.code == 0, outcome
    return outcome, kept


def test_a_fork_is_the_run_that_was_changed_there(
    pics: Path, parent: tuple[Outcome, Path], tmp_path: Path
) -> None:
    begun, kept = parent
    forked = play("fork", begun.last["run"], "--epoch", 2, "--regularizer", "l1", "--lambda", 0.01,
                  "--epochs", 4, "--data-dir", kept, "--out", tmp_path, "--json")
    assert forked.code == 0, forked
    live = play(
        "train", "--data", pics, "--another-setting", "none", "--epochs", 4, "--batch-size", 12,
        "--dropout", 0.2, "--change", "4:lambda:0.002", "--change", "6:regularizer:l1",
        "--change", "6:lambda:0.01", "--data-dir", kept, "--json")
    # What its parent has shown is not shown again.
    assert without_times(forked.rows[:-1]) == without_times(live.rows[2:-1])
    store = RunStore(kept)
    stored = store.run(forked.last["run"])
    assert (stored.parent, stored.epoch) == (begun.last["run"], 4)
    document = json.loads((tmp_path / "experiment.json").read_text())
    assert {(one["step"], one["name"], one["new"]) for one in document["changes"]} == {
        (4, "lambda", 0.002), (6, "lambda", 0.01), (6, "regularizer", "l1")}
    assert (tmp_path / "model.keras").is_file()


def test_an_epoch_that_is_not_kept_is_trained_again_and_that_is_said(
    parent: tuple[Outcome, Path], tmp_path: Path
) -> None:
    begun, kept = parent
    copied = Path(shutil.copytree(kept, tmp_path / "copied"))
    forked = play("fork", begun.last["run"], "--epoch", 2, "--data-dir", copied, "--json")
    for epoch in (1, 2):
        (copied / "runs" / begun.last["run"] / f"checkpoint-{epoch}.npz").unlink()
    again = play("fork", begun.last["run"], "--epoch", 2, "--data-dir", copied, "--json")
    assert "The weights of epoch 2 are not kept: what was trained since the start" in again.err
    assert without_times(again.rows[2:-1]) == without_times(forked.rows[:-1])


def test_what_cannot_be_forked_is_one_sentence(parent: tuple[Outcome, Path]) -> None:
    begun, kept = parent
    run = (begun.last["run"], "--data-dir", kept)
    assert_refused(play("fork", *run), "--epoch N, 0 to 3, or --epoch best")
    assert_refused(play("fork", *run, "--epoch", "last"), "number of an epoch, or best")
    assert_refused(play("fork", *run, "--epoch", 9), "0 to 3, not at 9")
    assert_refused(play("fork", *run, "--epoch", 3), "choose more epochs")
    assert_refused(play("fork", *run, "--epoch", 1, "--seed", 5), "cannot change in a fork")
    assert_refused(play("fork", "nothing", "--epoch", 1, "--data-dir", kept), "There is no run")


def test_a_run_can_be_asked_as_it_was_after_an_epoch(trained: Trained) -> None:
    def answers(*options: object) -> list[object]:
        outcome = play("evaluate", trained.run, "--data", trained.elsewhere, "--json",
                       "--data-dir", trained.data_dir, *options)
        assert outcome.code == 0, outcome
        return outcome.rows

    assert answers("--epoch", 2) == answers()
    records = trained.outcome.rows[:-1]
    best = max(records, key=lambda row: row["val_accuracy"])["epoch"]
    assert answers("--epoch", "best") == answers("--epoch", best)
    assert answers("--epoch", 0) != answers()
    place = ("--data-dir", trained.data_dir)
    assert_refused(play("classify", trained.run, "x.png", "--epoch", 7, *place),
                   "it keeps those of 1, 2")
    assert_refused(play("classify", trained.out, "x.png", "--epoch", 1, *place), "is a file")


def test_early_stopping_says_why_it_ended(pics: Path, tmp_path: Path) -> None:
    options = ("--data", pics, "--another-setting", "none", "--epochs", 40, "--patience", 1,
               "--learning-rate", 0.00001, "--data-dir", tmp_path)
    stopped = play("train", *options, "--json")
    assert stopped.last["state"] == "finished"
    assert stopped.last["message"].startswith("Early stopping: validation was best after epoch")
    assert len(stopped.rows) < 41
    assert "Early stopping: validation" in play("train", *options).out
