"""A pass with dropped units is that of Keras' layer, and its mean that of the whole network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
from computed import computed

MODULE = "arithmetic/dropout.js"
RATE = 0.4


@pytest.fixture(scope="module")
def dense() -> dict[str, Any]:
    numbers = np.random.default_rng(5)
    return {"hidden": np.maximum(numbers.normal(size=24), 0),
            "kernel": numbers.normal(size=(24, 3)) / 4, "bias": np.array([0.2, -0.1, 0.0])}


def _plain(dense: dict[str, Any]) -> dict[str, Any]:
    return {**dense, "kernel": dense["kernel"].ravel()}


def test_a_pass_is_that_of_keras_with_the_same_units_dropped(dense: dict[str, Any]) -> None:
    keras = pytest.importorskip("keras")
    layer = keras.layers.Dropout(RATE, seed=3)
    ones = np.asarray(layer(np.ones((1, 24), np.float32), training=True))[0]
    assert 0 < (ones == 0).sum() < 24
    logits = (dense["hidden"] * ones) @ dense["kernel"] + dense["bias"]
    ours = computed(MODULE, "logitsOf", _plain(dense), (ones > 0).tolist(), RATE)
    np.testing.assert_allclose(ours, logits, rtol=1e-5)
    softmax = np.asarray(keras.ops.softmax(logits))
    np.testing.assert_allclose(computed(MODULE, "probabilitiesOf", ours), softmax, rtol=1e-5)


def test_over_all_ways_to_drop_the_mean_is_the_whole_network(dense: dict[str, Any]) -> None:
    few = {"hidden": dense["hidden"][:3].tolist(), "kernel": dense["kernel"][:3].ravel(),
           "bias": dense["bias"]}
    mean = np.zeros(3)
    for mask in np.ndindex(2, 2, 2):
        chance = np.prod([1 - RATE if kept else RATE for kept in mask])
        mean += chance * np.array(computed(MODULE, "logitsOf", few, mask, RATE))
    np.testing.assert_allclose(mean, computed(MODULE, "logitsOf", few, None, RATE), rtol=1e-12)


def test_the_mean_of_answers_is_that_of_numpy() -> None:
    answers = np.random.default_rng(1).dirichlet(np.ones(3), 7)
    np.testing.assert_allclose(computed(MODULE, "meanAnswer", answers), answers.mean(0), rtol=1e-12)


def test_between_the_points_of_a_curve_it_is_numpys_interpolation() -> None:
    xs, ys = np.linspace(0, 0.95, 20), np.random.default_rng(2).random(20)
    for x in (0.0, 0.013, 0.5, 0.94, 0.95):
        assert computed(MODULE, "interpolated", xs, ys, x) == pytest.approx(np.interp(x, xs, ys))
