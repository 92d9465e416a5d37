"""Runs with other seeds: which are of a setting, and what is asked for with one click."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from playground.change import Change
from playground.presets import PLAY_DEFAULT
from playground.training.history import History, of_snapshot
from playground.training.manager.managed import RunView
from playground.training.series.plan import LUCK
from playground.training.snapshot import Snapshot
from playground.training.states import FINISHED
from playground.ui.compare import luck_runs
from playground.ui.compare.luck_runs import LuckRuns, may_be_repeated

NONE = PLAY_DEFAULT.experiment()
L2 = NONE.with_values({"regularizer": "l2", "lambda": 0.002})


def history(run_id: str, experiment: Any, **state: Any) -> History:
    return of_snapshot(run_id, Snapshot(1, FINISHED, experiment, experiment, **state))


class FakeSeries:
    """One series, of both settings with the seeds 1 and 2, of which the last is not done."""

    def __init__(self) -> None:
        self.looks = 0
        self.trains = True
        self.begun: list[Any] = []

    def all(self, owner: str, kind: str) -> list[Any]:
        assert kind == LUCK
        self.looks += 1
        return [SimpleNamespace(id="s1")]

    def view(self, series_id: str, owner: str) -> Any:
        points = [
            SimpleNamespace(done=number < 3, run_id=f"run{number}",
                            experiment=made.with_values({"seed": seed}))
            for number, (seed, made) in enumerate(
                (seed, made) for seed in (1, 2) for made in (NONE, L2))]
        return SimpleNamespace(points=points, trains=self.trains, done=3, trouble=())

    def begin(self, plan: Any, owner: str) -> str:
        self.begun.append(plan)
        return "s2"


@pytest.fixture
def series(monkeypatch: pytest.MonkeyPatch) -> FakeSeries:
    made = FakeSeries()

    class Manager:
        def view(self, run_id: str, token: str) -> RunView:
            seen = Snapshot(1, FINISHED, NONE, NONE)
            return RunView(run_id, seen, True, None, None, None)

    monkeypatch.setattr(luck_runs, "page_series", lambda: made)
    monkeypatch.setattr(luck_runs, "run_manager", Manager)
    return made


def test_finished_runs_of_a_setting_are_found_whatever_its_seed(series: FakeSeries) -> None:
    luck = LuckRuns("secret")
    luck.look()
    assert [run.id for run in luck.of(history("mine", NONE))] == ["run0", "run2"]
    # The fourth is not done.
    assert [run.id for run in luck.of(history("mine", L2.with_values({"seed": 9})))] == ["run1"]
    assert (luck.done, luck.planned, luck.trains) == (3, 4, True)


def test_where_nothing_trains_the_disk_is_asked_once(series: FakeSeries) -> None:
    series.trains = False
    luck = LuckRuns("secret")
    for _ in range(5):
        luck.look()
    assert series.looks == 1


def test_one_click_plans_each_setting_with_five_seeds_and_all_of_one_seed_first(
    series: FakeSeries
) -> None:
    LuckRuns("secret").begin([history("a", NONE), history("b", L2)])
    [plan] = series.begun
    assert [point.experiment.seed for point in plan.points] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert [point.place["run"] for point in plan.points[:2]] == ["a", "b"]


def test_a_run_whose_knobs_were_turned_is_not_repeated(series: FakeSeries) -> None:
    turned = history("t", NONE, changes=(Change(5, "dropout", 0.0, 0.5),))
    assert not may_be_repeated(turned)
    assert LuckRuns("secret").of(turned) == []
