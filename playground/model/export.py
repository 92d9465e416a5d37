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

from playground.model.architectures import CLASS_COUNT, Architecture, layers
from playground.model.step import TRACING


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
        for row in layers(architecture, pooling):
            model.add(_stock_layer(row.type, row.name, row.output, architecture, dropout))
        for row in layers(architecture, pooling):
            if row.kernel:
                model.get_layer(row.name).set_weights(
                    [weights[f"{row.name}/kernel"], weights[f"{row.name}/bias"]])
    return model


def _stock_layer(
    kind: str, name: str, output: tuple[int, ...], architecture: Architecture, dropout: float
) -> Any:
    common = {"name": name, "dtype": "float32"}
    match kind:
        case "Conv2D":
            return stock.Conv2D(
                output[-1], 3, padding=architecture.padding, activation="relu", **common)
        case "MaxPooling2D":
            return stock.MaxPooling2D(2, **common)
        case "AveragePooling2D":
            return stock.AveragePooling2D(2, **common)
        case "Flatten":
            return stock.Flatten(**common)
        case "Dropout":
            return stock.Dropout(dropout, **common)
    activation = "softmax" if output == (CLASS_COUNT,) else "relu"
    return stock.Dense(output[-1], activation=activation, **common)


def save(model: keras.Model, path: Path) -> None:
    """Write a `.keras` file, whole or not at all."""
    partial = path.with_name(f".{path.stem}.partial.keras")
    model.save(partial)
    partial.replace(path)
