"""Each update rule against Keras' optimizer of that name."""

import numpy as np
import pytest


@pytest.fixture(scope="module", autouse=True)
def heavy_imports():
    """TensorFlow comes with the first test, not while they are collected."""
    global keras, Knobs, SLOTS, tf, Update

    import keras
    import tensorflow as tf

    from playground.model.optimizers import SLOTS, Knobs, Update


RULES = {
    "adam": (lambda: keras.optimizers.Adam(0.01), 0.0),
    "sgd": (lambda: keras.optimizers.SGD(0.01, momentum=0.9), 0.0),
    "adamw": (lambda: keras.optimizers.AdamW(0.01, weight_decay=0.1), 0.1),
}


@pytest.mark.parametrize("name", sorted(RULES))
def test_ten_updates_agree_with_keras(name):
    make, decay = RULES[name]
    random = np.random.default_rng(5)
    start = random.normal(size=(6, 7)).astype(np.float32)
    theirs, optimizer = keras.Variable(start), make()
    ours = tf.Variable(start)
    slots = tuple(tf.Variable(np.zeros_like(start)) for _ in SLOTS[name])
    update = Update(name, ["w"])
    for step in range(1, 11):
        gradient = random.normal(size=start.shape).astype(np.float32)
        optimizer.apply([tf.constant(gradient)], [theirs])
        knobs = Knobs(*(tf.constant(value, tf.float32)
                        for value in (0.01, 0, 0, 0, 0, 0, 0, decay, step)))
        update({"w": ours}, {"w": slots}, {"w": tf.constant(gradient)}, knobs)
    np.testing.assert_allclose(ours.numpy(), theirs.numpy(), rtol=2e-5, atol=2e-6)


def test_adamw_without_weight_decay_is_adam():
    start = np.linspace(-1, 1, 12, dtype=np.float32)
    results = []
    for name in ("adam", "adamw"):
        weight = tf.Variable(start)
        slots = tuple(tf.Variable(np.zeros_like(start)) for _ in SLOTS[name])
        knobs = Knobs(*(tf.constant(v, tf.float32) for v in (0.01, 0, 0, 0, 0, 0, 0, 0, 1)))
        Update(name, [])({"w": weight}, {"w": slots}, {"w": tf.constant(start)}, knobs)
        results.append(weight.numpy())
    assert (results[0] == results[1]).all()
