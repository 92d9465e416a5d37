"""Grad-CAM: where in a picture the network found what speaks for a class.

Selvaraju et al. 2017, "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based
Localization", equations 1 and 2:

    α_k = 1/Z Σ_ij ∂y / ∂A_k[i,j]        L = ReLU(Σ_k α_k A_k)

A_k: feature map k of the last convolution, after its ReLU. y: the class's score before softmax.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.model.both_ways import one_way

if TYPE_CHECKING:
    import keras

# What may stand between a convolution and its rectified feature map.
_SAME_MAP = ("BatchNormalization", "ReLU", "Activation")


def grad_cam(
    model: keras.Model, image: NDArray[np.uint8], class_index: int
) -> NDArray[np.float32]:
    """(size, size) from 0 to 1, for an image (size, size, 3) at the model's size.

    1 is where the picture speaks most for the class; all 0 where nothing in it does. The model is
    a chain of layers that ends in a softmax, as all networks of this project are; of one that looks
    both ways, the look at the picture as it is.
    Raises `ValueError` for a model without a convolution.
    """
    seen = class_map(model, image, class_index)
    side = image.shape[0]
    enlarged = np.asarray(
        Image.fromarray(seen).resize((side, side), Image.Resampling.BILINEAR), np.float32)
    most = float(enlarged.max())
    # A map that has overflowed says nothing; neither does one that is zero everywhere.
    return enlarged / most if 0 < most < np.inf else np.zeros((side, side), np.float32)


def class_map(
    model: keras.Model, image: NDArray[np.uint8], class_index: int
) -> NDArray[np.float32]:
    """L at the size of the feature map, (h, w), in the units of the score."""
    import tensorflow as tf

    to_maps, to_score = _parts(model)
    maps = tf.constant(image[None].astype(np.float32))
    for layer in to_maps:
        maps = layer(maps)
    with tf.GradientTape() as tape:
        tape.watch(maps)
        score = _logits(to_score, maps)[0, class_index]
    alpha = tf.reduce_mean(tape.gradient(score, maps), axis=(1, 2), keepdims=True)
    return np.asarray(tf.nn.relu(tf.reduce_sum(alpha * maps, axis=-1))[0], np.float32)


def _parts(model: keras.Model) -> tuple[list[Any], list[Any]]:
    """The layers up to the last convolution's rectified feature map, and those after it."""
    layers = [layer for layer in one_way(model).layers if type(layer).__name__ != "InputLayer"]
    convolutions = [at for at, layer in enumerate(layers) if type(layer).__name__ == "Conv2D"]
    if not convolutions:
        raise ValueError("Grad-CAM needs a model with a convolution.")
    end = convolutions[-1] + 1
    while end < len(layers) and type(layers[end]).__name__ in _SAME_MAP:
        end += 1
    return layers[:end], layers[end:]


def _logits(layers: list[Any], x: Any) -> Any:
    """The output before its softmax, which is part of the last layer or a layer of its own."""
    import tensorflow as tf

    kept = layers[:-1] if type(layers[-1]).__name__ == "Softmax" else layers
    for layer in kept[:-1]:
        x = layer(x)
    return tf.matmul(x, kept[-1].kernel) + kept[-1].bias
