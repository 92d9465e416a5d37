import numpy as np
import pytest

from playground.model.loading import TEACHER_FILE, load_model
from tests.made_data import squares


@pytest.fixture(scope="module", autouse=True)
def heavy_imports():
    """TensorFlow comes with the first test, not while they are collected."""
    global at_side, soft_targets, teacher, TEMPERATURE, tf

    import tensorflow as tf

    from playground.model.soft_labels import TEMPERATURE, at_side, soft_targets
    from playground.model.teacher import teacher


SAID = np.array([[4.0, 0.0, 1.0], [-1.0, 2.0, 2.0]], np.float32)


def certain(*labels):
    return np.eye(3, dtype=np.float32)[list(labels)]


def softened():
    powers = np.exp(SAID / TEMPERATURE)
    return powers / powers.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_targets_are_the_label_and_the_softened_answer_in_their_shares(share):
    hard = np.eye(3)[[2, 1]]
    expected = (1 - share) * hard + share * softened()
    targets = soft_targets(certain(2, 1), SAID, share).numpy()
    np.testing.assert_allclose(targets, expected, atol=1e-6)
    np.testing.assert_allclose(targets.sum(axis=1), 1, atol=1e-6)


def test_logarithms_of_probabilities_give_the_same_as_logits():
    probabilities = tf.nn.softmax(SAID)
    np.testing.assert_allclose(
        soft_targets(certain(0, 0), tf.math.log(probabilities), 1.0),
        soft_targets(certain(0, 0), SAID, 1.0), atol=1e-6)


def test_a_probability_of_exactly_zero_is_no_nan():
    said = tf.math.log(tf.constant([[1.0, 0.0, 0.0]]))
    np.testing.assert_array_equal(soft_targets(certain(1), said, 0.5), [[0.5, 0.5, 0.0]])


def test_pictures_of_another_size_are_averaged_to_the_teachers():
    images = np.zeros((1, 4, 4, 3), np.uint8)
    images[0, :2, :2] = [[[200], [100]], [[0], [100]]]
    small = at_side(images, 2).numpy()
    assert small.shape == (1, 2, 2, 3)
    assert small[0, 0, 0].tolist() == [100, 100, 100]
    assert at_side(images, 4) is images


@pytest.mark.parametrize("size", [64, 224])
def test_the_teacher_says_what_its_file_says(size):
    images, _ = squares(3, size)
    model = load_model(TEACHER_FILE)
    seen = tf.cast(at_side(tf.constant(images), 64), tf.float32)
    said = tf.nn.softmax(teacher(tf.float32)(tf.constant(images))).numpy()
    np.testing.assert_allclose(said, np.asarray(model(seen, training=False)), atol=1e-5)
