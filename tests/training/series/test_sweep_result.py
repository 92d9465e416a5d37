"""A sweep in numbers: bands over the seeds, the best of what is known, a run behind each point."""

from __future__ import annotations

from dataclasses import replace

from playground.experiment import Experiment
from playground.training.series.reading import PointView
from playground.training.series.results import PointResult
from playground.training.series.sweep_result import Band, SweepResult, sweep_result
from playground.training.states import FAILED, FINISHED, RUNNING

ASKED = {"control": "lambda", "methods": ["l1", "l2"], "seeds": [1, 2], "values": [1e-3, 1e-2]}
RESULT = PointResult("", 5, 5, .9, .5, None, .6, 3, .2, .4, 0.0, .1, .3)


def point(
    method: str, value: float, seed: int, accuracy: float, state: str = FINISHED,
    diverged: bool = False,
) -> PointView:
    run = f"{method}-{value}-{seed}"
    return PointView(0, {"method": method, "value": value, "seed": seed}, Experiment(), state, run,
                     replace(RESULT, run_id=run, accuracy=accuracy), diverged)


def result(*points: PointView) -> SweepResult:
    return sweep_result(ASKED, points)


def test_a_band_is_of_the_whole_runs_of_a_value_and_each_knows_its_run() -> None:
    made = result(point("l1", 1e-3, 1, .6), point("l1", 1e-3, 2, .8),
                  point("l2", 1e-3, 1, .9, RUNNING))
    one = made.values["l1"][0]
    assert one.band("accuracy") == Band(.7, .6, .8, 2)
    gap = one.band("gap")
    assert gap is not None
    assert (round(gap.low, 9), round(gap.high, 9)) == (.1, .3)
    assert one.band("elsewhere") is None
    assert {seed: run.run_id for seed, run in one.runs.items()} == {
        1: "l1-0.001-1", 2: "l1-0.001-2"}
    assert made.values["l2"][0].band("accuracy") is None
    assert [value.value for value in made.values["l2"]] == [1e-3, 1e-2]


def test_the_best_is_of_those_with_the_most_seeds_and_one_lucky_seed_is_none() -> None:
    made = result(point("l1", 1e-3, 1, .6), point("l1", 1e-3, 2, .8), point("l2", 1e-3, 1, .6),
                  point("l2", 1e-3, 2, .7), point("l2", 1e-2, 1, .99))
    best = made.best()
    assert best is not None
    assert (best.method, best.value) == ("l1", 1e-3)
    of_l2 = made.best("l2")
    assert of_l2 is not None
    assert of_l2.value == 1e-3
    assert result().best() is None


def test_a_run_that_diverged_is_no_result_and_is_counted() -> None:
    made = result(point("l1", 1e-2, 1, .9, FAILED, diverged=True))
    value = made.values["l1"][1]
    assert (value.diverged, value.left, value.runs) == (1, 0, {})
    assert made.best() is None
