"""The step that is shown number by number is the one that the Trainer then takes."""

import numpy as np
import pytest

from playground.data.first_pictures import first_tiles
from playground.experiment import CONTROLS, Experiment
from playground.insight.recorded import recorded_runs
from playground.insight.slow_step import (
    LAYERS,
    Fed,
    Moment,
    Pick,
    SlowStep,
    cannot_follow,
    moment_of,
)
from playground.presets import PLAY_METHODS
from tests.made_data import training_data


@pytest.fixture(scope="module")
def data():
    return training_data()


def before_and_after(experiment, data, steps=3):
    """A step of a real run, as seen here, with the run's own reading and weights after it."""
    from playground.training.loop.trainer import Trainer

    trainer = Trainer(experiment, data)
    for _ in range(steps):
        trainer.train_step()
    state = trainer.state()
    reading = trainer.train_step()
    batch = trainer.batch_copy()
    fed = Fed(batch.images, batch.labels.astype(np.int64), batch.wrong, batch.kept)
    return SlowStep(moment_of(experiment, state), fed), reading, trainer.state()


SETTINGS = (
    {"regularizer": "l2", "lambda": 0.01, "optimizer": "adam"},
    {"regularizer": "l1", "lambda": 0.002, "optimizer": "sgd", "learning-rate": 0.01},
    {"regularizer": "l1l2", "lambda": 0.01, "optimizer": "adamw", "weight-decay": 0.5},
    {"regularizer": "l1-proximal", "lambda": 0.2, "dropout": 0.5},
    {"pooling": "average", "input-scaling": "per-picture"},
)


@pytest.mark.parametrize("values", SETTINGS)
def test_loss_penalty_and_update_are_those_of_the_trainer(data, values):
    experiment = Experiment(batch_size=16, precision="float32", rotation=True, seed=3)
    slow, (data_loss, penalty, _), after = before_and_after(experiment.with_values(values), data)
    assert slow.data_loss == pytest.approx(data_loss, rel=1e-4)
    assert slow.penalty == pytest.approx(penalty, rel=1e-4)
    rng = np.random.default_rng(0)
    for layer in LAYERS:
        kernel, now = after[f"weights/{layer}/kernel"], slow.moment.weights[f"{layer}/kernel"]
        strong = np.argwhere(np.abs(slow.gradients[layer]) > 1e-4)
        for row, unit in rng.choice(strong, 20):
            pick = Pick(layer, int(row), int(unit))
            step = float(kernel[row, unit] - now[row, unit])
            assert slow.after(pick) - slow.weight(pick) == pytest.approx(step, rel=5e-3, abs=2e-7)
            assert slow.after(pick) == pytest.approx(float(kernel[row, unit]), abs=1e-6)


def test_gradients_are_those_that_keras_finds():
    import keras
    import tensorflow as tf

    from playground.model.architectures import ARCHITECTURES
    from playground.model.export import plain_model

    slow = shipped("l2")
    model = plain_model(ARCHITECTURES["compact"], "max", slow.moment.weights)
    kernels = [model.get_layer(layer).kernel for layer in LAYERS]
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(
            slow.fed.labels, model(slow.fed.images.astype(np.float32))))
    gradients = tape.gradient(loss, [kernel.value for kernel in kernels])
    for layer, found in zip(LAYERS, gradients, strict=True):
        np.testing.assert_allclose(slow.gradients[layer], found, rtol=2e-3, atol=2e-6)
    assert slow.data_loss == pytest.approx(float(loss), rel=1e-5)


def shipped(name):
    tiles = first_tiles()["training"]
    weights = recorded_runs()[name].weights()
    return SlowStep(
        Moment(PLAY_METHODS[name].experiment(), 0, weights, {}),
        Fed(tiles.images, tiles.labels, tiles.wrong))


@pytest.mark.parametrize("layer", LAYERS)
def test_the_curve_of_one_weight_is_the_loss_with_that_weight_changed(layer):
    slow = shipped("l2")
    pick = Pick(layer, *map(int, np.unravel_index(
        np.abs(slow.gradients[layer]).argmax(), slow.gradients[layer].shape)))
    values = slow.weight(pick) + np.array([-1.5, 0.0, 0.3, 2.0])
    losses, gradients = slow.along(pick, values)
    for value, loss, gradient in zip(values, losses, gradients, strict=True):
        weights = dict(slow.moment.weights)
        kernel = weights[f"{layer}/kernel"].copy()
        kernel[pick.row, pick.unit] = value
        weights[f"{layer}/kernel"] = kernel
        changed = SlowStep(Moment(slow.moment.experiment, 0, weights, {}), slow.fed)
        assert changed.data_loss == pytest.approx(loss, rel=1e-4)
        assert changed.gradient(pick) == pytest.approx(gradient, rel=1e-3, abs=1e-6)


def test_what_is_not_followed_is_said_and_not_shown_wrong():
    assert cannot_follow(Experiment()) is None
    assert "too large" in str(cannot_follow(Experiment(model="article")))
    assert "ormalization" in str(cannot_follow(Experiment(model="deep")))
    assert "Soft labels" in str(cannot_follow(Experiment(soft_labels=50)))


@pytest.mark.parametrize("name", [
    "label-smoothing", "input-noise", "weight-noise", "max-norm", "mixup", "spatial-dropout",
    "adversarial"])
def test_a_regularizer_that_changes_the_step_otherwise_is_named(name):
    changed = Experiment().with_values({name: 0.1})
    assert str(CONTROLS[name].label) in str(cannot_follow(changed))
