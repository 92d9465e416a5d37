"""The browser's penalties are those of Keras, and its paths end where they should."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
from computed import computed

MODULE = "arithmetic/penalties.js"
A = [[1.2, 0.5], [0.5, 0.6]]
MINIMUM, START = [0.9, 0.2], [-0.9, 1.1]


def _problem(kind: str, strength: float = 0.3) -> dict[str, Any]:
    return {"minimum": MINIMUM, "curvature": A, "kind": kind, "lambda": strength, "rate": 0.2}


def _path(kind: str, steps: int = 60) -> np.ndarray[Any, Any]:
    made = computed(MODULE, "descent", _problem(kind), START, steps)
    return np.array([one["next"] for one in made])


def test_descent_is_that_of_keras_with_its_regularizers_and_its_plain_gradient_descent() -> None:
    keras = pytest.importorskip("keras")
    tf = pytest.importorskip("tensorflow")
    penalties = {"none": lambda _: 0.0, "l1": keras.regularizers.L1(0.3),
                 "l2": keras.regularizers.L2(0.3)}
    matrix, least = tf.constant(A), tf.constant(MINIMUM)
    for kind, penalty in penalties.items():
        weights = keras.Variable(START, dtype="float32")
        optimizer = keras.optimizers.SGD(0.2)
        for ours in _path(kind, 25):
            with tf.GradientTape() as tape:
                away = weights.value - least
                loss = 0.5 * tf.reduce_sum(away * tf.linalg.matvec(matrix, away))
                loss += penalty(weights.value)
            optimizer.apply_gradients([(tape.gradient(loss, weights.value), weights)])
            np.testing.assert_allclose(ours, weights.numpy(), atol=2e-6)


def test_by_its_gradient_l1_hops_over_zero_and_the_proximal_step_stops_there() -> None:
    hopping, stopped = _path("l1")[-30:, 1], _path("l1-proximal")[-30:, 1]
    assert hopping.min() < 0 < hopping.max()
    assert not (hopping == 0).any()
    assert (stopped == 0).all()


def test_l2_shrinks_both_weights_and_brings_none_to_zero() -> None:
    end, without = _path("l2", 300)[-1], _path("none", 300)[-1]
    assert (np.abs(end) < np.abs(without)).any()
    assert (np.abs(end) > 0.01).all()


def test_the_best_place_for_both_is_least_among_its_neighbors() -> None:
    for kind in ("none", "l1", "l2", "l1-proximal"):
        best = np.array(computed(MODULE, "optimum", _problem(kind)))
        turns = np.arange(16) * np.pi / 8
        ring = 1e-3 * np.stack([np.cos(turns), np.sin(turns)])
        assert (_total(kind, best[:, None] + ring) > _total(kind, best[:, None])).all()
        if kind == "l2":
            solved = np.linalg.solve(np.array(A) + 0.6 * np.eye(2), np.array(A) @ MINIMUM)
            np.testing.assert_allclose(best, solved, atol=1e-12)


def test_the_proximal_step_is_the_soft_threshold() -> None:
    for weight, end in ((0.5, 0.44), (-0.5, -0.44), (0.06, 0.0), (-0.01, 0.0)):
        assert computed(MODULE, "softThreshold", weight, 0.06) == pytest.approx(end)


def test_a_contour_has_one_value_of_the_loss_all_around() -> None:
    ring = computed(MODULE, "contour", A, 0.3)
    for turn in np.linspace(0, 2 * np.pi, 9):
        x, y = ring["long"] * np.cos(turn), ring["short"] * np.sin(turn)
        cos, sin = np.cos(ring["angle"]), np.sin(ring["angle"])
        away = np.array([x * cos - y * sin, x * sin + y * cos])
        assert 0.5 * away @ np.array(A) @ away == pytest.approx(0.3)


def _total(kind: str, weights: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Data loss and penalty of (2, n) weights."""
    away = weights - np.array(MINIMUM)[:, None]
    loss: np.ndarray[Any, Any] = 0.5 * (away * (np.array(A) @ away)).sum(0)
    sizes = {"none": 0 * weights, "l2": weights**2}.get(kind, np.abs(weights))
    return loss + 0.3 * sizes.sum(0)
