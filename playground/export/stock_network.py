"""The network of a standalone script: stock Keras, from the start weights of the recorded run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np

from playground.data.classes import CLASSES
from playground.data.streams import Purpose, stream
from playground.export.script import TEACHER_COPY
from playground.model.architectures import NORMALIZATION_EPSILON, NORMALIZATION_MOMENTUM
from playground.model.weights import glorot_limit


class Network:
    """Convolutions with ReLU and pooling; dense with dropout; dense to 3 classes."""

    def __init__(
        self, seed: int, pooling: str, penalized: list[str], size: int, padding: str, units: int,
        normalized: bool, convolutions: list[dict[str, Any]], standardized: bool = False,
    ) -> None:
        layers = keras.layers
        pool = layers.MaxPooling2D if pooling == "max" else layers.AveragePooling2D
        image = keras.Input((size, size, 3))
        x = layers.Rescaling(1 / 255)(image)
        if standardized:
            x = layers.LayerNormalization(
                axis=(1, 2, 3), epsilon=NORMALIZATION_EPSILON, center=False, scale=False)(x)
        for conv in convolutions:
            x = layers.Conv2D(
                conv["filters"], conv["side"], strides=conv["stride"], padding=padding,
                use_bias=not normalized, name=f"conv2d{conv['suffix']}")(x)
            if normalized:
                x = layers.BatchNormalization(
                    epsilon=NORMALIZATION_EPSILON, momentum=NORMALIZATION_MOMENTUM)(x)
            x = layers.ReLU()(x)
            x = pool(2)(x) if conv["pooled"] else x
        hidden = layers.Dense(units, activation="relu", name="dense")(layers.Flatten()(x))
        logits = layers.Dense(len(CLASSES), name="dense_1")
        self.units = units
        self.to_units = keras.Model(image, hidden)
        self.whole = keras.Model(image, layers.Softmax()(logits(hidden)))
        self.to_logits = logits
        self._begin(seed)
        self.penalized = [self.whole.get_layer(n).kernel for n in penalized]

    def _begin(self, seed: int) -> None:
        """Glorot and Bengio 2010: uniform in ±√(6 / (fan in + fan out)), from the run's seed."""
        with_kernel = [layer for layer in self.whole.layers if hasattr(layer, "kernel")]
        for index, layer in enumerate(with_kernel):
            shape = tuple(layer.kernel.shape)
            draw = stream(seed, Purpose.WEIGHTS, index).random(shape, np.float32)
            start = (2.0 * draw - 1.0) * np.float32(glorot_limit(shape))
            # A convolution before a normalization has no bias.
            layer.set_weights([start, np.zeros(shape[-1], np.float32)][: len(layer.weights)])


def read_teacher() -> keras.Model:
    """The network whose answers are part of the labels: it comes with the pictures, in the .zip."""
    file = Path(__file__).with_name(TEACHER_COPY)
    if not file.is_file():
        raise SystemExit(f"{file} is missing: download script and pictures together.")
    return keras.saving.load_model(file)
