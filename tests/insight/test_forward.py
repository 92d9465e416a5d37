from dataclasses import replace

import numpy as np
import pytest

from playground.insight import forward
from playground.insight.forward import activations, hidden_units, probabilities
from playground.model.architectures import ARCHITECTURES, kernel_shapes, layers
from playground.model.weights import initial_weights
from tests.made_data import squares


def weights_of(architecture):
    """Start weights, with biases that are not zero: one that is left out must show."""
    weights = dict(initial_weights(architecture, 4))
    for index, name in enumerate(n for n in weights if not n.endswith("/kernel")):
        about = 1 if name.endswith(("/gamma", "/moving_variance")) else 0
        weights[name] = about + np.linspace(
            -0.1, 0.1 + index / 50, weights[name].size, dtype=np.float32)
    return weights


@pytest.mark.parametrize(("name", "pooling", "standardized"), [
    *((name, pooling, False) for name in ("compact", "two-conv", "deep", "article")
      for pooling in ("max", "average")),
    ("compact", "max", True), ("deep", "average", True),
])
def test_every_layer_gives_what_plain_keras_gives(name, pooling, standardized):
    keras = pytest.importorskip("keras")
    from playground.model.export import plain_model

    architecture = replace(ARCHITECTURES[name], standardized=standardized)
    weights = weights_of(architecture)
    images, _ = squares(2, architecture.size)
    twin = plain_model(architecture, pooling, weights)
    # A conv layer's maps are read after the ReLU and the pooling that may follow it.
    read = []
    for layer in twin.layers:
        if layer.name in kernel_shapes(architecture):
            read.append(layer.output)
        elif layer.name.startswith(("batch", "re_lu", "max_pool", "average_pool")):
            read[-1] = layer.output
    expected = keras.Model(twin.inputs[0], read)(images.astype(np.float32))
    given = activations(images, weights, architecture, pooling)
    for (layer, values), theirs in zip(given.items(), expected, strict=True):
        assert values.dtype == np.float32
        np.testing.assert_allclose(values, theirs, rtol=1e-4, atol=1e-5, err_msg=layer)


def test_the_maps_have_the_shapes_of_the_layer_table():
    architecture = ARCHITECTURES["article"]
    images, _ = squares(1, architecture.size)
    given = activations(images, initial_weights(architecture, 1), architecture, "max")
    maps = {name: values for name, values in given.items() if values.ndim == 4}
    pooled = [row.output for row in layers(architecture) if row.type == "MaxPooling2D"]
    assert [values.shape[1:] for values in maps.values()] == pooled
    assert list(maps) == ["conv2d", "conv2d_1", "conv2d_2", "conv2d_3"]


def test_many_pictures_give_the_same_in_chunks(monkeypatch):
    architecture = ARCHITECTURES["compact"]
    weights = weights_of(architecture)
    images, _ = squares(5)
    whole = hidden_units(images, weights, architecture, "max")
    monkeypatch.setattr(forward, "CHUNK", 2)
    np.testing.assert_allclose(
        hidden_units(images, weights, architecture, "max"), whole, rtol=1e-5, atol=1e-6)


def test_no_pictures_give_no_answers():
    architecture = ARCHITECTURES["compact"]
    weights, none = weights_of(architecture), np.zeros((0, 64, 64, 3), np.uint8)
    assert probabilities(none, weights, architecture, "max").shape == (0, 3)
    assert hidden_units(none, weights, architecture, "max").shape == (0, 128)


def test_an_untrained_network_guesses():
    architecture = ARCHITECTURES["compact"]
    images, _ = squares(9)
    answers = probabilities(images, initial_weights(architecture, 1), architecture, "max")
    np.testing.assert_allclose(answers.sum(axis=1), 1, rtol=1e-5)
    assert np.abs(answers - 1 / 3).max() < 0.2
