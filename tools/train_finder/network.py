"""The finder's network in Keras, its loss, and its weights as the app stores them."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from playground.model.architectures import NORMALIZATION_EPSILON
from playground.model.loading import TEACHER_FILE, load_model
from playground.photo.finder_network import HEAD, LAYERS, SIDE

EPSILON = NORMALIZATION_EPSILON
FROZEN = 3
# What the map says everywhere before any training: hardly any cell has a hand's middle.
RARE = 0.02
SIZE_WEIGHT, PRESENCE_WEIGHT = 0.5, 2.0


def network() -> keras.Model:
    """(b, SIDE, SIDE, 3) pixels to (b, GRID, GRID, 2): logit of the heat, log2 of the side."""
    pixels = keras.Input((SIDE, SIDE, 3))
    x = keras.layers.Rescaling(1 / 255)(pixels)
    for layer in LAYERS:
        y = keras.layers.Conv2D(
            layer.filters, layer.kernel, layer.stride, "same", use_bias=False,
            dilation_rate=layer.dilation, kernel_initializer="he_normal", name=layer.name)(x)
        y = keras.layers.BatchNormalization(
            momentum=0.98, epsilon=EPSILON, name=f"{layer.name}_norm")(y)
        y = keras.layers.ReLU()(y)
        y = keras.layers.MaxPooling2D()(y) if layer.pooled else y
        x = keras.layers.Add()([x, y]) if layer.added else y
    x = keras.layers.SpatialDropout2D(0.1)(x)
    start = keras.initializers.Constant([np.log(RARE / (1 - RARE)), -1.0])
    return keras.Model(pixels, keras.layers.Conv2D(
        HEAD.filters, 1, bias_initializer=start, name=HEAD.name)(x))


def begin_as_pretrained(model: keras.Model) -> None:
    """The layers that the soft labels' teacher has too begin as they are there.

    The earliest stay so: what edges and fingertips look like is not learned twice, and not
    from fewer pictures.
    """
    learned = load_model(TEACHER_FILE)
    normalizations = [each for each in learned.layers
                      if isinstance(each, keras.layers.BatchNormalization)]
    convolutions = [each for each in learned.layers if isinstance(each, keras.layers.Conv2D)]
    for number, (conv, norm) in enumerate(zip(convolutions, normalizations, strict=True)):
        if conv.name not in {layer.name for layer in LAYERS}:
            break
        own, own_norm = model.get_layer(conv.name), model.get_layer(f"{conv.name}_norm")
        # A bias before a normalization moves its mean.
        gamma, beta, mean, variance = norm.get_weights()
        own.set_weights([conv.get_weights()[0]])
        bias = conv.get_weights()[1] if conv.use_bias else 0.0
        own_norm.set_weights([gamma, beta, mean - bias, variance])
        own.trainable = own_norm.trainable = number >= FROZEN


def loss(wanted: tf.Tensor, given: tf.Tensor) -> tf.Tensor:
    """Zhou et al.'s focal loss on the heat, and L1 on the logarithm of the side, a picture."""
    heat, size, counts = tf.unstack(wanted, axis=-1)
    logit, log_size = tf.unstack(given, axis=-1)
    p = tf.sigmoid(logit)
    log_p, log_q = tf.math.log_sigmoid(logit), tf.math.log_sigmoid(-logit)
    hit = tf.cast(heat >= 0.999, tf.float32)
    focal = -hit * (1 - p) ** 2 * log_p - (1 - hit) * (1 - heat) ** 4 * p**2 * log_q
    wrong_size = counts * tf.abs(size - log_size)
    # What is asked of a photo in the end: that the highest heat anywhere says whether there is one.
    hand = tf.cast(tf.reduce_max(heat, (1, 2)) > 0.5, tf.float32)
    on = tf.reduce_max(tf.where(heat > 0.5, logit, -20.0), (1, 2))
    presence = -hand * tf.math.log_sigmoid(on)
    presence -= (1 - hand) * tf.math.log_sigmoid(-tf.reduce_max(logit, (1, 2)))
    hands = tf.maximum(tf.reduce_sum(counts, (1, 2)), 1.0)
    per_picture = tf.reduce_sum(focal, (1, 2))
    per_picture += SIZE_WEIGHT * tf.reduce_sum(wrong_size, (1, 2)) / hands
    per_picture += PRESENCE_WEIGHT * presence
    return tf.reduce_mean(per_picture)


def folded(model: keras.Model) -> dict[str, np.ndarray]:
    """Kernels and biases with the normalization multiplied in."""
    weights = {}
    for layer in LAYERS:
        (kernel,) = model.get_layer(layer.name).get_weights()
        gamma, beta, mean, variance = model.get_layer(f"{layer.name}_norm").get_weights()
        scale = gamma / np.sqrt(variance + EPSILON)
        weights[f"{layer.name}/kernel"] = kernel * scale
        weights[f"{layer.name}/bias"] = beta - mean * scale
    kernel, bias = model.get_layer(HEAD.name).get_weights()
    return weights | {f"{HEAD.name}/kernel": kernel, f"{HEAD.name}/bias": bias}


def save(model: keras.Model, path: Path) -> None:
    """float16: the rounding changes the heat by less than .001."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **{
        name: value.astype(np.float16) for name, value in folded(model).items()})
