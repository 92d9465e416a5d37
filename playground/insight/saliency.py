"""Three ways to mark what in a picture speaks for a class, for many pictures at once.

`gradient`: |∂ score / ∂ pixel| (Simonyan, Vedaldi and Zisserman 2014). `guided`: the same with only
positive gradients passing each ReLU (Springenberg et al. 2015). `grad-cam`: as in `grad_cam.py`.
The score is the class's before softmax.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.insight.tensor_forward import Tensor, TensorNetwork, Weights
from playground.model.architectures import FIRST, Architecture, kernel_shapes

GRAD_CAM, GRADIENT, GUIDED = "grad-cam", "gradient", "guided"
METHODS = (GRAD_CAM, GRADIENT, GUIDED)

Maps = Mapping[str, NDArray[np.float32]]


def saliency(
    images: NDArray[np.uint8],
    classes: NDArray[np.int64],
    weights: Weights,
    architecture: Architecture,
    pooling: str,
) -> Maps:
    """By method (n, size, size), not below 0, of images (n, size, size, 3) and a class for each.

    In units of the score: what is 0 everywhere says that nothing speaks for the class. Imports
    TensorFlow.
    """
    network = TensorNetwork(weights, architecture, pooling)
    guided = TensorNetwork(weights, architecture, pooling, relu=_guided_relu())
    return {
        GRAD_CAM: enlarged(class_maps(network, images, classes, architecture), images.shape[1]),
        GRADIENT: _by_pixel(network, images, classes),
        GUIDED: _by_pixel(guided, images, classes),
    }


def class_maps(
    network: TensorNetwork, images: Any, classes: NDArray[np.int64], architecture: Architecture
) -> NDArray[np.float32]:
    """Grad-CAM at the size of the last convolution's maps, (n, h, w): `grad_cam.class_map`."""
    import tensorflow as tf

    last = [name for name in kernel_shapes(architecture) if name.startswith(FIRST)][-1]
    maps = network.of_layer(images, last)
    with tf.GradientTape() as tape:
        tape.watch(maps)
        *_, (_name, logits) = network.after(last, maps)
        score = tf.reduce_sum(tf.gather(logits, classes, batch_dims=1))
    alpha = tf.reduce_mean(tape.gradient(score, maps), axis=(1, 2), keepdims=True)
    return np.asarray(tf.nn.relu(tf.reduce_sum(alpha * maps, axis=-1)), np.float32)


def enlarged(maps: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """(n, h, w) as (n, side, side), bilinear."""
    import tensorflow as tf

    large = tf.image.resize(np.nan_to_num(maps)[..., None], (side, side))
    return np.asarray(large[..., 0], np.float32)


def _by_pixel(
    network: TensorNetwork, images: Any, classes: NDArray[np.int64]
) -> NDArray[np.float32]:
    """The largest |∂ score / ∂ pixel| of a pixel's three channels."""
    import tensorflow as tf

    pixels = tf.constant(images, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        score = tf.reduce_sum(tf.gather(network.logits(pixels), classes, batch_dims=1))
    found = tf.reduce_max(tf.abs(tape.gradient(score, pixels)), axis=-1)
    return np.nan_to_num(np.asarray(found, np.float32), posinf=0.0)


def _guided_relu() -> Any:
    import tensorflow as tf

    @tf.custom_gradient
    def relu(x: Tensor) -> tuple[Tensor, Any]:
        def backward(upstream: Tensor) -> Tensor:
            return tf.where((x > 0) & (upstream > 0), upstream, tf.zeros_like(upstream))

        return tf.nn.relu(x), backward

    return relu
