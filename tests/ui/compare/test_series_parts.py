"""The parts that train many runs, before anything is trained, and what their forms ask for."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from playground.errors import BadInput
from playground.presets import PLAY_DEFAULT
from playground.training.series.article_plan import ROLES
from playground.training.series.plan import Plan
from playground.training.series.statements import NAMES
from playground.ui.compare import luck_runs, series_desk, series_here, sweep_part
from playground.ui.compare.article_part import planned as article
from playground.ui.compare.sweep_part import planned as sweep

SEEN: Any = SimpleNamespace(at=SimpleNamespace(experiment=PLAY_DEFAULT.experiment()))


def html(page: AppTest) -> str:
    """Of all places of the page that show markup, as it is sent to the browser."""
    return " ".join(
        json.loads(bytes(one.proto.bytes)[4:])["html"] for one in page.get("bidi_component")
        if b'"html"' in bytes(one.proto.bytes))


@pytest.fixture
def nothing_trained(monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("article_part", "sweep_part"):
        monkeypatch.setattr(
            f"playground.ui.compare.{part}.series_desk.newest", lambda seen, kind: None)


@pytest.mark.usefixtures("nothing_trained")
def test_the_recorded_statements_stand_there_before_anything_is_trained(compare: AppTest) -> None:
    compare.query_params["part"] = "article"
    compare.run()
    assert not compare.exception
    shown = html(compare)
    assert shown.count('data-verdict="open"') == len(NAMES)
    assert shown.count("data-statement=") == 2 * len(NAMES)
    assert "depends on λ" in shown
    assert compare.button(key="article-begin").label == "Repeat the article's experiment"


@pytest.mark.usefixtures("nothing_trained")
def test_the_sweeps_form_follows_its_control(compare: AppTest) -> None:
    compare.query_params["part"] = "sweep"
    compare.run()
    assert not compare.exception
    assert [one.value for one in compare.text_input] == ["1e-05", "0.1"]
    compare.selectbox(key="sweep-control").select("penalize").run()
    assert not compare.exception
    assert len(compare.text_input) == 0


@pytest.fixture
def begun(nothing_trained: None, monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    """What was told to train, of all pages."""
    plans: list[Plan] = []
    told = SimpleNamespace(begin=lambda plan, owner: plans.append(plan))
    monkeypatch.setattr(series_desk, "page_series", lambda: told)
    return plans


def test_what_is_typed_right_before_the_click_counts(
    compare: AppTest, begun: list[Plan]
) -> None:
    compare.query_params["part"] = "article"
    compare.run()
    # In one run of the page: somebody typed, and pressed the button before the page had run.
    compare.number_input(key="article-epochs").set_value(1)
    compare.number_input(key="article-seeds").set_value(2)
    compare.button(key="article-begin").click().run()
    assert not compare.exception
    (plan,) = begun
    assert {point.experiment.epochs for point in plan.points} == {1}
    assert len(plan.points) == 2 * len(ROLES)


def test_the_sweep_that_is_begun_is_the_one_of_the_form_at_the_click(
    compare: AppTest, begun: list[Plan]
) -> None:
    compare.query_params["part"] = "sweep"
    compare.run()
    compare.text_input(key="sweep-low-lambda").set_value("1e-3")
    compare.number_input(key="sweep-points").set_value(3)
    compare.number_input(key="sweep-seeds").set_value(1)
    compare.button(key="sweep-begin").click().run()
    # A control whose own fields have not been drawn yet is swept over what they begin with.
    compare.selectbox(key="sweep-control").select("dropout")
    compare.button(key="sweep-begin").click().run()
    assert not compare.exception
    values = [{point.place["value"] for point in plan.points} for plan in begun]
    assert [(len(one), min(one), max(one)) for one in values] == [(3, 1e-3, 0.1), (3, 0.0, 0.8)]


def test_one_click_trains_all_roles_on_the_pictures_and_epochs_that_were_chosen() -> None:
    plan = article("studio", 3, 2)
    assert len(plan.points) == 2 * len(ROLES)
    assert {(point.experiment.data, point.experiment.epochs) for point in plan.points} == {
        ("studio", 3)}


def test_the_sweep_takes_the_settings_of_the_play_page() -> None:
    plan = sweep(SEEN, "lambda", ["l1", "l2"], ("1e-5", "0,1"), 3, 2)
    values = {point.place["value"] for point in plan.points}
    assert values == {1e-5, 1e-3, 0.1}
    base = PLAY_DEFAULT.experiment()
    assert {(point.experiment.share, point.experiment.epochs) for point in plan.points} == {
        (base.share, base.epochs)}
    others = sweep(SEEN, "penalize", ["l1"], ("", ""), 3, 1)
    assert len(others.points) == 3


def test_lambda_stands_on_a_logarithm_and_names_stand_side_by_side() -> None:
    assert sweep_part.places("lambda", [1e-3, 0.0, 1e-1]) == {1e-3: -3, 0.0: -4, 1e-1: -1}
    assert sweep_part.places("dropout", [0.0, 0.5]) == {0.0: 0, 0.5: 0.5}
    assert sweep_part.places("penalize", ["all", "largest"]) == {"all": 0, "largest": 1}


@pytest.mark.parametrize("ends", [("", "0.1"), ("x", "0.1"), ("0.1", "0.01")])
def test_a_range_that_is_none_is_refused(ends: tuple[str, str]) -> None:
    with pytest.raises(BadInput):
        sweep(SEEN, "lambda", ["l1"], ends, 3, 1)


def test_a_click_opens_the_runs_of_the_nearest_point_and_nonsense_opens_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from playground.training.series.results import PointResult
    from playground.training.series.sweep_result import SweepResult, SweepValue

    opened: list[list[str]] = []
    monkeypatch.setattr(
        sweep_part.series_desk, "open_runs", lambda seen, ids: opened.append(ids))

    def value(method: str, run: str, accuracy: float) -> SweepValue:
        return SweepValue(method, 0.1, {1: PointResult(
            run, 1, 1, accuracy, accuracy, None, accuracy, 1, .1, .1, 0.0, 0.0, 0.0)})

    made = SweepResult("lambda", ("l1", "l2"), (1,), {
        "l1": (value("l1", "high", .9),), "l2": (value("l2", "low", .4),)})
    for point in ({"x": .1, "y": 88}, {"x": .1, "y": 30.0}, {"x": "a"}, {}, {"x": 5.0, "y": 1.0}):
        sweep_part._open(SEEN, made, {0.1: 0.1}, point)
    assert opened == [["high"], ["low"]]


def test_luck_and_the_parts_ask_the_one_series_of_the_process() -> None:
    assert luck_runs.page_series is series_desk.page_series is series_here.page_series
