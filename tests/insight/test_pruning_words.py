"""Each sentence about pruning has a run that triggers it."""

import pytest

from playground.insight.pruning import PrunedReading
from playground.insight.pruning_words import PrunedRun, against, of_run, sentences

PERCENTS = (0, 50, 90, 95, 99, 100)


def run(name, *accuracies, zeros=0.0):
    return PrunedRun(name, [
        PrunedReading(percent, max(zeros, percent / 100), {"validation": accuracy})
        for percent, accuracy in zip(PERCENTS, accuracies, strict=False)])


NONE = run("none", 0.62, 0.618, 0.5, 0.4, 0.33, 0.33)
L1 = run("L1", 0.82, 0.82, 0.82, 0.815, 0.6, 0.33)
PROXIMAL = run("proximal", 0.8, 0.8, 0.8, 0.8, 0.7, 0.33, zeros=0.94)


def test_what_can_be_removed_is_told_with_what_it_starts_from():
    assert of_run(L1) == ("L1: 95\xa0% of its weights can be removed before validation falls by "
                          "more than a point from 82\xa0%.")


def test_zeros_that_are_there_already_are_told():
    assert of_run(PROXIMAL) == (
        "proximal: 94\xa0% of its weights are zero as they are, and 95\xa0% can be removed before "
        "validation falls by more than a point from 80\xa0%.")


def test_a_network_that_bears_no_removal_is_told():
    assert of_run(run("dense", 0.9, 0.7)) == (
        "dense: removing the smallest 50\xa0% of its weights already costs more than a point of "
        "its 90\xa0% on validation.")


def test_of_a_network_that_guesses_removal_tells_nothing():
    guessing = run("collapsed", 1 / 3, 1 / 3, 1 / 3)
    assert of_run(guessing) == (
        "collapsed: it guesses with all its weights, 33\xa0% of the validation pictures, so "
        "removing some tells nothing.")
    assert against(NONE, guessing) == ""


def test_networks_far_apart_are_compared_by_what_they_can_do_without():
    assert against(NONE, L1) == (
        "For at most a point of validation, L1 can do without 95\xa0% of its weights, none without "
        "50\xa0%.")
    assert against(L1, NONE) == (
        "For at most a point of validation, none can do without 50\xa0% of its weights, L1 without "
        "95\xa0%.")


def test_networks_close_together_are_said_to_be():
    assert against(L1, PROXIMAL) == (
        "For at most a point of validation, proximal and L1 can do without much the same share of "
        "their weights: 95\xa0% and 95\xa0%.")


@pytest.mark.parametrize(("runs", "expected"), [
    ([], []),
    ([NONE], [of_run(NONE)]),
    ([NONE, L1, PROXIMAL], [against(NONE, L1), against(NONE, PROXIMAL)]),
    ([run("collapsed", 0.3), L1], [of_run(run("collapsed", 0.3)), of_run(L1)]),
    ([NONE, run("dense", 0.9, 0.7)], [of_run(run("dense", 0.9, 0.7))]),
    ([NONE, run("collapsed", 0.3)], [of_run(run("collapsed", 0.3))]),
])
def test_several_runs_are_compared_with_the_first_where_both_can_be_told(runs, expected):
    assert sentences(runs) == expected


def test_without_a_validation_picture_nothing_is_said():
    nothing = PrunedRun("none", [PrunedReading(0, 0.0, {"validation": None})])
    assert of_run(nothing) == ""
    assert sentences([nothing]) == []
