"""`sweep` and `experiment`: stopped, killed, taken up; what is finished is not trained again."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from playground.training.states import FINISHED
from playground.training.store.series_store import SeriesStore
from playground.training.store.store import RunStore
from tests.cli.playing import assert_refused, play, started

# Long enough to be caught at it, on pictures that are few.
SWEEP = ("sweep", "--preset", "overfit-none", "--regularizer", "l1,l2", "--lambda", "1e-5..1e-2",
         "--points", 3, "--seeds", 2, "--another-setting", "none", "--share", 100, "--epochs", 8,
         "--json")


def read(process: subprocess.Popen[str], points: int) -> list[dict[str, Any]]:
    """The lines of so many points that came to their end."""
    assert process.stdout is not None
    return [json.loads(process.stdout.readline()) for _ in range(points)]


def trained(directory: Path) -> dict[str, float]:
    """Finished runs, and when their weights were written."""
    return {run.id: max(file.stat().st_mtime_ns for file in run.folder.glob("checkpoint*"))
            for run in RunStore(directory).runs() if run.state == FINISHED}


def test_a_sweep_that_is_stopped_and_then_killed_trains_no_finished_point_again(
    tmp_path: Path, pics: Path
) -> None:
    process = started(*SWEEP, "--data", pics, "--data-dir", tmp_path)
    first = read(process, 3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=240)
    assert process.returncode == 130
    series = first[0]["series"]
    assert f"Go on with: python -m playground sweep --resume {series}" in err
    summary = json.loads(out.splitlines()[-1])
    assert not summary["finished"]
    after_stop = trained(tmp_path)
    assert len(after_stop) == summary["trained"] >= 3

    # One worker each from here on: each more of them has TensorFlow to import.
    again = ("sweep", "--resume", series, "--data-dir", tmp_path, "--workers", 1, "--json")
    process = started(*again)
    read(process, 3)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    after_kill = trained(tmp_path)
    assert after_stop.items() <= after_kill.items()
    assert len(after_stop) + 3 <= len(after_kill) < 12

    process = started(*again)
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    last = json.loads(out.splitlines()[-1])
    assert last["finished"]
    assert last["before"] >= len(after_kill)
    assert last["before"] + last["trained"] == 12
    assert len(out.splitlines()) == last["trained"] + 1
    at_end = trained(tmp_path)
    assert after_kill.items() <= at_end.items()
    assert len(at_end) == len(RunStore(tmp_path).runs()) == 12
    assert set(SeriesStore(tmp_path).series(series).runs.values()) == set(at_end)
    # What each point says is what its run says.
    values = {(one["method"], one["value"]): one for one in last["values"]}
    assert len(values) == 6
    assert all(one["n"] == 2 for one in values.values())
    assert last["best"]["accuracy"][0] == max(one["accuracy"][0] for one in values.values())


def test_the_articles_four_are_equal_to_the_last_bit_without_penalty_and_dropout(
    tmp_path: Path, pics: Path
) -> None:
    process = started(
        "experiment", "article", "--four", "--data", pics, "--another-setting", "none",
        "--epochs", 2, "--lambda", 0, "--dropout", 0, "--data-dir", tmp_path, "--json",
        "--workers", 1)
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["role"] for row in rows[:-1]] == ["none", "l1", "l2", "dropout"]
    store = RunStore(tmp_path)
    none, *others = [store.checkpoint(row["run"], "weights/") or {} for row in rows[:-1]]
    assert none
    assert all((array == other[name]).all() for other in others for name, array in none.items())
    said = {one["statement"]: one["verdict"] for one in rows[-1]["statements"]}
    # The dropout run differs from the run without in its rate alone, and both are 0.
    assert said["dropout-dispersed"] == "does not hold"
    assert said["more-data"] == "open"


@pytest.mark.parametrize(("arguments", "words"), [
    (("sweep", "--lambda", "0.1"), "nothing to sweep"),
    (("sweep", "--lambda", "1e-3..1e-2", "--dropout", "0..0.5"), "Only one control"),
    (("sweep", "--regularizer", "l1", "--lambda", "1e-3..2"), "lambda must be between"),
    (("sweep", "--regularizer", "l3", "--lambda", "1e-3..1"), "regularizer must be one of"),
    (("sweep", "--dropout", "0..0.5", "--points", "1"), "2 to 50 points"),
    (("sweep", "--dropout", "0..0.5", "--seeds", "0"), "at least one seed"),
    (("sweep", "--resume", "nothing"), "There is no series"),
    (("experiment", "article", "--model", "deep"), "compact or article"),
    (("experiment", "article", "--regularizer", "l2"), "leave it out"),
    (("experiment", "article", "--resume", "nothing"), "There is no series"),
])
def test_what_cannot_be_planned_is_refused_in_one_line(
    arguments: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    assert_refused(play(*arguments, "--data-dir", tmp_path), words)
    assert not (tmp_path / "runs.sqlite").exists() or SeriesStore(tmp_path).all() == []


def test_a_series_is_taken_up_by_the_command_that_began_it(tmp_path: Path) -> None:
    made = SeriesStore(tmp_path).create("article", {}, [({"role": "none", "seed": 1}, {})])
    assert_refused(play("sweep", "--resume", made.id, "--data-dir", tmp_path), "of the kind")
