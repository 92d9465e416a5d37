"""What the browser makes of a map is what Keras makes of it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
from computed import computed

MODULE = "arithmetic/pooling.js"


def sheet(values: np.ndarray) -> dict[str, object]:
    rows, columns = values.shape
    return {"rows": rows, "columns": columns, "values": values.ravel()}


@pytest.mark.parametrize("size", [2, 3, 8])
@pytest.mark.parametrize("kind", ["max", "average"])
def test_pooling_is_that_of_keras_whatever_blocks_leave_over(kind: str, size: int) -> None:
    import keras

    values = np.random.default_rng(size).normal(size=(11, 17)).astype(np.float32)
    layer = (keras.layers.MaxPooling2D if kind == "max" else keras.layers.AveragePooling2D)(size)
    expected = np.asarray(layer(values[None, :, :, None]))[0, :, :, 0]
    found = computed(MODULE, "pooled", sheet(values), size, kind)
    assert (found["rows"], found["columns"]) == expected.shape
    np.testing.assert_allclose(found["values"], expected.ravel(), rtol=1e-6, atol=1e-7)


def test_relu_is_that_of_keras() -> None:
    import keras

    values = np.random.default_rng(1).normal(size=40).astype(np.float32)
    np.testing.assert_array_equal(
        np.float32(computed(MODULE, "rectified", values)), np.asarray(keras.ops.relu(values)))


@pytest.mark.parametrize("at", [(0, 0), (3, 5), (7, 6)])
def test_the_strongest_number_moves_within_its_block_and_max_pooling_stays(
    at: tuple[int, int]
) -> None:
    values = np.random.default_rng(2).uniform(size=(8, 7)).astype(np.float32)
    values[at] = 3
    moved = np.float32(computed(
        MODULE, "nudged", {**sheet(values), "values": values.ravel()}, 4)["values"]).reshape(8, 7)
    row, column = np.unravel_index(moved.argmax(), moved.shape)
    assert (row, column) != at
    assert (row // 4, column // 4) == (at[0] // 4, at[1] // 4)
    assert sorted(moved.ravel()) == sorted(values.ravel())
