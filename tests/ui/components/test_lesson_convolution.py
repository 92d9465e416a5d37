"""The arithmetic of the sliding filter, against NumPy and against the networks' own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from playground.insight.forward import outputs
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import initial_weights

sys.path.insert(0, str(Path(__file__).resolve().parent))
from computed import computed

MODULE = "arithmetic/convolution.js"
RNG = np.random.default_rng(5)


def grid(values: NDArray[Any]) -> dict[str, Any]:
    rows, columns, channels = values.shape
    return {"rows": rows, "columns": columns, "channels": channels, "values": values.ravel()}


def by_numpy(picture: NDArray[Any], kernel: NDArray[Any], bias: float, stride: int) -> Any:
    """Without padding, and without mirroring the kernel."""
    windows = np.lib.stride_tricks.sliding_window_view(picture, kernel.shape)[..., 0, :, :, :]
    return np.einsum("ijuvc,uvc->ij", windows, kernel)[::stride, ::stride] + bias


@pytest.mark.parametrize(("shape", "reach", "stride"), [
    ((7, 6, 1), 3, 1), ((7, 8, 3), 3, 2), ((9, 9, 3), 5, 2), ((8, 8, 1), 3, 3),
])
def test_a_map_without_padding_is_what_numpy_computes(
    shape: tuple[int, int, int], reach: int, stride: int
) -> None:
    picture, kernel = RNG.normal(size=shape), RNG.normal(size=(reach, reach, shape[-1]))
    way = {"stride": stride, "padding": "valid"}
    found = computed(MODULE, "convolved", grid(picture), grid(kernel), 0.5, way)
    expected = by_numpy(picture, kernel, 0.5, stride)
    assert (found["rows"], found["columns"]) == expected.shape
    assert np.allclose(found["values"], expected.ravel())


@pytest.mark.parametrize("name", ["compact", "large"])
def test_a_learned_kernel_gives_what_the_network_computes(name: str) -> None:
    """With padding; of the large network a stem of 5 x 5 and stride 2, whose odd zero is behind."""
    architecture = ARCHITECTURES[name]
    weights = {one: np.asarray(array) for one, array in initial_weights(architecture, 1).items()}
    # Without what comes after it: the sum may be below 0.
    picture = RNG.integers(0, 256, (architecture.size, architecture.size, 3), np.uint8)
    row, given = next(outputs(picture[None], weights, architecture, "max"))
    bias = weights.get("conv2d/bias")
    found = computed(
        MODULE, "convolved", grid(picture / 255), grid(weights["conv2d/kernel"][..., 2]),
        0.0 if bias is None else float(bias[2]), {"stride": row.stride, "padding": row.padding})
    values = np.array(found["values"]).reshape(found["rows"], found["columns"])
    seen = np.maximum(values, 0) if row.activation == "relu" else values
    assert np.allclose(seen, given[0, ..., 2], atol=1e-5)


def test_the_arithmetic_of_one_place_adds_up_to_its_number_in_the_map() -> None:
    picture, kernel = RNG.normal(size=(5, 6, 3)), RNG.normal(size=(3, 3, 3))
    way = {"stride": 2, "padding": "same"}
    whole = computed(MODULE, "convolved", grid(picture), grid(kernel), 0.25, way)
    place = computed(MODULE, "worked", grid(picture), grid(kernel), 0.25, way, 2, 1)
    products = np.array(place["pixels"]) * kernel.ravel()
    assert np.allclose(place["products"], products)
    assert np.allclose(place["sums"], products.reshape(-1, 3).sum(axis=0))
    assert place["sum"] == pytest.approx(products.sum() + 0.25)
    assert place["sum"] == pytest.approx(whole["values"][2 * whole["columns"] + 1])


def test_it_begins_where_the_filter_answers_most_away_from_the_rim() -> None:
    values = np.zeros((9, 9))
    values[4, 5], values[0, 0] = -3.0, 9.0
    shown = {"rows": 9, "columns": 9, "values": values.ravel()}
    assert computed(MODULE, "strongest", shown) == [4, 5]
