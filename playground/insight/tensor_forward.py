"""The forward pass in TensorFlow, layer by layer: for thousands of pictures, and for gradients.

The twin of `forward.py`, which needs no TensorFlow. float32; TensorFlow is imported when the first
network is made, which no page does in its own thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.model.architectures import Architecture, Layer, layers

Tensor = Any
Weights = Mapping[str, NDArray[np.float32]]
# What belongs to the convolution before it: its map is read behind them.
_OF_THE_MAP = ("BatchNormalization", "ReLU")


class TensorNetwork:
    """A network with its weights. `relu` may be another function: guided backpropagation's."""

    def __init__(
        self, weights: Weights, architecture: Architecture, pooling: str,
        relu: Callable[[Tensor], Tensor] | None = None,
    ) -> None:
        import tensorflow as tf

        from playground.model.network import normalize, standardize

        self._tf, self._relu = tf, relu or tf.nn.relu
        self._normalize, self._standardize = normalize, standardize
        self._standardized = architecture.standardized
        self._weights = {name: tf.constant(array, tf.float32) for name, array in weights.items()}
        self._stages = _stages(layers(architecture, pooling))

    def rectified(self, images: Any) -> Iterator[tuple[str, Tensor]]:
        """Name and values of each layer with a kernel, for images (b, size, size, 3), 0 to 255.

        Of a convolution its maps (b, h, w, filters) after the ReLU and before the pooling; of the
        hidden dense layer (b, units) after its ReLU; last the output before its softmax, (b, 3).
        Computed as far as it is iterated.
        """
        return self._through(self._stages, self._scaled(images))

    def after(self, layer: str, values: Tensor) -> Iterator[tuple[str, Tensor]]:
        """As `rectified`, of the layers behind that one, which gave those values."""
        names = [name for name, _rows in self._stages]
        return self._through(self._stages[names.index(layer) + 1 :], values)

    def of_layer(self, images: Any, layer: str) -> Tensor:
        """What `rectified` gives for that layer, and nothing behind it."""
        return next(values for name, values in self.rectified(images) if name == layer)

    def logits(self, images: Any) -> Tensor:
        """The output before its softmax, (b, 3)."""
        *_, (_name, last) = self.rectified(images)
        return last

    def _scaled(self, images: Any) -> Tensor:
        if self._standardized:
            return self._standardize(images)
        return self._tf.cast(images, self._tf.float32) / 255.0

    def _through(
        self, stages: list[tuple[str, list[Layer]]], x: Tensor
    ) -> Iterator[tuple[str, Tensor]]:
        for name, rows in stages:
            for row in rows:
                x = self._computed(row, x)
            yield name, x

    def _computed(self, row: Layer, x: Tensor) -> Tensor:
        tf, of = self._tf, {name: self._weights[f"{row.name}/{name}"] for name in row.weights}
        match row.type:
            case "Conv2D":
                x = tf.nn.conv2d(x, of["kernel"], row.stride, row.padding.upper())
            case "BatchNormalization":
                return self._normalize(x, self._weights, row.name, training=False)[0]
            case "ReLU":
                return self._relu(x)
            case "MaxPooling2D":
                return tf.nn.max_pool2d(x, 2, 2, "VALID")
            case "AveragePooling2D":
                return tf.nn.avg_pool2d(x, 2, 2, "VALID")
            case "Flatten":
                return tf.reshape(x, (-1, row.output[0]))
            case "Dense":
                x = x @ of["kernel"]
        if "bias" in of:
            x = tf.nn.bias_add(x, of["bias"])
        # Dropout leaves everything in inference.
        return self._relu(x) if row.activation == "relu" else x


def _stages(rows: tuple[Layer, ...]) -> list[tuple[str, list[Layer]]]:
    """The layers by the one with a kernel: what stands before it, itself, and its ReLU."""
    stages: list[tuple[str, list[Layer]]] = []
    between: list[Layer] = []
    for row in rows:
        if row.kernel is not None:
            stages.append((row.name, [*between, row]))
            between = []
        elif row.type in _OF_THE_MAP:
            stages[-1][1].append(row)
        else:
            between.append(row)
    return stages
