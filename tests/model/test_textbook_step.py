"""The textbook's other regularizers within the compiled step."""

import dataclasses

import numpy as np
import pytest

from playground.model.architectures import ARCHITECTURES, penalized_kernels
from playground.model.weights import initial_weights
from playground.textbook import IN_A_STEP
from tests.made_data import squares


@pytest.fixture(scope="module", autouse=True)
def heavy_imports():
    """TensorFlow comes with the first test, not while they are collected."""
    global CompiledModel, compiled, keras, Knobs, new_slots, plain_model, Shape, tf, textbook

    import keras
    import tensorflow as tf

    from playground.model import textbook
    from playground.model.export import plain_model
    from playground.model.optimizers import Knobs
    from playground.model.step import CompiledModel, Shape, compiled, new_slots


IMAGES, LABELS = squares(6)
LABELS = LABELS.astype(np.int32)
PARTNERS = np.array([3, 0, 1, 5, 4, 2], np.int32)
RATE = 1e-2
# Strong enough to show in one step.
STRENGTHS = {
    "label-smoothing": 0.3, "input-noise": 0.2, "weight-noise": 0.05, "max-norm": 0.8,
    "mixup": 0.6, "spatial-dropout": 0.5, "adversarial": 0.1,
}
OFF = {name: 1.0 if name == "mixup" else 0.0 for name in IN_A_STEP}


def network(**changes):
    return compiled(dataclasses.replace(Shape(
        model="compact", pooling="max", dtype="float32", optimizer="sgd", batch_size=6,
        penalized=penalized_kernels(ARCHITECTURES["compact"], "three-largest")), **changes))


def stepped(model, on=(), strengths=None, images=IMAGES, labels=LABELS, key=(1, 0), **changes):
    """The weights after a step of plain descent, and its reading."""
    weights = {name: tf.Variable(value)
               for name, value in initial_weights(model.shape.architecture, 1).items()}
    given = strengths or {name: STRENGTHS[name] for name in on}
    numbers = {name.replace("-", "_"): value for name, value in given.items()}
    usual = Knobs(learning_rate=RATE, dropout=0, l1=0, l2=0, threshold=0, value_l1=0, value_l2=0,
                  weight_decay=0, step=1)
    knobs = np.array(usual._replace(**numbers, **changes), np.float32)
    reading = model.train(
        weights, new_slots(model.shape.optimizer, weights), images, labels, knobs, key, on,
        PARTNERS[: len(images)] if "mixup" in on else None)
    return {name: value.numpy() for name, value in weights.items()}, reading


def gradient(*arguments, **named):
    """Of the whole, as one vector: what the step moved, by its rate."""
    model = arguments[0]
    after, _ = stepped(*arguments, **named)
    start = initial_weights(model.shape.architecture, 1)
    return np.concatenate([(start[name] - after[name]).ravel() / RATE for name in start])


@pytest.mark.parametrize("name", IN_A_STEP)
def test_each_acts_and_at_no_strength_takes_the_step_that_it_takes_without(name):
    model = network()
    without, _ = stepped(model)
    acted, _ = stepped(model, (name,))
    idle, _ = stepped(model, (name,), {name: OFF[name]})
    assert any((acted[layer] != without[layer]).any() for layer in without)
    for layer in without:
        np.testing.assert_allclose(idle[layer], without[layer], rtol=1e-4, atol=1e-6)


def test_turned_on_each_is_traced_once_and_its_strength_never():
    model = CompiledModel(network().shape)
    stepped(model)
    assert model.traces == 1
    for strength in (0.1, 0.2, 0.4):
        stepped(model, ("label-smoothing",), {"label-smoothing": strength})
    assert model.traces == 2
    # Off again, it is the step that was compiled first.
    stepped(model)
    assert model.traces == 2


def test_with_all_off_a_step_has_no_operation_of_theirs():
    model = CompiledModel(network().shape)
    stepped(model)
    stepped(model, IN_A_STEP)
    plain, whole = ([one.type for one in model._train[on]._list_all_concrete_functions()[0]
                     .graph.get_operations()] for on in ((), IN_A_STEP))
    # Dropout's mask is all that it draws; one pass forward and one back are all that it computes.
    assert plain.count("StatelessRandomUniformV2") == 1
    theirs = {"StatelessRandomNormalV2", "GatherV2", "OneHot"}
    assert not theirs & set(plain)
    assert theirs <= set(whole)
    assert whole.count("Conv2DBackpropFilter") == 2 * plain.count("Conv2DBackpropFilter") > 0


def test_all_at_once_train_a_step_in_every_kind_of_network():
    for changes in ({"dtype": "bfloat16"}, {"model": "deep"}, {"pooling": "average"},
                    {"standardized": True}, {"soft_labels": 50}):
        after, reading = stepped(network(**changes), IN_A_STEP, dropout=0.3)
        assert np.isfinite(reading).all(), changes
        assert all(np.isfinite(value).all() for value in after.values()), changes


def test_smoothing_is_the_labels_share_and_a_share_of_every_label():
    """The gradient is linear in the target: (1 − ε) of the label's, ε / 3 of each label's."""
    model = network()
    each = [gradient(model, labels=np.full_like(LABELS, sign)) for sign in range(3)]
    expected = 0.7 * gradient(model) + 0.1 * sum(each)
    np.testing.assert_allclose(gradient(model, ("label-smoothing",)), expected, atol=2e-5)


def test_what_is_told_is_the_loss_of_the_labels_however_smooth_they_are_learned():
    model = network()
    _, plain = stepped(model)
    _, smooth = stepped(model, ("label-smoothing",))
    np.testing.assert_allclose(smooth, plain, rtol=1e-5)


def test_mixup_follows_the_mixed_pictures_with_both_labels_in_their_shares():
    model = network()
    # Of these, three quarters and a quarter are whole pixels.
    images = IMAGES // 4 * 4
    seen = (0.75 * images + 0.25 * images[PARTNERS].astype(np.float64)).astype(np.uint8)
    expected = 0.75 * gradient(model, images=seen) + 0.25 * gradient(
        model, images=seen, labels=LABELS[PARTNERS])
    mixed = gradient(model, ("mixup",), {"mixup": 0.75}, images=images)
    np.testing.assert_allclose(mixed, expected, atol=2e-5)
    _, told = stepped(model, ("mixup",), {"mixup": 0.75}, images=images)
    one, other = (stepped(model, images=seen, labels=labels)[1]
                  for labels in (LABELS, LABELS[PARTNERS]))
    np.testing.assert_allclose(told, 0.75 * one + 0.25 * other, rtol=1e-4)


def test_under_weight_noise_the_gradient_is_that_of_the_noisy_weights_and_moves_the_clean_ones():
    model = network()
    start = initial_weights(model.shape.architecture, 1)
    kernels = {name: value for name, value in start.items() if name.endswith("/kernel")}
    noisy = {**start, **{
        name: value.numpy()
        for name, value in textbook.with_weight_noise(kernels, 0.05, (1, 0)).items()}}
    weights = {name: tf.Variable(value) for name, value in noisy.items()}
    knobs = np.array(Knobs(RATE, 0, 0, 0, 0, 0, 0, 0, 1), np.float32)
    model.train(weights, new_slots("sgd", weights), IMAGES, LABELS, knobs, (1, 0))
    moved = np.concatenate(
        [(noisy[name] - weights[name].numpy()).ravel() / RATE for name in start])
    np.testing.assert_allclose(gradient(model, ("weight-noise",)), moved, atol=1e-4)


def test_adversarial_training_follows_half_of_the_loss_of_pictures_against_the_network():
    model, size = network(pooling="average"), 0.02
    keras_model = plain_model(
        model.shape.architecture, "average", initial_weights(model.shape.architecture, 1))
    pictures = tf.cast(IMAGES, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(pictures)
        loss = tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(
            LABELS, keras_model(pictures)))
    changed = IMAGES + 255 * size * np.sign(tape.gradient(loss, pictures))
    plain, other = gradient(model), gradient(model, images=changed.astype(np.float32))
    followed = gradient(model, ("adversarial",), {"adversarial": size})
    largest = np.abs(other - plain).max()
    assert largest > 0.1 * np.abs(plain).max()
    # Where a pixel's gradient is next to nothing, its sign is a matter of rounding.
    assert np.abs(followed - (plain + other) / 2).max() < 0.02 * largest
    _, told = stepped(model, ("adversarial",), {"adversarial": size})
    assert told[0] == pytest.approx(float(loss), rel=1e-4)


def test_no_hidden_unit_is_longer_than_the_max_norm_after_a_step():
    after, _ = stepped(network(), ("max-norm",))
    for name, kernel in after.items():
        if name.endswith("/kernel") and not name.startswith("dense_1"):
            norms = np.sqrt((kernel**2).sum(axis=tuple(range(kernel.ndim - 1))))
            assert norms.max() <= 0.8 * (1 + 1e-5), name
    assert np.sqrt((after["dense_1/kernel"] ** 2).sum(axis=0)).max() > 0.8


def test_a_short_batch_is_mixed_as_if_it_were_not_filled_up():
    partners = np.array([2, 0, 3, 1], np.int32)
    results = []
    for batch_size in (4, 6):
        model = network(batch_size=batch_size)
        weights = {name: tf.Variable(value)
                   for name, value in initial_weights(model.shape.architecture, 1).items()}
        knobs = np.array(Knobs(RATE, 0, 0, 0, 0, 0, 0, 0, 1, mixup=0.7), np.float32)
        reading = model.train(weights, new_slots("sgd", weights), IMAGES[:4], LABELS[:4], knobs,
                              (1, 0), ("mixup",), partners)
        results.append((reading, weights["dense/kernel"].numpy()))
    for one, other in zip(*results, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5)
