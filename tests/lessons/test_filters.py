"""Answers and tasks of the lessons on filters, layers and what they see."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from playground.experiment import Experiment
from playground.insight.forward import activations
from playground.lessons.given import Given, shipped
from playground.lessons.registry import answers, conditions
from playground.lessons.topics.convolution import FILTERS, WEIGHTS
from playground.lessons.topics.features import shipped_patches
from playground.model.architectures import architecture_of, parameter_count
from playground.model.weights import Weights, initial_weights
from playground.training.history import LIVE, History
from playground.training.states import FINISHED
from playground.ui.components.lesson_features import blocks
from playground.ui.learn.pictures.chain import network_boxes
from playground.ui.learn.pictures.features import convolution_maps


@dataclass(frozen=True)
class Kept:
    """Weights as a History asks for them."""

    weights: Weights

    def epochs(self) -> tuple[int, ...]:
        return ()

    def at(self, epoch: int) -> Weights | None:
        return None

    def newest(self) -> Weights | None:
        return self.weights


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


def test_a_filter_of_the_last_layer_sees_most_of_the_picture() -> None:
    reply = answers()["seen-by-the-last-layer"].compute(shipped())
    assert reply.choice == "most"
    assert reply.values == {"size": 38, "side": 64, "first": 3}


@pytest.mark.parametrize(("told", "done"), [
    ((4, 4, 8), True), ((4, 4, 9), True), ((4, 4, 7), False), ((1, 4, 9), False),
])
def test_a_filter_of_the_last_layer_whose_patches_are_of_one_sign(
    told: tuple[int, int, int], done: bool
) -> None:
    numbers = dict(zip(("layer", "layers", "alike"), map(float, told), strict=True))
    assert conditions()["last-layer-filter-of-one-sign"].done(numbers) is done


def test_there_are_such_filters_in_the_network_that_ships_and_none_in_its_first_layer() -> None:
    """The task can be done, and the answer to its question is no."""
    sheets = list(shipped_patches().values())
    alike = [[np.bincount(signs).max() for signs, values in zip(
        one.labels, one.values, strict=True) if values[0] > 0] for one in sheets]
    assert max(alike[0]) < 8 <= max(alike[-1])


def test_maps_are_of_each_convolution_before_its_pooling() -> None:
    given = shipped()
    picture = given.pictures()[:2]
    found = convolution_maps(given, picture)
    assert list(found) == ["conv2d", "conv2d_1", "conv2d_2", "conv2d_3"]
    pooled = activations(picture, given.weights, given.architecture, given.pooling)
    for name, maps in found.items():
        b, h, w, f = maps.shape
        assert np.array_equal(
            maps.reshape(b, h // 2, 2, w // 2, 2, f).max(axis=(2, 4)), pooled[name])


def test_a_map_too_large_to_be_sent_keeps_the_largest_of_each_block() -> None:
    maps = np.arange(130 * 131 * 2, dtype=np.float32).reshape(1, 130, 131, 2)
    found = blocks(maps)
    assert found.shape == (1, 43, 43, 2)
    assert found[0, 0, 0].tolist() == maps[0, :3, :3].max(axis=(0, 1)).tolist()
    assert blocks(maps[:, :64, :64]).shape == (1, 64, 64, 2)


@pytest.mark.parametrize("name", ["deep", "large", "two-conv"])
def test_every_network_has_its_boxes_and_maps(name: str) -> None:
    """With batch normalization, and with a stem, too; their parameters are all that there are."""
    began = Experiment(model=name)
    weights = initial_weights(architecture_of(began), 1)
    given = Given(History("run", LIVE, FINISHED, began, _weights=Kept(weights)))
    boxes = list(network_boxes(given))
    assert [boxes[0].kind, boxes[-1].kind] == ["input", "output"]
    assert sum(box.parameters for box in boxes) == parameter_count(given.architecture)
    assert all(box.values is not None and box.values.shape == box.shape for box in boxes)
    maps = convolution_maps(given, given.pictures()[:1])
    assert len(maps) == sum(box.kind == "conv" for box in boxes)
    assert all(values.min() >= 0 for values in maps.values())
