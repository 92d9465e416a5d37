"""Each of the textbook's other regularizers, against Keras where it has it, else its formula."""

import numpy as np
import pytest


@pytest.fixture(scope="module", autouse=True)
def heavy_imports():
    """TensorFlow comes with the first test, not while they are collected."""
    global keras, textbook, tf

    import keras
    import tensorflow as tf

    from playground.model import textbook


KEY = (7, 3)
NUMBERS = np.random.default_rng(0)


def test_smoothed_labels_give_the_loss_that_keras_gives():
    targets = np.eye(3, dtype=np.float32)[[0, 2, 1, 1]]
    logits = NUMBERS.normal(0, 3, (4, 3)).astype(np.float32)
    theirs = keras.losses.CategoricalCrossentropy(
        from_logits=True, label_smoothing=0.2, reduction=None)(targets, logits)
    ours = tf.nn.softmax_cross_entropy_with_logits(textbook.smoothed(targets, 0.2), logits)
    np.testing.assert_allclose(ours, theirs, rtol=1e-5)


@pytest.mark.parametrize("shape", [(3, 3, 5, 8), (40, 6)])
@pytest.mark.parametrize("longest", [0.5, 2.0, 100.0])
def test_max_norm_is_that_of_keras(shape, longest):
    kernel = NUMBERS.normal(0, 0.4, shape).astype(np.float32)
    theirs = keras.constraints.MaxNorm(longest, axis=list(range(len(shape) - 1)))(kernel)
    np.testing.assert_allclose(textbook.within_norm(tf.constant(kernel), longest), theirs,
                               rtol=1e-5)


def test_max_norm_leaves_what_is_short_enough_to_the_bit_and_0_bounds_nothing():
    kernel = tf.constant(NUMBERS.normal(0, 0.1, (4, 6)).astype(np.float32))
    for longest in (0.0, 50.0):
        np.testing.assert_array_equal(textbook.within_norm(kernel, longest), kernel)
    np.testing.assert_array_equal(textbook.within_norm(tf.zeros((4, 6)), 1.0), np.zeros((4, 6)))


def test_pixel_noise_is_distributed_as_that_of_keras():
    images = np.full((2, 64, 64, 3), 100, np.uint8)
    ours = textbook.with_pixel_noise(tf.constant(images), 0.1, KEY).numpy() / 255
    theirs = keras.layers.GaussianNoise(0.1, seed=1)(images / 255.0, training=True).numpy()
    for noisy in (ours, theirs):
        # 24,576 draws: the standard error of the mean is 0.0006, of the deviation 0.0005.
        assert noisy.mean() == pytest.approx(100 / 255, abs=0.003)
        assert noisy.std() == pytest.approx(0.1, abs=0.002)
    np.testing.assert_array_equal(
        textbook.with_pixel_noise(tf.constant(images), 0.0, KEY), images)


def test_noise_on_two_kernels_of_one_shape_differs_and_follows_from_its_key():
    kernels = {"a": tf.ones((50, 40)), "b": tf.ones((50, 40))}
    first = textbook.with_weight_noise(kernels, 0.05, KEY)
    again = textbook.with_weight_noise(kernels, 0.05, KEY)
    other = textbook.with_weight_noise(kernels, 0.05, (7, 4))
    assert (first["a"].numpy() == again["a"].numpy()).all()
    assert (first["a"].numpy() != first["b"].numpy()).mean() > 0.99
    assert (first["a"].numpy() != other["a"].numpy()).mean() > 0.99
    assert first["b"].numpy().std() == pytest.approx(0.05, rel=0.1)


def test_spatial_dropout_drops_whole_maps_in_the_share_and_with_the_scale_of_keras():
    maps = np.ones((64, 4, 4, 50), np.float32)
    ours = textbook.without_maps(tf.constant(maps), 0, 0.4, KEY).numpy()
    theirs = keras.layers.SpatialDropout2D(0.4, seed=1)(maps, training=True).numpy()
    for dropped in (ours, theirs):
        # A map is of one value.
        assert (dropped == dropped[:, :1, :1]).all()
        assert sorted(set(dropped.ravel().tolist())) == pytest.approx([0, 1 / 0.6])
        # Of 3,200 maps; the standard error is 0.009.
        assert (dropped[:, 0, 0] == 0).mean() == pytest.approx(0.4, abs=0.035)
    assert (textbook.without_maps(tf.constant(maps), 1, 0.4, KEY).numpy() != ours).any()
    np.testing.assert_array_equal(textbook.without_maps(tf.constant(maps), 0, 0.0, KEY), maps)


def test_mixed_rows_are_the_papers_sum():
    rows = NUMBERS.integers(0, 256, (4, 2, 2, 3)).astype(np.uint8)
    partners = np.array([2, 0, 3, 1])
    mixed = textbook.mixed(tf.constant(rows), partners, 0.3)
    np.testing.assert_allclose(mixed, 0.3 * rows + 0.7 * rows[partners].astype(float), rtol=1e-5)
    np.testing.assert_array_equal(textbook.mixed(tf.constant(rows), partners, 1.0), rows)


def test_pictures_against_a_network_raise_its_loss_as_far_as_a_step_of_that_size_can():
    """Of a linear network: ε‖w‖₁ at most, and that much (Goodfellow et al. 2015, section 5)."""
    images = NUMBERS.integers(0, 256, (1, 8, 8, 3)).astype(np.uint8)
    weights = NUMBERS.normal(0, 1e-3, (8 * 8 * 3,)).astype(np.float32)
    pictures = tf.cast(images, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(pictures)
        margin = tf.reduce_sum(tf.reshape(pictures, (-1,)) * weights)
    slope = tape.gradient(margin, pictures)
    changed = textbook.against_the_network(pictures, slope, 0.1).numpy()
    assert np.abs(changed - images).max() == pytest.approx(25.5, rel=1e-5)
    raised = (changed - images).ravel() @ weights
    assert raised == pytest.approx(25.5 * np.abs(weights).sum(), rel=1e-3)
