import dataclasses
import threading

import numpy as np
import pytest

from playground.model.architectures import ARCHITECTURES, penalized_kernels
from playground.model.weights import initial_weights
from tests.made_data import squares


@pytest.fixture(scope="module", autouse=True)
def heavy_imports():
    """TensorFlow comes with the first test, not while they are collected."""
    global compiled, CompiledModel, dropout, Knobs, new_slots, Shape, tf

    import tensorflow as tf

    from playground.model.network import dropout
    from playground.model.optimizers import Knobs
    from playground.model.step import CompiledModel, Shape, compiled, new_slots


def shape(**changes):
    usual = Shape(
        model="compact", pooling="max", dtype="float32", optimizer="adam", batch_size=6,
        penalized=penalized_kernels(ARCHITECTURES["compact"], "three-largest"))
    return dataclasses.replace(usual, **changes)


def fresh(of):
    weights = {name: tf.Variable(value)
               for name, value in initial_weights(of.architecture, 1).items()}
    return weights, new_slots(of.optimizer, weights)


def knobs(step=1, **changes):
    usual = Knobs(learning_rate=1e-3, dropout=0, l1=0, l2=0, threshold=0, value_l1=0, value_l2=0,
                  weight_decay=0, step=step)
    return np.array(usual._replace(**changes), np.float32)


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


IMAGES, LABELS = squares(6)
LABELS = LABELS.astype(np.int32)


@pytest.mark.parametrize("optimizer", ["adam", "sgd", "adamw"])
@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_the_probability_of_the_true_class_rises_after_a_step(optimizer, dtype):
    model = compiled(shape(optimizer=optimizer, dtype=dtype))
    weights, slots = fresh(model.shape)
    rows = np.arange(6), LABELS
    before = softmax(model.infer(weights, IMAGES))[rows]
    model.train(weights, slots, IMAGES, LABELS, knobs(learning_rate=3e-4), (1, 0))
    after = softmax(model.infer(weights, IMAGES))[rows]
    assert np.log(after).mean() > np.log(before).mean()


def test_turning_every_knob_costs_no_retrace():
    model = CompiledModel(shape())
    weights, slots = fresh(model.shape)
    for step, turned in enumerate((
        {}, {"l1": 0.01, "value_l1": 0.01}, {"l2": 0.01, "value_l2": 0.01}, {"dropout": 0.5},
        {"threshold": 1e-5, "value_l1": 0.01}, {"learning_rate": 1e-4},
    ), start=1):
        model.train(weights, slots, IMAGES, LABELS, knobs(step, **turned), (1, step))
    assert model.traces == 1


def test_a_second_run_of_the_same_shape_reuses_what_is_compiled():
    model = CompiledModel(shape())
    for _ in range(2):
        weights, slots = fresh(model.shape)
        model.train(weights, slots, IMAGES, LABELS, knobs(), (1, 0))
    assert model.traces == 1
    assert compiled(shape()) is compiled(shape())


def test_with_all_of_each_label_soft_the_labels_themselves_teach_nothing():
    after = {}
    for soft in (0, 100):
        network = compiled(shape(soft_labels=soft))
        for turned in (0, 1):
            weights, slots = fresh(network.shape)
            given = (LABELS + turned) % 3
            reading = network.train(weights, slots, IMAGES, given, knobs(), (1, 0))
            after[soft, turned] = reading[0], weights["dense/kernel"].numpy()
    np.testing.assert_array_equal(after[100, 0][1], after[100, 1][1])
    assert (after[0, 0][1] != after[0, 1][1]).any()
    # The loss that is told is that of the labels all the same.
    for turned in (0, 1):
        assert after[100, turned][0] == pytest.approx(after[0, turned][0], rel=1e-5)


def test_some_of_a_label_soft_lies_between_none_and_all():
    gradients = {}
    for soft in (0, 40, 100):
        network = compiled(shape(optimizer="sgd", soft_labels=soft))
        weights, slots = fresh(network.shape)
        before = weights["dense/kernel"].numpy()
        network.train(weights, slots, IMAGES, LABELS, knobs(learning_rate=1.0), (1, 0))
        gradients[soft] = before - weights["dense/kernel"].numpy()
    np.testing.assert_allclose(
        gradients[40], 0.6 * gradients[0] + 0.4 * gradients[100], atol=1e-5)


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_a_worker_thread_computes_in_the_format_asked_for(dtype):
    model = CompiledModel(shape(dtype=dtype))
    weights, slots = fresh(model.shape)
    worker = threading.Thread(
        target=model.train, args=(weights, slots, IMAGES, LABELS, knobs(), (1, 0)))
    worker.start()
    worker.join()
    assert model.compute_dtype == dtype


def test_a_short_batch_trains_as_if_it_were_not_filled_up():
    results = []
    for batch_size in (4, 6):
        model = compiled(shape(batch_size=batch_size))
        weights, slots = fresh(model.shape)
        reading = model.train(weights, slots, IMAGES[:4], LABELS[:4], knobs(), (1, 0))
        results.append((reading, weights["dense/kernel"].numpy(),
                        model.infer(weights, IMAGES[:3])))
    for one, other in zip(*results, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5)


def test_the_reading_gives_data_loss_and_penalty_apart():
    model = compiled(shape())
    weights, slots = fresh(model.shape)
    plain = model.train(*fresh(model.shape), IMAGES, LABELS, knobs(), (1, 0))
    kernels = [weights[f"{name}/kernel"].numpy() for name in model.shape.penalized]
    penalized = model.train(weights, slots, IMAGES, LABELS,
                            knobs(l1=0.1, l2=0.2, value_l1=0.1, value_l2=0.2), (1, 0))
    expected = sum(0.1 * np.abs(k).sum() + 0.2 * (k**2).sum() for k in kernels)
    assert penalized[0] == plain[0]
    assert plain[1] == 0
    assert penalized[1] == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("model", ["compact", "two-conv", "deep", "article"])
@pytest.mark.parametrize("pooling", ["max", "average"])
def test_every_network_trains_a_step(model, pooling):
    architecture = ARCHITECTURES[model]
    images, labels = squares(2, architecture.size)
    network = compiled(shape(
        model=model, pooling=pooling, batch_size=2,
        penalized=penalized_kernels(architecture, "three-largest")))
    weights, slots = fresh(network.shape)
    reading = network.train(weights, slots, images, labels.astype(np.int32), knobs(), (1, 0))
    assert np.isfinite(reading).all()


def test_a_normalized_networks_running_statistics_follow_the_batches():
    network = compiled(shape(model="deep", penalized=("dense",)))
    weights, slots = fresh(network.shape)
    assert not any("moving" in name for name in slots)
    before = {name: value.numpy() for name, value in weights.items() if "moving" in name}
    network.train(weights, slots, IMAGES, LABELS, knobs(), (1, 0))
    kernel = initial_weights(network.shape.architecture, 1)["conv2d/kernel"]
    seen = tf.nn.conv2d(IMAGES.astype(np.float32) / 255, kernel, 2, "SAME").numpy()
    for name, moment in (("moving_mean", seen.mean((0, 1, 2))),
                         ("moving_variance", seen.var((0, 1, 2), ddof=1))):
        full = f"batch_normalization/{name}"
        expected = 0.99 * before[full] + 0.01 * moment
        np.testing.assert_allclose(weights[full].numpy(), expected, rtol=1e-3, atol=1e-5)


def test_what_fills_up_a_short_batch_is_taken_in_turn():
    network = compiled(shape())
    rows = np.arange(4)[:, None]
    assert network._filled(rows).ravel().tolist() == [0, 1, 2, 3, 0, 1]
    assert network._filled(rows[:2]).ravel().tolist() == [0, 1, 0, 1, 0, 1]


def test_dropout_keeps_the_mean_and_its_mask_is_a_function_of_the_key():
    units = tf.ones((400, 100))
    rate = tf.constant(0.3)
    one = dropout(units, rate, tf.constant([1, 5])).numpy()
    assert (one == dropout(units, rate, tf.constant([1, 5])).numpy()).all()
    assert (one != dropout(units, rate, tf.constant([1, 6])).numpy()).any()
    assert (one == 0).mean() == pytest.approx(0.3, abs=0.02)
    assert one.mean() == pytest.approx(1.0, abs=0.02)
    assert (dropout(units, tf.constant(0.0), tf.constant([1, 5])).numpy() == 1).all()
