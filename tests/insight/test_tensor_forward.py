from dataclasses import replace

import numpy as np
import pytest

from playground.insight import forward
from playground.insight.tensor_forward import TensorNetwork
from playground.model.architectures import ARCHITECTURES, OUTPUT, layers
from tests.insight.test_forward import weights_of
from tests.made_data import squares


@pytest.mark.parametrize(("model", "pooling", "standardized"), [
    ("compact", "max", False), ("compact", "average", True), ("deep", "max", False)])
def test_it_gives_what_the_forward_pass_in_numpy_gives(model, pooling, standardized) -> None:
    architecture = replace(ARCHITECTURES[model], standardized=standardized)
    weights, images = weights_of(architecture), squares(2, 64)[0]
    expected = forward.activations(images, weights, architecture, pooling)
    given = dict(TensorNetwork(weights, architecture, pooling).rectified(images))
    assert list(given) == list(expected)
    pooled = {row.name for row, behind in zip(
        _bearers(architecture), _bearers(architecture)[1:], strict=False)
        if behind.type.endswith("Pooling2D")}
    for name, values in given.items():
        values = values.numpy()
        if name == OUTPUT:
            values = forward._softmax(values)
        elif name in pooled:
            values = forward._pool(values, "MaxPooling2D" if pooling == "max" else "average")
        np.testing.assert_allclose(values, expected[name], rtol=1e-4, atol=1e-5, err_msg=name)


def _bearers(architecture):
    return [row for row in layers(architecture) if row.type not in ("BatchNormalization", "ReLU")]


def test_what_lies_behind_a_layer_goes_on_from_its_maps() -> None:
    architecture = ARCHITECTURES["deep"]
    network = TensorNetwork(weights_of(architecture), architecture, "max")
    images = squares(2, 64)[0]
    whole = dict(network.rectified(images))
    behind = dict(network.after("conv2d_2", whole["conv2d_2"]))
    assert list(behind) == list(whole)[3:]
    for name, values in behind.items():
        np.testing.assert_array_equal(values, whole[name])
