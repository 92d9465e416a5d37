"""Which run is nearest by its settings, and what is said to differ."""

from __future__ import annotations

import math
from types import SimpleNamespace

import pytest

from playground.comparison.nearness import differences, distance, nearest
from playground.experiment import Experiment

MINE = Experiment().with_values({"regularizer": "l1", "lambda": 1e-3})


def others(*values):
    return [SimpleNamespace(began_as=MINE.with_values(one)) for one in values]


def test_the_same_settings_are_nearest():
    assert nearest(MINE, others({"lambda": 2e-3}, {}, {"dropout": 0.5})) == 1
    assert distance(MINE, MINE) == 0


def test_of_two_strengths_the_one_that_is_fewer_powers_away_is_nearer():
    assert nearest(MINE, others({"lambda": 1e-1}, {"lambda": 3e-4})) == 1


@pytest.mark.parametrize("other", [{"seed": 2}, {"epochs": 5}, {"lambda": 2e-3}, {"dropout": 0.5}])
def test_another_method_is_further_than_anything_else_that_can_be_set_in_it(other):
    assert nearest(MINE, others({"regularizer": "l2"}, other)) == 1


def test_a_strength_that_does_nothing_is_no_difference():
    none = MINE.with_values({"regularizer": "none"})
    assert distance(none, none.with_values({"lambda": 0.1})) == 0


@pytest.mark.parametrize("other", [{"share": 50}, {"wrong-labels": 10}, {"horizontal-flip": False}])
def test_a_run_on_other_pictures_belongs_into_no_chart_with_it(other):
    assert distance(MINE, MINE.with_values(other)) == math.inf
    assert nearest(MINE, others(other)) is None


def test_nothing_is_nearest_to_nothing():
    assert nearest(MINE, []) is None


def test_what_differs_is_said_with_both_values():
    told = differences(MINE, MINE.with_values({"dropout": 0.5, "seed": 7}))
    assert told == ("dropout 0.5 instead of off", "the seed 7 instead of 1")


def test_of_much_that_differs_three_things_are_named():
    other = MINE.with_values(
        {"dropout": 0.5, "seed": 7, "epochs": 3, "batch-size": 16, "regularizer": "l2"})
    told = differences(MINE, other)
    assert len(told) == 4
    assert told[-1] == "and more"
