"""A network's layers as Keras's own: for the export, and for the script that repeats a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import keras
import numpy as np
from keras import layers as stock
from numpy.typing import NDArray

from playground.model.architectures import (
    NORMALIZATION_EPSILON,
    NORMALIZATION_MOMENTUM,
    Layer,
)


def scaling(standardized: bool) -> list[stock.Layer]:
    """What makes the network's input of pixels from 0 to 255.

    Standardized: over a whole picture, with nothing that is learned.
    """
    scaled = stock.Rescaling(1 / 255, name="rescaling", dtype="float32")
    if not standardized:
        return [scaled]
    return [scaled, stock.LayerNormalization(
        axis=(1, 2, 3), epsilon=NORMALIZATION_EPSILON, center=False, scale=False,
        name="standardization", dtype="float32")]


def stock_layer(row: Layer, dropout: float = 0.0) -> Any:
    """The layer of that row, in float32; its weights are set later, see `set_weights`."""
    common = {"name": row.name, "dtype": "float32"}
    match row.type:
        case "Conv2D":
            assert row.kernel is not None
            return stock.Conv2D(
                row.output[-1], row.kernel[0], strides=row.stride, padding=row.padding,
                activation=row.activation, use_bias=bool(row.vectors), **common)
        case "BatchNormalization":
            return stock.BatchNormalization(
                epsilon=NORMALIZATION_EPSILON, momentum=NORMALIZATION_MOMENTUM, **common)
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
        case "Dense":
            return stock.Dense(row.output[-1], activation=row.activation, **common)
    raise ValueError(f"there is no layer {row.type}")


def set_weights(
    model: keras.Model, rows: Sequence[Layer], weights: Mapping[str, NDArray[np.float32]]
) -> None:
    """Give the model's layers their weights, by `layer/kernel`, `layer/bias` and the like."""
    for row in rows:
        if row.weights:
            model.get_layer(row.name).set_weights(
                [weights[f"{row.name}/{name}"] for name in row.weights])
