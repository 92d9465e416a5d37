"""The forward pass, top to bottom: image -> conv -> pool -> ... -> flatten -> dense -> output."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count, takewhile
from typing import Any

import tensorflow as tf

from playground.model.architectures import (
    FIRST,
    HIDDEN,
    NORMALIZATION,
    NORMALIZATION_EPSILON,
    OUTPUT,
    Architecture,
    layers,
    used_input,
)
from playground.model.blocks import conv_relu_average_pool, conv_relu_max_pool

Tensor = Any


def as_computed(weights: Mapping[str, Tensor], dtype: tf.DType) -> dict[str, Tensor]:
    """The weights in the format they are multiplied in.

    The first kernel stays float32, because the scaling of the pixels is folded into it before it
    is rounded; the last layer computes in float32, because the loss needs the precision, and so
    do normalizations.
    """
    kept = {f"{FIRST}/kernel", f"{OUTPUT}/kernel", f"{OUTPUT}/bias"}
    return {
        name: tf.convert_to_tensor(value)
        if name in kept or name.rpartition("/")[2] in NORMALIZATION else tf.cast(value, dtype)
        for name, value in weights.items()
    }


def hidden_units(
    images: Tensor,
    weights: Mapping[str, Tensor],
    architecture: Architecture,
    pooling: str,
    dtype: tf.DType,
    *,
    training: bool = False,
    input_gradient: bool = False,
    drop_maps: Callable[[Tensor, int], Tensor] | None = None,
) -> tuple[Tensor, dict[str, Tensor]]:
    """The hidden dense layer's activations (b, units) for images (b, size, size, 3), 0 to 255.

    `input_gradient`: whether the gradient with respect to the images will be asked for.
    `drop_maps`: what becomes of the maps after each pooling, which it is given with its number.
    With them, where the network is normalized and `training`, the statistics of this batch by the
    names of the running ones, which are then not used.
    """
    side = used_input(architecture)
    if architecture.standardized:
        images = standardize(images)
    x = tf.cast(images[:, :side, :side], dtype)
    statistics: dict[str, Tensor] = {}
    poolings = count()
    rows = takewhile(lambda row: row.name != HIDDEN, layers(architecture, pooling))
    for row in rows:
        match row.type:
            case "Conv2D":
                kernel = weights[f"{row.name}/kernel"]
                if row.name == FIRST and not architecture.standardized:
                    # (x / 255) * w = x * (w / 255): 0 to 255 are exact in bfloat16, and scaling the
                    # 27 x filters numbers of the kernel spares a pass over all pixels.
                    kernel = kernel / 255.0
                kernel = tf.cast(kernel, dtype)
                if row.activation == "linear":
                    x = tf.nn.conv2d(x, kernel, row.stride, row.padding.upper())
                    continue
                # With the pooling that follows, which is quicker in one.
                if next(rows).type == "MaxPooling2D":
                    block = conv_relu_max_pool(
                        row.padding,
                        needs_input_gradient=row.name != FIRST or input_gradient)
                else:
                    block = conv_relu_average_pool(row.padding)
                x = block(x, kernel, weights[f"{row.name}/bias"])
                x = drop_maps(x, next(poolings)) if drop_maps else x
            case "BatchNormalization":
                x, seen = normalize(x, weights, row.name, training=training)
                statistics |= seen
            case "ReLU":
                x = tf.nn.relu(x)
            case "MaxPooling2D":
                x = tf.nn.max_pool2d(x, 2, 2, "VALID")
                x = drop_maps(x, next(poolings)) if drop_maps else x
            case "AveragePooling2D":
                x = tf.nn.avg_pool2d(x, 2, 2, "VALID")
                x = drop_maps(x, next(poolings)) if drop_maps else x
            case "Flatten":
                x = tf.reshape(x, (x.shape[0], -1))
    dense = tf.nn.bias_add(x @ weights[f"{HIDDEN}/kernel"], weights[f"{HIDDEN}/bias"])
    return tf.nn.relu(dense), statistics


def standardize(images: Tensor) -> Tensor:
    """(x - μ) / √(σ² + ε) of pixels from 0 to 1, μ and σ² of each whole picture; (b, h, w, 3)."""
    x = tf.cast(images, tf.float32) / 255.0
    mean, variance = tf.nn.moments(x, (1, 2, 3), keepdims=True)
    return (x - mean) * tf.math.rsqrt(variance + NORMALIZATION_EPSILON)


def normalize(
    x: Tensor, weights: Mapping[str, Tensor], name: str, *, training: bool
) -> tuple[Tensor, dict[str, Tensor]]:
    """γ (x - μ) / √(σ² + ε) + β by channel, x (b, h, w, c): Ioffe and Szegedy 2015.

    μ and σ² are the batch's in training, and the running ones else. Returns the batch's by the
    names of the running ones.
    """
    mean_name, variance_name = f"{name}/moving_mean", f"{name}/moving_variance"
    empty = tf.zeros((0,), tf.float32)
    out, mean, variance, *_ = tf.raw_ops.FusedBatchNormV3(
        x=x, scale=weights[f"{name}/gamma"], offset=weights[f"{name}/beta"],
        mean=empty if training else weights[mean_name],
        variance=empty if training else weights[variance_name],
        epsilon=NORMALIZATION_EPSILON, is_training=training)
    return out, {mean_name: mean, variance_name: variance} if training else {}


def logits(units: Tensor, weights: Mapping[str, Tensor]) -> Tensor:
    """The output before its softmax, float32 (b, 3)."""
    return tf.cast(units, tf.float32) @ weights[f"{OUTPUT}/kernel"] + weights[f"{OUTPUT}/bias"]


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
