"""Series on disk: found again whole, claimed by one at a time, and their runs are spared."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from playground.errors import BadInput
from playground.training.store.retention import PageBounds
from playground.training.store.rows import COMMAND_LINE, PAGE, PageRun, new_run_id
from playground.training.store.series_store import MOST_OF_AN_OWNER, SeriesStore
from playground.training.store.store import RunStore

POINTS = [({"method": "l1", "value": 0.1, "seed": 1}, {"seed": 1}), ({"method": "l2"}, {"seed": 2})]


@pytest.fixture
def store(tmp_path: Path) -> SeriesStore:
    return SeriesStore(tmp_path)


def test_a_series_is_read_back_as_it_was_made_with_its_points_in_order(store: SeriesStore) -> None:
    made = store.create("sweep", {"control": "lambda"}, POINTS)
    read = store.series(made.id[:20])
    assert read == made
    assert (read.kind, read.asked, read.origin, read.owner) == (
        "sweep", {"control": "lambda"}, COMMAND_LINE, "")
    assert [(point.place, point.experiment, point.run) for point in read.points] == [
        (place, experiment, "") for place, experiment in POINTS]
    assert store.all() == [read]
    assert store.all("somebody") == []
    assert store.create("sweep", {}, POINTS, "somebody").origin == PAGE


def test_a_point_knows_its_run_and_a_run_its_points(store: SeriesStore) -> None:
    first, second = (store.create("sweep", {}, POINTS) for _ in range(2))
    run = new_run_id(1e9)
    store.trained_by(first.id, 1, run)
    store.trained_by(second.id, 0, run)
    assert store.series(first.id).runs == {1: run}
    assert store.of_run(run) == [(first.id, 1), (second.id, 0)]
    store.trained_by(first.id, 1, "")
    assert store.of_run(run) == [(second.id, 0)]


def test_only_one_at_a_time_may_train_a_series_and_it_is_not_deleted_meanwhile(
    store: SeriesStore,
) -> None:
    made = store.create("sweep", {}, POINTS)
    claim = store.claim(made.id)
    with pytest.raises(BadInput, match="being trained by another"):
        SeriesStore(store.directory).claim(made.id)
    with pytest.raises(BadInput, match="stop it first"):
        store.delete(made.id)
    claim.release()
    claim.release()
    store.delete(made.id)
    with pytest.raises(BadInput, match="There is no series"):
        store.series(made.id)
    assert not list((store.directory / "series").iterdir())


def test_the_oldest_series_of_an_owner_make_room_and_those_that_train_do_not(
    store: SeriesStore,
) -> None:
    trained = store.create("sweep", {}, POINTS, "ann")
    claim = store.claim(trained.id)
    others = [store.create("sweep", {}, POINTS, "ann").id for _ in range(MOST_OF_AN_OWNER + 1)]
    store.create("sweep", {}, POINTS, "bob")
    kept = [series.id for series in store.all("ann")]
    assert kept == [*reversed(others[1:]), trained.id]
    claim.release()


def test_runs_of_a_series_stay_beyond_what_is_kept_until_their_series_goes(tmp_path: Path) -> None:
    series = SeriesStore(tmp_path)
    runs = RunStore(tmp_path, keep=1, pages=PageBounds(keep=1))
    plans = series.create("sweep", {}, POINTS), series.create("sweep", {}, POINTS, "ann")
    for position in range(2):
        typed = runs.create({}, {}).id
        shown = runs.create({}, {}, PageRun(new_run_id(1e9 + position, 6), "ann")).id
        for plan, run in zip(plans, (typed, shown), strict=True):
            series.trained_by(plan.id, position, run)
    ordinary = runs.create({}, {}).id
    assert len(runs.runs()) == 5
    assert [run.in_series for run in runs.runs()] == [False, True, True, True, True]
    for plan in plans:
        series.delete(plan.id)
    runs.prune()
    assert {run.id for run in runs.runs()} == {ordinary, shown}


@pytest.mark.parametrize(("column", "value"), [
    ("place", "[]"), ("experiment", "{"), ("run", "../../etc"), ("position", "x")])
def test_a_damaged_point_is_told_in_a_sentence_and_spoils_no_other_series(
    store: SeriesStore, column: str, value: str
) -> None:
    damaged, whole = (store.create("sweep", {}, POINTS) for _ in range(2))
    with closing(sqlite3.connect(store.directory / "runs.sqlite")) as db:
        db.execute(f"UPDATE points SET {column} = ? WHERE series = 1 AND position = 1", (value,))
        db.commit()
    with pytest.raises(BadInput, match="damaged") as error:
        store.series(damaged.id)
    assert str(error.value).endswith(".")
    assert store.all() == [whole]


@pytest.mark.parametrize("name", ["", "nothing", "é", json.dumps("x")])
def test_a_series_that_is_not_there_is_told_plainly(store: SeriesStore, name: str) -> None:
    with pytest.raises(BadInput, match="There is no series"):
        store.series(name)
