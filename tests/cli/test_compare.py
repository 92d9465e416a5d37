"""Runs against each other on the command line: stored and recorded ones."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from playground.comparison.link import from_comparison_link
from playground.data.sources import registered
from playground.experiment import Experiment
from playground.training.store.store import RunStore
from tests.cli.conftest import Trained
from tests.cli.playing import assert_refused, play


def test_recorded_runs_are_compared_without_a_store(tmp_path: Path) -> None:
    place = tmp_path / "nothing"
    told = play("compare", "none", "l2", "dropout", "--data-dir", place)
    assert told.code == 0, told
    assert not place.exists()
    lines = told.out.splitlines()
    assert lines[0].split("  ")[-1].strip() == "Dropout 0.6"
    assert any(line.startswith("Validation, last") and "*" in line for line in lines)
    assert "Share of data" not in told.out
    assert "Regularizer" in told.out
    assert "on validation" in told.out
    assert "only more seeds tell" in told.out


def test_json_is_a_run_a_line_and_a_summary(trained: Trained) -> None:
    told = play("compare", trained.run, "l2", "--data-dir", trained.data_dir, "--json")
    assert told.code == 0, told
    first, second, summary = told.rows
    assert first["run"] == trained.run
    assert first["baseline"]
    assert first["numbers"]["val_accuracy"] == trained.outcome.epochs[-1]["val_accuracy"]
    assert first["numbers"]["compressed"] > 100_000
    assert second["numbers"]["compressed"] is None
    assert [reason["code"] for reason in second["reasons"] if reason["about"] == "all"] == ["data"]
    assert summary["summary"] is True
    assert {row["setting"] for row in summary["different"]} >= {"data", "share"}
    assert summary["not_in_link"] == [trained.run]
    assert from_comparison_link(summary["link"], registered(), ("l2",)).runs[0].recorded == "l2"


def test_a_beginning_names_a_run_and_each_is_compared_once(trained: Trained) -> None:
    told = play("compare", trained.run[:-1], trained.run, "--data-dir", trained.data_dir, "--csv")
    assert [row["run"] for row in csv.DictReader(io.StringIO(told.out))] == [trained.run]


def test_the_table_is_sorted_by_a_column() -> None:
    told = play("compare", "none", "l1", "l1-proximal", "--csv", "--sort", "val_accuracy")
    assert [row["run"] for row in csv.DictReader(io.StringIO(told.out))] == [
        "l1-proximal", "l1", "none"]
    assert play("compare", "none", "l1", "--markdown").out.startswith("| Run |")


@pytest.mark.parametrize(("arguments", "word"), [
    (["nobody"], "nobody"), (["none", "--sort", "beauty"], "val_accuracy"),
    (["none", "--csv", "--json"], "Choose one")])
def test_bad_input_is_refused_in_a_line(
    tmp_path: Path, arguments: list[str], word: str
) -> None:
    assert_refused(play("compare", *arguments, "--data-dir", tmp_path), word)


def test_a_damaged_run_is_named(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    stored = store.create(Experiment().to_mapping(), {})
    store.save_epoch(stored.id, 1, 5, {"training": {}}, {}, {})
    assert_refused(play("compare", stored.id, "none", "--data-dir", tmp_path), stored.id, "damaged")
