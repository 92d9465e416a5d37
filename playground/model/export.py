"""The trained network as a plain `.keras` file: stock layers only, nothing of this package.

In: float32 RGB, 0 to 255, (n, size, size, 3). Out: softmax, (n, 3), in the order of CLASSES.
Pixels are scaled inside. Any process with Keras can load it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import keras
import numpy as np
from keras import layers as stock
from numpy.typing import NDArray

from playground.model.architectures import (
    CLASS_COUNT,
    NORMALIZATION_EPSILON,
    Architecture,
    Layer,
    layers,
)
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
        model = keras.Sequential(
            [keras.Input((architecture.size, architecture.size, 3), name="image"),
             stock.Rescaling(1 / 255, name="rescaling", dtype="float32")],
            name=architecture.name.replace("-", "_"),
        )
        if architecture.standardized:
            model.add(standardization())
        for row in layers(architecture, pooling):
            model.add(_stock_layer(row, architecture, dropout))
        for row in layers(architecture, pooling):
            if names := row.weights:
                model.get_layer(row.name).set_weights(
                    [weights[f"{row.name}/{name}"] for name in names])
    return model


def standardization() -> stock.Layer:
    """As `standardize`: over a whole picture, with nothing that is learned."""
    return stock.LayerNormalization(
        axis=(1, 2, 3), epsilon=NORMALIZATION_EPSILON, center=False, scale=False,
        name="standardization", dtype="float32")


def read_weights(
    model: keras.Model, architecture: Architecture, pooling: str
) -> dict[str, NDArray[np.float32]]:
    """The inverse of `plain_model`: the weights of a model of that architecture, by name."""
    return {
        f"{row.name}/{name}": np.asarray(value)
        for row in layers(architecture, pooling) if row.weights
        for name, value in zip(
            row.weights, model.get_layer(row.name).get_weights(), strict=True)}


def _stock_layer(row: Layer, architecture: Architecture, dropout: float) -> Any:
    common = {"name": row.name, "dtype": "float32"}
    match row.type:
        case "Conv2D":
            assert row.kernel is not None
            return stock.Conv2D(
                row.output[-1], row.kernel[0], strides=row.stride, padding=architecture.padding,
                activation="relu" if row.vectors else None, use_bias=bool(row.vectors), **common)
        case "BatchNormalization":
            return stock.BatchNormalization(epsilon=NORMALIZATION_EPSILON, **common)
        case "ReLU":
            return stock.ReLU(**common)
        case "MaxPooling2D":
            return stock.MaxPooling2D(2, **common)
        case "AveragePooling2D":
            return stock.AveragePooling2D(2, **common)
        case "Flatten":
            return stock.Flatten(**common)
        case "Dropout":
            return stock.Dropout(dropout, **common)
    activation = "softmax" if row.output == (CLASS_COUNT,) else "relu"
    return stock.Dense(row.output[-1], activation=activation, **common)


def save(model: keras.Model, path: Path) -> None:
    """Write a `.keras` file, whole or not at all."""
    partial = path.with_name(f".{path.stem}.partial.keras")
    model.save(partial)
    partial.replace(path)
