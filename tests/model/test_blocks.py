"""The block's own backward pass against autodiff through the stock operations."""

import numpy as np
import pytest


@pytest.fixture(scope="module", autouse=True)
def heavy_imports():
    """TensorFlow comes with the first test, not while they are collected."""
    global conv_relu_average_pool, conv_relu_max_pool, tf

    import tensorflow as tf

    from playground.model.blocks import conv_relu_average_pool, conv_relu_max_pool


def arrays(size=13, inputs=4, filters=8):
    random = np.random.default_rng(3)
    return (random.normal(size=(3, size, size, inputs)).astype(np.float32),
            random.normal(0, 0.3, (3, 3, inputs, filters)).astype(np.float32),
            random.normal(0, 0.5, filters).astype(np.float32))


def gradients(block, values):
    tensors = [tf.constant(value) for value in values]

    @tf.function
    def run(tensors):
        with tf.GradientTape() as tape:
            tape.watch(tensors)
            loss = tf.reduce_sum(tf.sin(block(*tensors)))
        return loss, tape.gradient(loss, tensors)

    loss, found = run(tensors)
    return float(loss), [part.numpy() for part in found]


@pytest.mark.parametrize("padding", ["same", "valid"])
@pytest.mark.parametrize("size", [12, 13])
def test_max_block_has_autodiffs_value_and_gradients(padding, size):
    def stock(x, kernel, bias):
        y = tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d(x, kernel, 1, padding.upper()), bias))
        return tf.nn.max_pool2d(y, 2, 2, "VALID")

    own = conv_relu_max_pool(padding, needs_input_gradient=True)
    loss, found = gradients(own, arrays(size))
    expected_loss, expected = gradients(stock, arrays(size))
    assert loss == pytest.approx(expected_loss, rel=1e-5)
    for part, wanted in zip(found, expected, strict=True):
        np.testing.assert_allclose(part, wanted, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_the_first_block_has_the_same_gradients_but_none_for_its_input(dtype):
    x, kernel, bias = (tf.cast(value, dtype) for value in arrays())
    results = []
    for needed in (True, False):
        block = conv_relu_max_pool("same", needs_input_gradient=needed)
        with tf.GradientTape() as tape:
            tape.watch([x, kernel, bias])
            loss = tf.reduce_sum(block(x, kernel, bias))
        results.append(tape.gradient(loss, [x, kernel, bias]))
    assert results[0][0] is not None
    assert results[1][0] is None
    for one, other in zip(results[0][1:], results[1][1:], strict=True):
        assert (one.numpy() == other.numpy()).all()


def test_a_dead_block_lets_no_gradient_through():
    x, kernel, bias = arrays()
    _, found = gradients(
        conv_relu_max_pool("same", needs_input_gradient=True), (x, kernel, bias - 1000))
    assert all((part == 0).all() for part in found)


def test_average_block_averages_after_the_relu():
    x, kernel, bias = arrays(12)
    y = tf.nn.relu(tf.nn.conv2d(x, kernel, 1, "SAME") + bias).numpy()
    expected = y.reshape(3, 6, 2, 6, 2, 8).mean(axis=(2, 4))
    found = conv_relu_average_pool("same")(*map(tf.constant, (x, kernel, bias))).numpy()
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)
