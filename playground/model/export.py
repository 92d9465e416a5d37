"""The trained network as a plain `.keras` file: stock layers only, nothing of this package.

In: float32 RGB, 0 to 255, (n, size, size, 3). Out: softmax, (n, 3), in the order of CLASSES.
Pixels are scaled inside. Any process with Keras can load it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import keras
import numpy as np
from numpy.typing import NDArray

from playground.model.architectures import Architecture, layers
from playground.model.both_ways import one_way
from playground.model.stock_layers import scaling, set_weights, stock_layer
from playground.model.tracing import TRACING


def plain_model(
    architecture: Architecture,
    pooling: str,
    weights: Mapping[str, NDArray[np.float32]],
    dropout: float = 0.0,
) -> keras.Model:
    """A float32 Keras model with the given weights (`layer/kernel`, `layer/bias`)."""
    # Keras names layers from global counters and is not safe to build from several threads.
    with TRACING:
        rows = layers(architecture, pooling)
        model = keras.Sequential(
            [keras.Input((architecture.size, architecture.size, 3), name="image"),
             *scaling(architecture.standardized),
             *(stock_layer(row, dropout) for row in rows)],
            name=architecture.name.replace("-", "_"),
        )
        set_weights(model, rows, weights)
    return model


def read_weights(
    model: keras.Model, architecture: Architecture, pooling: str
) -> dict[str, NDArray[np.float32]]:
    """The inverse of `plain_model`: the weights of a model of that architecture, by name."""
    model = one_way(model)
    return {
        f"{row.name}/{name}": np.asarray(value)
        for row in layers(architecture, pooling) if row.weights
        for name, value in zip(
            row.weights, model.get_layer(row.name).get_weights(), strict=True)}


def save(model: keras.Model, path: Path) -> None:
    """Write a `.keras` file, whole or not at all."""
    partial = path.with_name(f".{path.stem}.partial.keras")
    model.save(partial)
    partial.replace(path)
