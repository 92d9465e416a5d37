"""Pictures that excite a unit more than any photo: gradient ascent from noise.

A picture is held as its frequencies, each in units of its mean magnitude in the pictures that the
network was trained on: the ascent then draws with the strokes that are in them, and not with the
high-frequency noise that excites a small network most (Olah, Mordvintsev and Schubert 2017,
"Feature Visualization"). Before each step the picture is shifted by some pixels: what holds at one
place alone is no feature.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.data.decoded import Progress
from playground.insight.tensor_forward import Tensor, TensorNetwork, Weights
from playground.model.architectures import Architecture

STEPS = 32
JITTER = 3
"""At most so many pixels up, down, left or right, for pictures of 64; more for larger ones."""
RATE = 0.1
"""Of Adam, in units of a frequency's mean magnitude."""
START = 0.1
"""Standard deviation of the noise that it begins with, in the same units."""
CONTRAST = 4.0
"""Of the logistic curve that keeps pixels within their range: 4 leaves a middle gray's alone."""
SPECTRUM_OF = 256
"""Pictures whose magnitudes are averaged."""


def magnitudes(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The mean |frequency| of pictures (n, size, size, 3): (3, size, size // 2 + 1).

    Of the mean brightness, too. Raises `ValueError` without a picture.
    """
    if not len(images):
        raise ValueError("no pictures have no magnitudes")
    channels = np.moveaxis(images[:SPECTRUM_OF].astype(np.float32), -1, 1)
    return np.asarray(np.abs(np.fft.rfft2(channels)).mean(axis=0), np.float32)


def ascend(
    layer: str,
    units: NDArray[np.int64],
    spectrum: NDArray[np.float32],
    weights: Weights,
    architecture: Architecture,
    pooling: str,
    *,
    seed: int = 0,
    steps: int = STEPS,
    progress: Progress | None = None,
) -> NDArray[np.uint8]:
    """A picture for each of the layer's units, (k, size, size, 3).

    Of a convolution's unit the mean of its whole map is raised, so that the picture shows what it
    looks for at every place. `spectrum` as `magnitudes` gives it. The same seed gives the same
    pictures. `progress(steps done, of all)` is called after each; what it raises ends the work.
    Imports TensorFlow.
    """
    import tensorflow as tf

    network = TensorNetwork(weights, architecture, pooling, relu=_redirected_relu())
    size = architecture.size
    random = np.random.default_rng(seed)
    waves = tf.Variable(
        START * random.standard_normal((len(units), *spectrum.shape, 2)).astype(np.float32))
    held = _held(spectrum, size)
    step = _stepper(network, layer, units, held, size)
    moments = [tf.Variable(tf.zeros_like(waves)) for _ in range(2)]
    reach = max(2, round(JITTER * size / 64))
    for done in range(1, steps + 1):
        shift = random.integers(-reach, reach + 1, 2).astype(np.int32)
        step(waves, moments, tf.constant(shift), tf.constant(float(done)))
        if progress is not None:
            progress(done, steps)
    drawn = _picture(waves, *held, size)
    return np.asarray(tf.cast(tf.round(drawn), tf.uint8))


def _held(spectrum: NDArray[np.float32], size: int) -> tuple[Tensor, Tensor]:
    """What a wave of 1 stands for, and the logits of the mean color, both from the spectrum."""
    import tensorflow as tf

    units = spectrum.copy()
    color = np.clip(units[:, 0, 0] / (255 * size**2), 0.02, 0.98)
    # Brightness may change as much as the strongest wave does.
    units[:, 0, 0] = np.sort(units.reshape(len(units), -1), axis=1)[:, -2]
    logits = np.log(color / (1 - color)).astype(np.float32)
    return tf.constant(CONTRAST / 255 * units), tf.constant(logits)


def _picture(waves: Tensor, units: Tensor, color: Tensor, size: int) -> Tensor:
    """(k, size, size, 3), within 0 and 255."""
    import tensorflow as tf

    pixels = tf.signal.irfft2d(
        tf.complex(units * waves[..., 0], units * waves[..., 1]), (size, size))
    return 255.0 * tf.sigmoid(tf.transpose(pixels, (0, 2, 3, 1)) + color)


def _stepper(
    network: TensorNetwork, layer: str, units: NDArray[np.int64],
    held: tuple[Tensor, Tensor], size: int,
) -> Callable[..., None]:
    """One step of Adam (Kingma and Ba 2015) up the units' values."""
    import tensorflow as tf

    from playground.model.tracing import TRACING

    def step(waves: Any, moments: list[Any], shift: Tensor, time: Tensor) -> None:
        with tf.GradientTape() as tape:
            pixels = tf.roll(_picture(waves, *held, size), shift, axis=(1, 2))
            values = network.of_layer(pixels, layer)
            if values.shape.rank == 4:
                values = tf.reduce_mean(values, axis=(1, 2))
            raised = tf.reduce_sum(tf.gather(values, units, batch_dims=1))
        gradient = tape.gradient(raised, waves)
        # A unit's scale is its own: each picture's gradient counts the same.
        gradient /= tf.reduce_max(tf.abs(gradient), axis=(1, 2, 3, 4), keepdims=True) + 1e-12
        mean, square = moments
        mean.assign(0.9 * mean + 0.1 * gradient)
        square.assign(0.99 * square + 0.01 * gradient**2)
        waves.assign_add(RATE * (mean / (1 - 0.9**time)) / (
            tf.sqrt(square / (1 - 0.99**time)) + 1e-8))

    traced: Callable[..., None] = tf.function(step)

    def first(*given: Any) -> None:
        # Tracing is not safe in several threads.
        with TRACING:
            traced(*given)
        calls[0] = traced

    calls: list[Callable[..., None]] = [first]
    return lambda *given: calls[0](*given)


def _redirected_relu() -> Any:
    """ReLU that lets a gradient through where it would wake a silent unit."""
    import tensorflow as tf

    @tf.custom_gradient
    def relu(x: Tensor) -> tuple[Tensor, Any]:
        def backward(upstream: Tensor) -> Tensor:
            return tf.where((x > 0) | (upstream > 0), upstream, tf.zeros_like(upstream))

        return tf.nn.relu(x), backward

    return relu
