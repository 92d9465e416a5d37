"""The network of a standalone script: stock Keras, from the start weights of the recorded run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf

from playground.export.script import TEACHER_COPY
from playground.model.architectures import Layer
from playground.model.stock_layers import scaling, set_weights, stock_layer
from playground.model.weights import start_weights


class Network:
    """The layers of the recorded run. Its dropout is the training step's, with masks of its own."""

    def __init__(
        self, seed: int, penalized: list[str], size: int, layers: list[dict[str, Any]],
        standardized: bool = False,
    ) -> None:
        rows = [Layer(**row) for row in layers]
        x = image = keras.Input((size, size, 3))
        for layer in [*scaling(standardized), *map(stock_layer, rows[:-1])]:
            x = layer(x)
        # Before its softmax: the loss is computed from the logits.
        self.to_logits = stock_layer(replace(rows[-1], activation="linear"))
        self.to_units = keras.Model(image, x)
        self.whole = keras.Model(image, keras.layers.Softmax()(self.to_logits(x)))
        self.units = rows[-2].output[0]
        set_weights(self.whole, rows, start_weights(rows, seed))
        # From input to output.
        self.kernels = [
            self.whole.get_layer(row.name).kernel for row in rows if row.kernel is not None]
        self.penalized = [self.whole.get_layer(name).kernel for name in penalized]


def units_by_layer(network: Network, drop_maps: Callable[[Any, int], Any], images: Any) -> Any:
    """`network.to_units` in training, with what becomes of the maps after each pooling."""
    x, poolings = tf.cast(images, tf.float32), 0
    for layer in network.to_units.layers[1:]:
        normalizes = isinstance(layer, keras.layers.BatchNormalization)
        x = layer(x, training=True) if normalizes else layer(x)
        if isinstance(layer, (keras.layers.MaxPooling2D, keras.layers.AveragePooling2D)):
            x, poolings = drop_maps(x, poolings), poolings + 1
    return x


def read_teacher() -> keras.Model:
    """The network whose answers are part of the labels: it comes with the pictures, in the .zip."""
    file = Path(__file__).with_name(TEACHER_COPY)
    if not file.is_file():
        raise SystemExit(f"{file} is missing: download script and pictures together.")
    return keras.saving.load_model(file)
