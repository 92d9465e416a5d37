"""What a network says of pictures. Plain Keras in, probabilities out; nothing is trained here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from playground.model.both_ways import one_way
from playground.photo.views import views

if TYPE_CHECKING:
    import keras

BATCH = 32


def probabilities(
    model: keras.Model, images: NDArray[np.uint8], *, average_views: bool = False
) -> NDArray[np.float32]:
    """(n, 3) in the order of CLASSES, for uint8 images (n, size, size, 3) at the model's size.

    With `average_views`, the mean over the `views` of each.
    """
    if not len(images):
        return np.zeros((0, 3), np.float32)
    # Called in batches instead of `predict`, which builds a data pipeline for each call.
    parts = [images[start : start + BATCH] for start in range(0, len(images), BATCH)]
    return np.concatenate([_answers(model, part, average_views) for part in parts])


def _answers(
    model: keras.Model, images: NDArray[np.uint8], average_views: bool
) -> NDArray[np.float32]:
    if not average_views:
        return np.asarray(model(images.astype(np.float32), training=False), np.float32)
    # Each view has its mirror image among them.
    once = one_way(model)
    given = [np.asarray(once(view, training=False)) for view in views(images)]
    return np.asarray(np.mean(given, axis=0), np.float32)


def input_size(model: keras.Model) -> int:
    """Side of the square that the model takes, in pixels."""
    return int(model.input_shape[1])
