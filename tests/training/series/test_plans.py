"""Plans: which points there are, where each stands, and in which order they are trained."""

from __future__ import annotations

import pytest

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.presets import PLAY_DEFAULT, PRESETS
from playground.training.series.article_plan import FOUR, ROLES, article_plan
from playground.training.series.luck_plan import luck_plan
from playground.training.series.plan import MOST_POINTS, Plan, telling_order, whole_seeds
from playground.training.series.sweep_plan import grid, sweep_plan

BASE = PLAY_DEFAULT.experiment()


def test_ends_and_middle_come_first_then_the_halves() -> None:
    assert telling_order(7) == [0, 6, 3, 1, 4, 2, 5]
    assert telling_order(5) == [0, 4, 2, 1, 3]
    assert [telling_order(count) for count in range(4)] == [[], [0], [0, 1], [0, 2, 1]]
    assert all(sorted(telling_order(count)) == list(range(count)) for count in range(60))


def test_lambda_is_divided_on_a_logarithm_and_what_is_whole_stays_whole() -> None:
    assert grid("lambda", 1e-5, 1e-2, 4) == (1e-5, 1e-4, 1e-3, 1e-2)
    assert grid("lambda", 1e-5, 1e-2, 7)[1] == 3.16e-5
    assert grid("dropout", 0.0, 0.8, 5) == (0.0, 0.2, 0.4, 0.6, 0.8)
    assert grid("share", 10, 100, 4) == (10, 40, 70, 100)
    assert grid("share", 1, 3, 9) == (1, 2, 3)


@pytest.mark.parametrize(("arguments", "words"), [
    (("lambda", 0.0, 0.1, 5), "begins above 0"), (("lambda", 0.1, 0.1, 5), "lower to a higher"),
    (("dropout", 0.0, 0.5, 1), "2 to 50 points"), (("penalize", 0.0, 0.5, 3), "has no range")])
def test_a_range_that_makes_no_sense_is_refused_in_a_sentence(
    arguments: tuple[str, float, float, int], words: str
) -> None:
    with pytest.raises(BadInput, match=words) as error:
        grid(*arguments)
    assert str(error.value).endswith(".")


def test_all_methods_at_one_value_come_before_the_next_and_all_of_a_seed_before_another() -> None:
    plan = sweep_plan(BASE, "lambda", [1e-4, 1e-3, 1e-2], ["l1", "l2"], [1, 2])
    places = [tuple(point.place.values()) for point in plan.points]
    assert places[:6] == [("l1", 1e-4, 1), ("l2", 1e-4, 1), ("l1", 1e-2, 1), ("l2", 1e-2, 1),
                          ("l1", 1e-3, 1), ("l2", 1e-3, 1)]
    assert [place[2] for place in places] == [1] * 6 + [2] * 6
    for point in plan.points:
        made = point.experiment
        assert (made.regularizer, made.lambda_, made.seed) == tuple(point.place.values())
        assert made.with_values({"regularizer": "none", "lambda": BASE.lambda_, "seed": 1}) == BASE


def test_a_strength_is_checked_with_the_method_it_is_for() -> None:
    assert sweep_plan(BASE, "lambda", [0.5], ["l2", "l1-proximal"], [1]).points
    with pytest.raises(BadInput, match=r"lambda must be between 0 and 0\.1 for l1"):
        sweep_plan(BASE, "lambda", [0.01, 0.5], ["l1", "l2"], [1])


def test_other_controls_are_swept_with_the_base_as_it_is() -> None:
    plan = sweep_plan(BASE, "penalize", ["all", "largest"], ["l1"], [4])
    assert [(point.experiment.penalize, point.experiment.seed) for point in plan.points] == [
        ("all", 4), ("largest", 4)]
    shares = sweep_plan(BASE, "share", [100, 10, 50], [], [1])
    assert [point.experiment.share for point in shares.points] == [10, 100, 50]
    assert {point.place["method"] for point in shares.points} == {"none"}


@pytest.mark.parametrize(("control", "methods", "words"), [
    ("lambda", [], "changes nothing"), ("penalize", ["none"], "changes nothing"),
    ("epochs", ["l1"], "cannot be swept")])
def test_a_sweep_that_would_show_nothing_is_refused(
    control: str, methods: list[str], words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        sweep_plan(BASE, control, ["all"] if control == "penalize" else [0.1], methods, [1])


def test_a_plan_of_nothing_or_of_too_much_is_refused() -> None:
    with pytest.raises(BadInput, match="nothing to train"):
        sweep_plan(BASE, "dropout", [], [], [1])
    with pytest.raises(BadInput, match=f"at most {MOST_POINTS}"):
        sweep_plan(BASE, "dropout", [0.1, 0.2], [], whole_seeds(1, MOST_POINTS))
    with pytest.raises(BadInput, match="at least one seed"):
        whole_seeds(1, 0)


def test_the_articles_four_come_before_what_tests_them() -> None:
    plan = article_plan("compact", [1, 2], {"epochs": 3})
    assert [point.place["role"] for point in plan.points] == [*ROLES, *ROLES]
    by_role = {point.place["role"]: point.experiment for point in plan.points[:len(ROLES)]}
    for role in FOUR:
        assert by_role[role] == PRESETS[role].experiment().with_values({"epochs": 3})
    differing = {
        role: {name: value for name, value in by_role[role].to_mapping().items()
               if value != by_role[role.partition("-")[0]].to_mapping()[name]}
        for role in ROLES if role not in FOUR}
    assert differing == {
        "l1-weak": {"lambda": 1e-4}, "l1-fewer": {"penalize": "largest"},
        "none-seen": {"protocol": "as-published"}, "none-half": {"share": 50},
        "l1-half": {"share": 50}, "none-small": {"model": "two-conv"},
        "l1-small": {"model": "two-conv"}}
    article = article_plan("article", [1], {}).points
    assert [point.experiment for point in article[:4]] == [
        PRESETS[f"article-{role}"].experiment() for role in FOUR]


def test_the_runs_that_may_be_luck_are_paired_by_seed() -> None:
    named = [("a", BASE), ("b", BASE.with_values({"dropout": 0.5}))]
    plan = luck_plan(named, whole_seeds(3, 2))
    assert [tuple(point.place.values()) for point in plan.points] == [
        ("a", 3), ("b", 3), ("a", 4), ("b", 4)]
    assert [point.experiment.seed for point in plan.points] == [3, 3, 4, 4]
    assert plan.points[3].experiment.dropout == 0.5
    with pytest.raises(BadInput):
        Plan("luck", {}, ())
    assert Experiment().with_values({"seed": 3}) != plan.points[0].experiment
