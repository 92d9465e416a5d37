"""Whether a network that somebody gives us answers with probabilities, and what to do if not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from playground.data.paths import shown_path
from playground.errors import BadInput
from playground.messages import lazy

if TYPE_CHECKING:
    from pathlib import Path

    import keras
    from numpy.typing import NDArray

# The sum of three numbers in half precision is off by less.
_NEARLY = 5e-3


def with_probabilities(model: keras.Model, path: Path) -> tuple[keras.Model, bool]:
    """The model whose answers are probabilities, and whether a softmax had to be put after it.

    It has, where the last layer is linear: such a network was trained on logits. Raises `BadInput`
    where its answers are neither. `path` names the model in the sentence.
    """
    answers = _answers(model)
    if not np.isfinite(answers).all():
        raise BadInput(lazy(
            "{path} answers with what is no number; train it again.", path=shown_path(path)))
    if _is_distribution(answers):
        return model, False
    if not _ends_linear(model):
        raise BadInput(lazy(
            "{path} does not answer with probabilities: its three numbers do not sum to 1, and "
            "its last layer is not linear; end it with a softmax.", path=shown_path(path)))
    import keras

    return keras.Sequential([model, keras.layers.Softmax()]), True


def _answers(model: keras.Model) -> NDArray[np.float64]:
    """To pictures of one color each and of noise, (n, 3): logits that sum to 1 on all are none."""
    side = int(model.input_shape[1])
    flat = np.broadcast_to(
        np.array([0.0, 128.0, 255.0], np.float32)[:, None, None, None], (3, side, side, 3))
    noise = np.random.default_rng(0).uniform(0, 255, (2, side, side, 3)).astype(np.float32)
    given = model(np.concatenate([flat, noise]), training=False)
    return np.asarray(given).astype(np.float64)


def _is_distribution(answers: NDArray[np.float64]) -> bool:
    within = (answers >= -_NEARLY).all() and (answers <= 1 + _NEARLY).all()
    return bool(within and (np.abs(answers.sum(axis=1) - 1) <= _NEARLY).all())


def _ends_linear(model: keras.Model) -> bool:
    """Whether nothing bends the last numbers: layers such as an average have no activation."""
    import keras

    last: Any = model.outputs[0]._keras_history.operation
    if isinstance(last, keras.Model):
        return _ends_linear(last)
    bends = isinstance(last, (
        keras.layers.ReLU, keras.layers.LeakyReLU, keras.layers.ELU, keras.layers.PReLU,
        keras.layers.Softmax))
    linear = keras.activations.linear
    return not bends and getattr(last, "activation", linear) in (linear, None)
