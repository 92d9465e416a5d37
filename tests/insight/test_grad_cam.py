"""Grad-CAM against models whose answer is known by construction, and finite differences."""

from __future__ import annotations

from dataclasses import asdict, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from playground.insight.grad_cam import class_map, grad_cam
from playground.model.architectures import ARCHITECTURES, layers
from playground.model.weights import initial_weights


@pytest.fixture(scope="module", autouse=True)
def heavy_imports() -> None:
    """TensorFlow comes with the first test, not while they are collected."""
    global keras, Network, plain_model

    import keras

    from playground.export.stock_network import Network
    from playground.model.export import plain_model


SIZE = 32


def brightness_network() -> keras.Model:
    """Rock where anything is bright: one map, which is the brightness itself."""
    model = keras.Sequential([
        keras.Input((SIZE, SIZE, 3)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(1, 1, activation="relu"),
        keras.layers.MaxPooling2D(2),
        keras.layers.Flatten(),
        keras.layers.Dense(1, activation="relu"),
        keras.layers.Dense(3, activation="softmax"),
    ])
    pixels = (SIZE // 2) ** 2
    model.layers[1].set_weights([np.full((1, 1, 3, 1), 1 / 3, np.float32), np.zeros(1)])
    model.layers[4].set_weights([np.full((pixels, 1), 1 / pixels, np.float32), np.zeros(1)])
    model.layers[5].set_weights([np.array([[-1.0, 2.0, -1.0]]), np.zeros(3)])
    return model


def patch_at(top: int, left: int, side: int = 8) -> NDArray[np.uint8]:
    image = np.zeros((SIZE, SIZE, 3), np.uint8)
    image[top : top + side, left : left + side] = 255
    return image


@pytest.mark.parametrize(("top", "left"), [(0, 0), (4, 20), (24, 24), (12, 8)])
def test_the_bright_patch_that_decides_is_what_is_pointed_at(top: int, left: int) -> None:
    seen = grad_cam(brightness_network(), patch_at(top, left), 1)
    assert seen.shape == (SIZE, SIZE)
    assert seen.dtype == np.float32
    inside = np.zeros((SIZE, SIZE), bool)
    inside[top : top + 8, left : left + 8] = True
    np.testing.assert_allclose(seen[inside], 1, atol=1e-6)
    np.testing.assert_allclose(seen[~inside], 0, atol=1e-6)


def test_nothing_speaks_for_a_class_that_the_patch_speaks_against() -> None:
    assert grad_cam(brightness_network(), patch_at(4, 4), 0).max() == 0


def test_a_black_picture_has_no_place_to_point_at() -> None:
    seen = grad_cam(brightness_network(), np.zeros((SIZE, SIZE, 3), np.uint8), 1)
    np.testing.assert_array_equal(seen, np.zeros((SIZE, SIZE), np.float32))


def small_network(seed: int) -> keras.Model:
    keras.utils.set_random_seed(seed)
    return keras.Sequential([
        keras.Input((12, 12, 3)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(4, 3, padding="same", activation="tanh"),
        keras.layers.Conv2D(5, 3, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.ReLU(),
        keras.layers.AveragePooling2D(2),
        keras.layers.Flatten(),
        keras.layers.Dense(7, activation="tanh"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(3, activation="softmax"),
    ])


@pytest.mark.parametrize("class_index", [0, 1, 2])
def test_it_agrees_with_finite_differences(class_index: int) -> None:
    """The gradient of the score by the maps, counted out in float64 with numpy alone."""
    model = small_network(3)
    image = np.random.default_rng(8).integers(0, 256, (12, 12, 3), np.uint8)
    inner = keras.Model(model.inputs[0], model.layers[4].output)
    maps = np.asarray(inner(image[None].astype(np.float32), training=False), np.float64)[0]
    dense, last = ([np.asarray(w, np.float64) for w in model.layers[at].get_weights()]
                   for at in (7, 9))

    def score(values: NDArray[np.float64]) -> float:
        pooled = values.reshape(6, 2, 6, 2, 5).mean(axis=(1, 3)).reshape(-1)
        return float((np.tanh(pooled @ dense[0] + dense[1]) @ last[0] + last[1])[class_index])

    step, gradient = 1e-5, np.zeros_like(maps)
    for at in np.ndindex(maps.shape):
        up, down = maps.copy(), maps.copy()
        up[at] += step
        down[at] -= step
        gradient[at] = (score(up) - score(down)) / (2 * step)
    alpha = gradient.mean(axis=(0, 1))
    expected = np.maximum((maps * alpha).sum(axis=-1), 0)
    np.testing.assert_allclose(class_map(model, image, class_index), expected, atol=1e-5)
    # Dropout is off: the same again.
    np.testing.assert_array_equal(
        class_map(model, image, class_index), class_map(model, image, class_index))


@pytest.mark.parametrize("standardized", [False, True])
@pytest.mark.parametrize("name", ["compact", "two-conv", "deep"])
def test_every_network_of_the_project_can_be_asked(name: str, standardized: bool) -> None:
    architecture = replace(ARCHITECTURES[name], standardized=standardized)
    model = plain_model(architecture, "max", initial_weights(architecture, 1), dropout=0.5)
    image = np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8)
    seen = grad_cam(model, image, 2)
    assert seen.shape == (64, 64)
    assert 0 <= seen.min() <= seen.max() <= 1.0001


def test_the_softmax_may_be_a_layer_of_its_own() -> None:
    architecture = replace(
        ARCHITECTURES["deep"], filters=(4, 6), units=8, convs=(1, 1))
    network = Network(1, ["dense"], 64, [asdict(row) for row in layers(architecture)])
    image = np.random.default_rng(2).integers(0, 256, (64, 64, 3), np.uint8)
    maps = [grad_cam(network.whole, image, at) for at in range(3)]
    assert max(one.max() for one in maps) == pytest.approx(1)
    assert class_map(network.whole, image, 0).shape == (16, 16)


def test_a_model_without_a_convolution_is_refused() -> None:
    model = keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Flatten(),
                              keras.layers.Dense(3, activation="softmax")])
    with pytest.raises(ValueError, match="convolution"):
        grad_cam(model, np.zeros((8, 8, 3), np.uint8), 0)
