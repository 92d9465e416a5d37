"""Taking up a run: where it goes on, and when it cannot."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest

from playground.cli.reporting import JsonLines
from playground.experiment import Experiment
from playground.training.snapshot import EpochRecord
from playground.training.store.store import RunStore
from tests.cli.conftest import Trained
from tests.cli.playing import EPOCH_KEYS, Outcome, assert_refused, play
from tests.cli.test_train import without_times

# Long enough for a stop to be heard long before the end, with a knob turned before and after it.
OPTIONS = ("--another-setting", "none", "--epochs", 20, "--regularizer", "l1",
           "--json", "--change", "1:lambda:0.01", "--change", "30:lambda:0.02")


def interrupted_after_one_epoch(*arguments: object) -> Outcome:
    """A training that gets a Ctrl-C as it prints its first epoch."""
    printed = JsonLines.epoch

    def print_and_interrupt(self: JsonLines, record: EpochRecord) -> None:
        printed(self, record)
        signal.raise_signal(signal.SIGINT)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(JsonLines, "epoch", print_and_interrupt)
        outcome = play("train", *arguments)
    assert outcome.code == 130
    return outcome


@pytest.fixture
def own_pics(pics: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pics, tmp_path / "pics"))


def quick(own_pics: Path) -> Experiment:
    return Experiment(data=str(own_pics), another_setting="", epochs=1)


def queued(own_pics: Path, data_dir: Path) -> tuple[RunStore, str]:
    """A run that was recorded, and whose process died before its first step."""
    store = RunStore(data_dir)
    run = store.create(quick(own_pics).to_mapping(), {})
    return store, run.id


def test_a_resumed_run_goes_on_as_if_it_had_never_stopped(pics: Path, tmp_path: Path) -> None:
    whole = play("train", "--data", pics, *OPTIONS)
    begun = interrupted_after_one_epoch("--data", pics, *OPTIONS)
    assert begun.last["state"] == "stopped"
    resumed = play("resume", begun.last["run"], "--json", "--out", tmp_path)
    assert resumed.code == 0
    assert resumed.last == {**begun.last, "state": "finished"}
    assert without_times([*begun.epochs, *resumed.epochs]) == without_times(whole.epochs)
    assert all(list(row) == EPOCH_KEYS for row in resumed.epochs)
    history = (tmp_path / "history.csv").read_text(encoding="utf-8").splitlines()
    assert len(history) == 21
    assert (tmp_path / "model.keras").is_file()


def test_a_run_that_never_finished_an_epoch_begins_anew(own_pics: Path, tmp_path: Path) -> None:
    from playground.data.training_data import prepare

    store = RunStore(tmp_path / "data")
    experiment = quick(own_pics)
    fingerprint = prepare(experiment, 64, paths_allowed=True).fingerprint
    run = store.create(experiment.to_mapping(), {"fingerprint": fingerprint})
    assert store.run(run.id).state == "interrupted"
    # By the start of its id, which no other run has.
    outcome = play("resume", run.id[:9], "--data-dir", tmp_path / "data", "--json")
    assert outcome.code == 0
    assert [row["epoch"] for row in outcome.epochs] == [1]
    assert outcome.last["run"] == run.id


def test_a_finished_run_has_nothing_to_resume(trained: Trained) -> None:
    outcome = play("resume", trained.run, "--data-dir", trained.data_dir)
    assert_refused(outcome, trained.run, "finished")
    assert outcome.out == ""


def test_a_run_that_is_being_trained_is_left_alone(own_pics: Path, tmp_path: Path) -> None:
    store, run = queued(own_pics, tmp_path / "data")
    with store.claim(run):
        outcome = play("resume", run, "--data-dir", tmp_path / "data")
    assert_refused(outcome, run, "being trained")
    assert outcome.out == ""


def test_pictures_that_are_gone_are_named(own_pics: Path, tmp_path: Path) -> None:
    _, run = queued(own_pics, tmp_path / "data")
    shutil.rmtree(own_pics)
    assert_refused(play("resume", run, "--data-dir", tmp_path / "data", "--json"), "no folder")


def test_pictures_that_have_changed_are_refused(own_pics: Path, tmp_path: Path) -> None:
    outcome = play("train", "--data", own_pics, "--another-setting", "none", "--epochs", 1,
                   "--json", "--data-dir", tmp_path / "data")
    run = outcome.last["run"]
    RunStore(tmp_path / "data").set_state(run, "stopped")
    next((own_pics / "rock").iterdir()).unlink()
    refused = play("resume", run, "--data-dir", tmp_path / "data", "--json")
    assert refused.code == 2
    assert refused.out == ""
    assert refused.err.splitlines()[-1].startswith(f"The pictures have changed since run {run}")


def test_a_groups_file_that_is_gone_is_named(own_pics: Path, tmp_path: Path) -> None:
    store = RunStore(tmp_path / "data")
    missing = tmp_path / "groups.csv"
    run = store.create(quick(own_pics).to_mapping(), {"groups_file": str(missing)})
    assert_refused(play("resume", run.id, "--data-dir", tmp_path / "data"), "groups.csv")


@pytest.mark.parametrize("recorded", [7, ["a"], {"a": 1}, True, 0])
@pytest.mark.parametrize("name", ["groups_file", "group_by"])
def test_a_record_whose_groups_are_no_text_is_refused(
    own_pics: Path, tmp_path: Path, name: str, recorded: object
) -> None:
    store = RunStore(tmp_path / "data")
    run = store.create(quick(own_pics).to_mapping(), {name: recorded})
    outcome = play("resume", run.id, "--data-dir", tmp_path / "data")
    assert_refused(outcome, run.id, "damaged", name)


def test_an_id_that_several_runs_begin_with_is_refused(own_pics: Path, tmp_path: Path) -> None:
    _, first = queued(own_pics, tmp_path / "data")
    queued(own_pics, tmp_path / "data")
    assert_refused(play("resume", first[:4], "--data-dir", tmp_path / "data"), "several")


def test_an_out_that_cannot_be_written_is_refused_before_anything_is_read(
    own_pics: Path, tmp_path: Path
) -> None:
    _, run = queued(own_pics, tmp_path / "data")
    (tmp_path / "file").write_text("")
    outcome = play("resume", run, "--data-dir", tmp_path / "data", "--out", tmp_path / "file")
    assert_refused(outcome, "--out")
    assert outcome.out == ""
