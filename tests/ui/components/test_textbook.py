"""The browser's other regularizers are those of Keras and NumPy."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
from computed import computed

MODULE = "arithmetic/textbook.js"


def test_a_smoothed_label_has_the_loss_that_keras_smooths() -> None:
    keras = pytest.importorskip("keras")
    said = np.array([[0.7, 0.2, 0.1]], np.float32)
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=0.2)
    label = np.array(computed(MODULE, "smoothedLabel", 0, 3, 0.2))
    assert float(loss(np.eye(3)[:1], said)) == pytest.approx(
        float(-(label * np.log(said[0])).sum()), rel=1e-5)
    # The best output is the label itself: its margin in logits.
    assert computed(MODULE, "wantedMargin", 3, 0.2) == pytest.approx(np.log(label[0] / label[1]))


def test_weights_are_kept_within_the_ball_as_keras_keeps_them() -> None:
    keras = pytest.importorskip("keras")
    for weights in ([3.0, 4.0], [0.3, 0.4]):
        kept = keras.constraints.MaxNorm(2.0, axis=0)(np.array(weights, np.float32))
        np.testing.assert_allclose(
            computed(MODULE, "withinBall", weights, 2.0), np.asarray(kept), rtol=1e-5)


def test_it_stops_when_keras_stops_and_keeps_the_epoch_that_keras_keeps() -> None:
    keras = pytest.importorskip("keras")
    losses = [1.0, 0.8, 0.9, 0.85, 0.7, 0.75, 0.71, 0.74, 0.9]
    for patience in (1, 2, 3, 6):
        found = computed(MODULE, "earlyStop", losses, patience)
        stopping = keras.callbacks.EarlyStopping("loss", patience=patience)
        stopping.set_model(SimpleNamespace(stop_training=False))
        stopping.on_train_begin()
        for epoch, loss in enumerate(losses):
            stopping.on_epoch_end(epoch, {"loss": loss})
            if stopping.model.stop_training:
                break
        stopped = stopping.stopped_epoch if stopping.model.stop_training else None
        assert found == {"best": stopping.best_epoch, "stopped": stopped}


def test_mixing_and_the_step_along_the_sign_are_numpys() -> None:
    numbers = np.random.default_rng(4)
    a, b = numbers.integers(0, 256, (2, 12))
    np.testing.assert_allclose(computed(MODULE, "mixed", a, b, 0.3), 0.3 * a + 0.7 * b)
    signs = numbers.integers(-1, 2, 12)
    np.testing.assert_allclose(computed(MODULE, "alongSign", a, signs, 0.1),
                               np.clip(a + 25.5 * signs, 0, 255))


def test_networks_vote_by_the_mean_of_their_answers() -> None:
    answers = np.random.default_rng(6).dirichlet(np.ones(3), (5, 8))
    for count in (1, 3, 5):
        assert computed(MODULE, "votes", answers, count) == (
            answers[:count].mean(0).argmax(1).tolist())
