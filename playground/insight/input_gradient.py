"""How the loss rises with each pixel: backpropagation to the picture, in numpy alone.

For the sign of the gradient (FGSM: Goodfellow, Shlens, Szegedy 2015), which a lesson shows before
TensorFlow has been imported. The layers are those of `forward`, from the last to the first.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.insight.forward import ACTIVATIONS, Array, Weights, layer_output, standardize
from playground.model.architectures import (
    NORMALIZATION,
    NORMALIZATION_EPSILON,
    Architecture,
    Layer,
    layers,
)


def input_gradient(
    images: NDArray[np.uint8], labels: NDArray[np.int64], weights: Weights,
    architecture: Architecture, pooling: str,
) -> Array:
    """∂ loss / ∂ pixel, pixels from 0 to 1: (b, size, size, 3) float32.

    The loss is each picture's own cross-entropy with its label (b,), in inference mode.
    """
    pixels = images.astype(np.float32) / np.float32(255)
    x: Array = standardize(pixels) if architecture.standardized else pixels
    passed: list[tuple[Layer, Array, Array]] = []
    for row in layers(architecture, pooling):
        y = layer_output(row, x, weights)
        passed.append((row, x, y))
        x = ACTIVATIONS[row.activation](y)
    # Of softmax and cross-entropy together: p - y.
    slope: Array = x - np.eye(x.shape[1], dtype=np.float32)[labels]
    for row, before, y in reversed(passed):
        if row.activation == "relu":
            slope = slope * (y > 0)
        slope = _back(row, before, y, slope, weights)
    return _unstandardized(pixels, slope) if architecture.standardized else slope


def _back(row: Layer, x: Array, y: Array, slope: Array, weights: Weights) -> Array:
    """∂ loss / ∂ x from `slope`, ∂ loss / ∂ y."""
    match row.type:
        case "Conv2D":
            return _unconvolved(row, x, slope, weights[f"{row.name}/kernel"])
        case "BatchNormalization":
            gamma, variance = (weights[f"{row.name}/{name}"] for name in (
                NORMALIZATION[0], NORMALIZATION[3]))
            scaled: Array = slope * (gamma / np.sqrt(variance + np.float32(NORMALIZATION_EPSILON)))
            return scaled
        case "ReLU":
            return slope * (x > 0)
        case "MaxPooling2D" | "AveragePooling2D":
            return _unpooled(row.type, x, y, slope)
        case "Flatten":
            return slope.reshape(x.shape)
        case "Dense":
            return slope @ weights[f"{row.name}/kernel"].T
    return slope


def _unconvolved(row: Layer, x: Array, slope: Array, kernel: Array) -> Array:
    """Each output's slope goes to the inputs under its kernel, by the kernel's weights."""
    reach, stride = len(kernel), row.stride
    high, wide = slope.shape[1:3]
    sides = [(count - 1) * stride + reach for count in (high, wide)]
    into = np.zeros((len(x), *(max(a, b) for a, b in zip(sides, x.shape[1:3], strict=True)),
                     x.shape[3]), np.float32)
    for u in range(reach):
        for v in range(reach):
            into[:, u : u + stride * high : stride, v : v + stride * wide : stride] += (
                slope @ kernel[u, v].T)
    before = [max(side - here, 0) // 2 if row.padding == "same" else 0
              for side, here in zip(sides, x.shape[1:3], strict=True)]
    return into[:, before[0] : before[0] + x.shape[1], before[1] : before[1] + x.shape[2]]


def _unpooled(kind: str, x: Array, y: Array, slope: Array) -> Array:
    """To the largest of each 2x2, the first of equals; or a quarter to each."""
    into = np.zeros_like(x)
    high, wide = (2 * side for side in slope.shape[1:3])
    free = np.ones_like(slope, dtype=bool)
    for u in (0, 1):
        for v in (0, 1):
            if kind == "MaxPooling2D":
                here = free & (x[:, u:high:2, v:wide:2] == y)
                free &= ~here
                into[:, u:high:2, v:wide:2] = slope * here
            else:
                into[:, u:high:2, v:wide:2] = slope / np.float32(4)
    return into


def _unstandardized(pixels: Array, slope: Array) -> Array:
    """Through (x - μ) / √(σ² + ε), whose μ and σ every pixel has its part in."""
    over = (1, 2, 3)
    deviation = np.sqrt(pixels.var(axis=over, keepdims=True) + np.float32(NORMALIZATION_EPSILON))
    normal = standardize(pixels)
    even = slope.mean(axis=over, keepdims=True)
    along = (slope * normal).mean(axis=over, keepdims=True)
    back: Array = (slope - even - normal * along) / deviation
    return back
