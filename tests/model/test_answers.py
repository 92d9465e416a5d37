"""Foreign networks: probabilities are left alone, logits get a softmax, the rest is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from playground.errors import BadInput
from playground.model.answers import with_probabilities


@pytest.fixture(scope="module", autouse=True)
def heavy_imports() -> None:
    """TensorFlow comes with the first test, not while they are collected."""
    global keras
    import keras


PATH = Path("other.keras")
PICTURES = np.random.default_rng(1).uniform(0, 255, (4, 8, 8, 3)).astype(np.float32)


def ending(*layers: object) -> object:
    keras.utils.set_random_seed(3)
    return keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Flatten(), *layers])


@pytest.mark.parametrize("layers", [
    [lambda: keras.layers.Dense(3, activation="softmax")],
    [lambda: keras.layers.Dense(3), lambda: keras.layers.Softmax()],
    [lambda: keras.layers.Dense(3), lambda: keras.layers.Activation("softmax", dtype="float16")],
])
def test_probabilities_are_left_as_they_are(layers: list) -> None:
    model = ending(*(make() for make in layers))
    assert with_probabilities(model, PATH) == (model, False)


@pytest.mark.parametrize("layers", [
    [lambda: keras.layers.Dense(3)],
    [lambda: keras.layers.Dense(3), lambda: keras.layers.Activation("linear")],
    [lambda: keras.layers.Dense(3), lambda: keras.layers.Rescaling(0.5)],
    [lambda: keras.Sequential([keras.layers.Dense(5), keras.layers.Dense(3)])],
])
def test_logits_get_a_softmax_which_changes_no_winner(layers: list) -> None:
    model = ending(*(make() for make in layers))
    mended, was_mended = with_probabilities(model, PATH)
    assert was_mended
    logits = np.asarray(model(PICTURES), np.float64)
    expected = np.exp(logits - logits.max(axis=1, keepdims=True))
    expected /= expected.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(np.asarray(mended(PICTURES)), expected, atol=1e-5)
    assert mended.input_shape == model.input_shape


@pytest.mark.parametrize("activation", ["sigmoid", "relu", "log_softmax", "tanh"])
def test_answers_that_are_neither_are_refused_in_a_sentence(activation: str) -> None:
    model = ending(keras.layers.Dense(3, activation=activation))
    with pytest.raises(BadInput, match="does not answer with probabilities"):
        with_probabilities(model, PATH)


def test_answers_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    model = ending(keras.layers.Dense(3, activation="softmax"))
    model.layers[-1].set_weights([np.full((192, 3), np.nan), np.zeros(3)])
    with pytest.raises(BadInput, match="no number"):
        with_probabilities(model, PATH)
