"""Answers and tasks of the lessons on filters, layers and what they see."""

from __future__ import annotations

import numpy as np
import pytest

from playground.lessons.given import shipped
from playground.lessons.registry import answers, conditions
from playground.lessons.topics.convolution import FILTERS, WEIGHTS


def typed(weights: object, *, edited: bool = True) -> dict[str, float]:
    numbers = np.asarray(weights, float).ravel()
    return {**dict(zip(WEIGHTS, numbers, strict=True)), "edited": float(edited)}


@pytest.mark.parametrize(("told", "done"), [
    (typed([[1, 2, 1], [0, 0, 0], [-1, -2, -1]]), True),
    (typed([[.5, .5, .5], [-.5, -.5, -.5], [0, 0, 0]]), True),
    (typed(FILTERS["horizontal"], edited=False), False),
    (typed(FILTERS["vertical"]), False),
    (typed([[1, 1, 1], [0, 0, 0], [-1, -1, 0]]), False),
    (typed(np.ones((3, 3))), False),
    (typed(np.zeros((3, 3))), False),
    ({"edited": 1.0}, False),
])
def test_a_filter_for_horizontal_edges_alone_is_told_from_others(
    told: dict[str, float], done: bool
) -> None:
    assert conditions()["finds-horizontal-edges-only"].done(told) is done


def test_an_edge_filter_gives_about_nothing_on_even_ground() -> None:
    reply = answers()["filter-on-even-ground"].compute(shipped())
    assert reply.choice == "zero"
    assert abs(float(str(reply.values["sum"]))) <= 3 < float(str(reply.values["brightness"]))


def test_most_parameters_of_the_articles_network_are_in_its_dense_layer() -> None:
    reply = answers()["largest-layer"].compute(shipped())
    assert reply.choice == "dense"
    assert reply.values == {
        "share": pytest.approx(0.973, abs=5e-4), "parameters": 9_437_696, "total": 9_699_395,
        "inputs": 18_432, "units": 512}


@pytest.mark.parametrize(("told", "done"), [
    ({"article": 1.0, "dense_share": .108}, True), ({"article": 1.0, "dense_share": .973}, False),
    ({"article": 0.0, "dense_share": .1}, False), ({"dense_share": .1}, False),
])
def test_a_dense_layer_with_less_than_half_of_the_parameters(
    told: dict[str, float], done: bool
) -> None:
    assert conditions()["dense-holds-less-than-half"].done(told) is done
