"""What a network says of pictures. Plain Keras in, probabilities out; nothing is trained here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import keras

BATCH = 32


def probabilities(
    model: keras.Model, images: NDArray[np.uint8], *, average_flips: bool = False
) -> NDArray[np.float32]:
    """(n, 3) in the order of CLASSES, for uint8 images (n, size, size, 3) at the model's size.

    With `average_flips`, the mean over the picture, its mirror image, its upside-down and both.
    """
    if not len(images):
        return np.zeros((0, 3), np.float32)
    views = [images]
    if average_flips:
        views += [images[:, :, ::-1], images[:, ::-1], images[:, ::-1, ::-1]]
    answers = [_predict(model, view) for view in views]
    return np.asarray(np.mean(answers, axis=0), np.float32)


def _predict(model: keras.Model, images: NDArray[np.uint8]) -> NDArray[np.float32]:
    # Called in batches instead of `predict`, which builds a data pipeline for each call.
    parts = [
        np.asarray(model(images[start : start + BATCH].astype(np.float32), training=False))
        for start in range(0, len(images), BATCH)
    ]
    return np.concatenate(parts)


def input_size(model: keras.Model) -> int:
    """Side of the square that the model takes, in pixels."""
    return int(model.input_shape[1])
