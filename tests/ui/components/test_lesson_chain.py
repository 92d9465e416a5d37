"""Shapes and parameters that the browser computes are those of the networks here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground.model.architectures import ARCHITECTURES, Architecture, layers, penalized_kernels
from playground.ui.components.lesson_chain import as_maps, levels_of

sys.path.insert(0, str(Path(__file__).resolve().parent))
from computed import computed

MODULE = "arithmetic/network_shapes.js"
SIX = Architecture("six", 224, "valid", (64, 64, 128, 128, 128, 128), 512)


def shapes(one: Architecture) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = computed(MODULE, "shapesOf", {
        "size": one.size, "channels": 3, "reach": 3, "padding": one.padding,
        "filters": one.filters, "units": one.units, "classes": 3})
    return found


@pytest.mark.parametrize("one", [
    ARCHITECTURES["article"], ARCHITECTURES["compact"], ARCHITECTURES["two-conv"], SIX])
def test_shapes_and_parameters_are_those_of_the_layer_table(one: Architecture) -> None:
    expected = [row for row in layers(one) if row.type != "Dropout"]
    found = shapes(one)[1:]
    assert [tuple(row["shape"]) for row in found] == [row.output for row in expected]
    assert [row["parameters"] for row in found] == [row.parameters for row in expected]


def test_the_three_largest_are_those_that_bear_the_penalty() -> None:
    article = ARCHITECTURES["article"]
    names = ["input", *(row.name for row in layers(article) if row.type != "Dropout")]
    largest = computed(MODULE, "largest", shapes(article), 3)
    assert tuple(names[at] for at in largest) == penalized_kernels(article, "three-largest")


def test_a_block_that_nothing_is_left_for_is_left_out() -> None:
    tiny = Architecture("tiny", 10, "valid", (8, 8, 8, 8), 4)
    assert [row["kind"] for row in shapes(tiny)].count("conv") == 2


def test_what_a_layer_gives_keeps_its_sign_and_its_largest_value() -> None:
    levels, signed, peak = levels_of(as_maps(np.array([-2.0, 0.0, 1.0, 0.5], np.float32)))
    assert signed
    assert peak == 2.0
    assert levels.view(np.int8).tolist() == [[[-127, 0], [64, 32]]]
    levels, signed, peak = levels_of(np.array([[[0.0, 4.0]]], np.float32))
    assert not signed
    assert levels.tolist() == [[[0, 255]]]


def test_of_many_numbers_the_first_maps_are_shown() -> None:
    assert as_maps(np.zeros((222, 222, 64), np.float32)).shape == (5, 222, 222)
    assert as_maps(np.zeros((64, 64, 16), np.float32)).shape == (16, 64, 64)
