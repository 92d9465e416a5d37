"""What the textbook's other regularizers compute within a step: see `playground/textbook.py`.

Each is a function of its numbers and of a key (2,) int32, the run's seed and the step: what it
draws is the same whatever ran before. Pictures are (b, h, w, 3), from 0 to 255.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tensorflow as tf

Tensor = Any

# What a key is folded with, so that no two of them, nor dropout, draw the same numbers.
ON_PIXELS, ON_WEIGHTS, ON_MAPS = 1, 2, 3
# Of the loss of the pictures as they are; the rest is that of those changed against the network.
AS_THEY_ARE = 0.5


def smoothed(targets: Tensor, share: Tensor) -> Tensor:
    """(1 − ε) t + ε / k of targets (b, k): Szegedy et al. 2016, section 7, and Keras' losses."""
    return (1.0 - share) * targets + share / targets.shape[-1]


def mixed(rows: Tensor, partners: Tensor, share: Tensor) -> Tensor:
    """share x + (1 − share) x[partners] of rows (b, …), float32: Zhang et al. 2018."""
    rows = tf.cast(rows, tf.float32)
    return share * rows + (1.0 - share) * tf.gather(rows, partners)


def with_pixel_noise(images: Tensor, deviation: Tensor, key: Tensor) -> Tensor:
    """Gaussian noise on every pixel, float32; `deviation` is in shares of 255.

    Bishop 1995, "Training with Noise is Equivalent to Tikhonov Regularization".
    """
    return tf.cast(images, tf.float32) + 255.0 * deviation * _normal(images.shape, key, ON_PIXELS)


def with_weight_noise(
    kernels: Mapping[Any, Tensor], deviation: Tensor, key: Tensor
) -> dict[Any, Tensor]:
    """Gaussian noise on every kernel, in the order in which they are given.

    Jim, Giles and Horne 1996; the textbook's section 7.5. For the gradient of one step: the
    weights that it changes are those without.
    """
    return {
        name: kernel + deviation * _normal(kernel.shape, key, ON_WEIGHTS, number)
        for number, (name, kernel) in enumerate(kernels.items())}


def without_maps(x: Tensor, pooling: int, rate: Tensor, key: Tensor) -> Tensor:
    """Whole feature maps of x (b, h, w, c) dropped, the others scaled by 1 / (1 − rate).

    After the pooling of that number, from 0. Tompson et al. 2015, "Efficient Object Localization
    Using Convolutional Networks": neighboring pixels of a map say much the same, so that dropping
    some of them takes little away.
    """
    shape = (x.shape[0], 1, 1, x.shape[-1])
    drawn = tf.random.stateless_uniform(shape, _folded(key, ON_MAPS, pooling), alg="philox")
    # Scaled in float32, as in `dropout`.
    kept = tf.cast(x, tf.float32) * tf.cast(drawn >= rate, tf.float32) / (1.0 - rate)
    return tf.cast(kept, x.dtype)


def against_the_network(images: Tensor, slope: Tensor, size: Tensor) -> Tensor:
    """x + ε sign(∂loss/∂x), ε in shares of 255: Goodfellow, Shlens and Szegedy 2015, section 4.

    The fast gradient sign method. The step then follows half of the loss of the pictures as they
    are and half of that of these, as in section 6.
    """
    return tf.cast(images, tf.float32) + 255.0 * size * tf.sign(slope)


def both(plain: Sequence[Tensor], changed: Sequence[Tensor]) -> list[Tensor]:
    """The gradients of half of the one loss and half of the other."""
    return [AS_THEY_ARE * one + (1.0 - AS_THEY_ARE) * other
            for one, other in zip(plain, changed, strict=True)]


def within_norm(kernel: Tensor, longest: Tensor) -> Tensor:
    """A kernel (…, units), each unit's incoming weights scaled back to the norm `longest`.

    Srebro and Shraibman 2005; for networks Srivastava et al. 2014, section 5.1. 0 is no bound.
    """
    axes = list(range(len(kernel.shape) - 1))
    norms = tf.sqrt(tf.reduce_sum(tf.square(kernel), axes, keepdims=True))
    return tf.where((norms > longest) & (longest > 0.0), kernel * (longest / norms), kernel)


def _folded(key: Tensor, *numbers: int) -> Tensor:
    for number in numbers:
        key = tf.random.experimental.stateless_fold_in(key, number, alg="philox")
    return key


def _normal(shape: Any, key: Tensor, *numbers: int) -> Tensor:
    return tf.random.stateless_normal(shape, _folded(key, *numbers), alg="philox")
