"""What Keras trains and what the app computes are one network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from playground.model.loading import TEACHER_FILE, load_model
from playground.photo.finder_network import GRID, SIDE, maps, shipped_weights
from tools.train_finder.scenes import Place, targets


@pytest.fixture(scope="module", autouse=True)
def heavy_imports():
    """TensorFlow comes with the first test, not while they are collected."""
    global begin_as_pretrained, folded, keras, loss, network, save, tf

    import keras
    import tensorflow as tf

    from tools.train_finder.network import begin_as_pretrained, folded, loss, network, save


@pytest.fixture(scope="module")
def model() -> keras.Model:
    """With other statistics than 0 and 1 in its normalizations."""
    made = network()
    random = np.random.default_rng(0)
    for layer in made.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.set_weights([random.uniform(0.5, 1.5, w.shape) for w in layer.get_weights()])
    return made


@pytest.fixture(scope="module")
def images() -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (3, SIDE, SIDE, 3), np.uint8)


def test_numpy_computes_what_keras_computes(model: keras.Model, images: np.ndarray) -> None:
    expected = np.asarray(model(images.astype(np.float32), training=False))
    heat, sides = maps(images, folded(model))
    assert heat.shape == (3, GRID, GRID)
    np.testing.assert_allclose(heat, 1 / (1 + np.exp(-expected[..., 0])), atol=1e-5)
    np.testing.assert_allclose(
        sides, SIDE * 2.0 ** np.clip(expected[..., 1], -6, 2), rtol=1e-3)


def test_float16_is_enough(model: keras.Model, images: np.ndarray, tmp_path: Path) -> None:
    save(model, tmp_path / "weights.npz")
    with np.load(tmp_path / "weights.npz") as stored:
        rounded = {name: stored[name].astype(np.float32) for name in stored.files}
    np.testing.assert_allclose(
        maps(images, rounded)[0], maps(images, folded(model))[0], atol=5e-3)


def test_what_ships_has_the_layers_of_the_network() -> None:
    shapes = {name: value.shape for name, value in folded(network()).items()}
    assert {name: value.shape for name, value in shipped_weights().items()} == shapes


def test_the_first_layers_begin_as_the_pretrained_ones() -> None:
    made, learned = network(), load_model(TEACHER_FILE)
    begin_as_pretrained(made)
    picture = np.random.default_rng(2).uniform(0, 255, (1, 64, 64, 3)).astype(np.float32)
    ours = theirs = tf.constant(picture)
    for layer in made.layers[1:]:
        if layer.name == "conv2d_3_norm":
            ours = tf.nn.relu(layer(ours, training=False))
            break
        ours = layer(ours, training=False)
    for layer in learned.layers:
        theirs = layer(theirs, training=False)
        if layer.name == "re_lu_3":
            break
    np.testing.assert_allclose(ours, theirs, atol=1e-4)


def test_the_loss_is_least_for_the_target_itself() -> None:
    wanted = targets([[Place(40.0, 50.0, 48.0)], []])
    heat = np.clip(wanted[..., 0], 1e-4, 1 - 1e-4)
    logits = np.log(heat / (1 - heat))
    right = np.stack([logits, wanted[..., 1]], -1).astype(np.float32)
    elsewhere = np.roll(right, 4, axis=2)
    larger = right + np.array([0, 1], np.float32)
    at_all = right.copy()
    at_all[1, 3, 3, 0] = 5
    least = float(loss(wanted, right))
    assert all(float(loss(wanted, wrong)) > least for wrong in (elsewhere, larger, at_all))
