"""The forward pass in numpy alone: what every layer makes of a picture, without TensorFlow.

A first visit shows a network at work before TensorFlow has been imported, and a chosen picture's
feature maps come from a copy of the weights, so that nobody runs a model that is being trained
(unsafe: tensorflow issue 61298). float32 throughout, whatever precision the run computes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.model.architectures import (
    HIDDEN,
    NORMALIZATION,
    NORMALIZATION_EPSILON,
    OUTPUT,
    Architecture,
    Layer,
    layers,
)

Array = NDArray[np.float32]
Weights = Mapping[str, Array]

# What a hundred pictures are at the first layer need not be in memory at once.
CHUNK = 16
# OpenBLAS starts threads for a product of more multiplications than this. Beside a training that
# keeps every core busy they wait for each other: 200 ms a picture instead of 10 on two cores.
SMALL_PRODUCT = 2**18


def activations(
    images: NDArray[np.uint8], weights: Weights, architecture: Architecture, pooling: str
) -> dict[str, Array]:
    """What each layer with a kernel gives, by its name, for uint8 images (b, size, size, 3).

    conv2d...: (b, h, w, filters) after normalization, ReLU and the 2x2 pooling that may follow,
    `pooling` "max" or "average".
    dense: (b, units) after ReLU, as in inference: no dropout. dense_1: softmax, (b, 3).
    """
    given: dict[str, Array] = {}
    for row, x in outputs(images, weights, architecture, pooling):
        if row.kernel:
            bearer = row.name
        # What has no kernel still belongs to the layer before it, as long as it is a picture.
        if row.type != "Flatten":
            given[bearer] = x
    return given


def outputs(
    images: NDArray[np.uint8], weights: Weights, architecture: Architecture, pooling: str
) -> Iterator[tuple[Layer, Array]]:
    """Each layer, from the first to the softmax, with what it gives, (b, *its output shape)."""
    x: Array = images.astype(np.float32) / np.float32(255)
    if architecture.standardized:
        x = standardize(x)
    for row in layers(architecture, pooling):
        x = ACTIVATIONS[row.activation](layer_output(row, x, weights))
        yield row, x


def first_responses(
    images: NDArray[np.uint8], weights: Weights, architecture: Architecture
) -> Array:
    """What the filters of the first layer give before its ReLU, (b, h, w, filters)."""
    x = _scaled(images, architecture)
    for row in layers(architecture, "max"):
        if row.type == "ReLU":
            break
        x = layer_output(row, x, weights)
        if row.activation == "relu":
            break
    return x


def _scaled(images: NDArray[np.uint8], architecture: Architecture) -> Array:
    x: Array = images.astype(np.float32) / np.float32(255)
    return standardize(x) if architecture.standardized else x


def layer_output(row: Layer, x: Array, weights: Weights) -> Array:
    """What the layer makes of x (b, ...), float32, before its activation."""
    of_layer = {name: weights[f"{row.name}/{name}"] for name in row.weights}
    match row.type:
        case "Conv2D":
            y = _convolve(x, of_layer["kernel"], row.padding, row.stride)
            return y + of_layer["bias"] if row.vectors else y
        case "BatchNormalization":
            return _normalize(x, of_layer)
        case "ReLU":
            return _relu(x)
        case "MaxPooling2D" | "AveragePooling2D":
            return _pool(x, row.type)
        case "Flatten":
            return x.reshape(len(x), *row.output)
        case "Dense":
            return _multiply(x, of_layer["kernel"]) + of_layer["bias"]
    # Dropout leaves everything in inference.
    return x


def hidden_units(
    images: NDArray[np.uint8], weights: Weights, architecture: Architecture, pooling: str
) -> Array:
    """The hidden dense layer's activations, (b, units)."""
    return _in_chunks(HIDDEN, images, weights, architecture, pooling)


def probabilities(
    images: NDArray[np.uint8], weights: Weights, architecture: Architecture, pooling: str
) -> Array:
    """(b, 3) in the order of CLASSES."""
    return _in_chunks(OUTPUT, images, weights, architecture, pooling)


def _in_chunks(layer: str, images: NDArray[np.uint8], *network: Any) -> Array:
    # One chunk even of nothing: the result then has its shape, (0, width).
    starts = range(0, max(len(images), 1), CHUNK)
    return np.concatenate(
        [activations(images[at : at + CHUNK], *network)[layer] for at in starts])


def _convolve(x: Array, kernel: Array, padding: str, stride: int) -> Array:
    """Cross-correlation, as Keras' Conv2D: y[i,j] = Σ x[si+u, sj+v] · k[u,v], stride s."""
    if padding == "same":
        # What an odd number adds goes behind, as in TensorFlow.
        missing = [max((-(-side // stride) - 1) * stride + len(kernel) - side, 0)
                   for side in x.shape[1:3]]
        around = [(pixels // 2, pixels - pixels // 2) for pixels in missing]
        x = np.pad(x, ((0, 0), *around, (0, 0)))
    reach, filters = len(kernel), kernel.shape[-1]
    b, h, w = len(x), *((side - reach) // stride + 1 for side in x.shape[1:3])
    # A row of a window, all channels of its pixels, stands in memory in one piece: copied as such,
    # the windows are laid out several times as quickly as weight by weight.
    x = np.ascontiguousarray(x)
    of_picture, of_row, of_pixel, of_channel = x.strides
    windows = np.lib.stride_tricks.as_strided(
        x, (b, h, w, reach, reach * x.shape[-1]),
        (of_picture, stride * of_row, stride * of_pixel, of_row, of_channel), writeable=False)
    weights = kernel.reshape(-1, filters)
    at_once = max(1, SMALL_PRODUCT // weights.size)
    rows = next(n for n in range(min(at_once, h * w), 0, -1) if h * w % n == 0)
    y: Array = windows.reshape(b, h * w // rows, rows, len(weights)) @ weights
    return y.reshape(b, h, w, filters)


def _multiply(x: Array, kernel: Array) -> Array:
    """x (b, inputs) times the kernel (inputs, units), as a sum of small products."""
    at_once = max(1, SMALL_PRODUCT // max(1, len(x) * kernel.shape[1]))
    y: Array = np.zeros((len(x), kernel.shape[1]), np.float32)
    for at in range(0, len(kernel), at_once):
        y += x[:, at : at + at_once] @ kernel[at : at + at_once]
    return y


def standardize(x: Array) -> Array:
    """(x - μ) / √(σ² + ε), μ and σ² of each whole picture."""
    over = (1, 2, 3)
    variance = x.var(axis=over, keepdims=True) + np.float32(NORMALIZATION_EPSILON)
    standardized: Array = (x - x.mean(axis=over, keepdims=True)) / np.sqrt(variance)
    return standardized


def _normalize(x: Array, weights: Weights) -> Array:
    """γ (x - μ) / √(σ² + ε) + β by channel, with the running μ and σ²."""
    gamma, beta, mean, variance = (weights[name] for name in NORMALIZATION)
    scale = gamma / np.sqrt(variance + np.float32(NORMALIZATION_EPSILON))
    normalized: Array = x * scale + (beta - mean * scale)
    return normalized


def _pool(x: Array, kind: str) -> Array:
    """2x2 with stride 2; an odd last row or column is dropped, as Keras drops it."""
    h, w = (side // 2 * 2 for side in x.shape[1:3])
    join = np.maximum if kind == "MaxPooling2D" else np.add
    rows = join(x[:, 0:h:2, :w], x[:, 1:h:2, :w])
    pooled: Array = join(rows[:, :, 0::2], rows[:, :, 1::2])
    return pooled if kind == "MaxPooling2D" else pooled / np.float32(4)


def _relu(x: Array) -> Array:
    return np.maximum(x, np.float32(0))


def _softmax(logits: Array) -> Array:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    normalized: Array = powers / powers.sum(axis=1, keepdims=True)
    return normalized


ACTIVATIONS: Mapping[str, Callable[[Array], Array]] = {
    "linear": lambda x: x, "relu": _relu, "softmax": _softmax}
