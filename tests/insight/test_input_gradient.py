from dataclasses import replace

import numpy as np
import pytest

from playground.insight.input_gradient import input_gradient
from playground.model.architectures import ARCHITECTURES
from tests.insight.test_forward import weights_of


@pytest.mark.parametrize(("model", "pooling", "standardized"), [
    ("compact", "max", False), ("compact", "average", True), ("deep", "max", False)])
def test_it_is_tensorflows_own_gradient(model, pooling, standardized) -> None:
    tf = pytest.importorskip("tensorflow")
    from playground.model.export import plain_model

    architecture = replace(ARCHITECTURES[model], standardized=standardized)
    weights, labels = weights_of(architecture), np.array([0, 1, 2])
    # Of noise: on even ground many a value lies so close to a ReLU's corner that rounding decides.
    images = np.random.default_rng(8).integers(0, 256, (3, 64, 64, 3), np.uint8)
    network = plain_model(architecture, pooling, weights)
    pixels = tf.constant(images, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        said = network(pixels, training=False)
        loss = -tf.reduce_sum(tf.math.log(tf.gather(said, labels, batch_dims=1)))
    # That network takes bytes.
    expected = 255 * tape.gradient(loss, pixels).numpy()
    given = input_gradient(images, labels, weights, architecture, pooling)
    np.testing.assert_allclose(given, expected, rtol=1e-3, atol=2e-4 * np.abs(expected).max())
