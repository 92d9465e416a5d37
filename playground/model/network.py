"""The forward pass, top to bottom: image -> conv -> pool -> ... -> flatten -> dense -> output."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tensorflow as tf

from playground.model.architectures import Architecture, used_input
from playground.model.blocks import conv_relu_average_pool, conv_relu_max_pool

Tensor = Any


def as_computed(weights: Mapping[str, Tensor], dtype: tf.DType) -> dict[str, Tensor]:
    """The weights in the format they are multiplied in.

    The first kernel stays float32, because the scaling of the pixels is folded into it before it
    is rounded; the last layer computes in float32, because the loss needs the precision.
    """
    kept = {"conv2d/kernel", "dense_1/kernel", "dense_1/bias"}
    return {
        name: tf.convert_to_tensor(value) if name in kept else tf.cast(value, dtype)
        for name, value in weights.items()
    }


def hidden_units(
    images: Tensor,
    weights: Mapping[str, Tensor],
    architecture: Architecture,
    pooling: str,
    dtype: tf.DType,
) -> Tensor:
    """The hidden dense layer's activations (b, units) for uint8 images (b, size, size, 3)."""
    side = used_input(architecture)
    x = tf.cast(images[:, :side, :side], dtype)
    for index in range(len(architecture.filters)):
        name = f"conv2d_{index}" if index else "conv2d"
        kernel = weights[f"{name}/kernel"]
        if index == 0:
            # (x / 255) * w = x * (w / 255): 0 to 255 are exact in bfloat16, and scaling the
            # 27 x filters numbers of the kernel spares a pass over all pixels.
            kernel = tf.cast(kernel / 255.0, dtype)
        if pooling == "max":
            block = conv_relu_max_pool(architecture.padding, needs_input_gradient=index > 0)
        else:
            block = conv_relu_average_pool(architecture.padding)
        x = block(x, kernel, weights[f"{name}/bias"])
    x = tf.reshape(x, (x.shape[0], -1))
    return tf.nn.relu(tf.nn.bias_add(x @ weights["dense/kernel"], weights["dense/bias"]))


def logits(units: Tensor, weights: Mapping[str, Tensor]) -> Tensor:
    """The output before its softmax, float32 (b, 3)."""
    return tf.cast(units, tf.float32) @ weights["dense_1/kernel"] + weights["dense_1/bias"]


def dropout(units: Tensor, rate: Tensor, key: Tensor) -> Tensor:
    """Inverted dropout: a unit is kept with probability 1 - rate and scaled by 1 / (1 - rate).

    The mask is a function of `key` (2,) int32 alone: of seed and step, not of what ran before.
    Srivastava et al. 2014, scaled in training so that inference needs nothing.
    """
    # In float32, as the last layer is: 1 / (1 - rate) rounded to bfloat16 would be off by up to
    # 0.2 %, in training but not in inference.
    kept = kept_units(units.shape, rate, key)
    return tf.cast(units, tf.float32) * tf.cast(kept, tf.float32) / (1.0 - rate)


def kept_units(shape: Any, rate: Tensor, key: Tensor) -> Tensor:
    """The mask of `dropout`, bool (b, units): which units are kept for which picture."""
    return tf.random.stateless_uniform(shape, key, alg="philox") >= rate
