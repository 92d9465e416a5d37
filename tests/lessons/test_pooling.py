"""What the lesson on ReLU and pooling says of a network is so."""

from __future__ import annotations

import numpy as np
import pytest

from playground.lessons.given import shipped
from playground.lessons.registry import answers, conditions
from playground.lessons.topics.pooling import MOST_NUMBERS, maps, max_pooled


def test_the_maps_are_what_keras_computes_before_relu() -> None:
    import keras

    given = shipped()
    layer = keras.layers.Conv2D(16, 3, padding="same")
    picture = given.pictures("elsewhere")[2][None] / np.float32(255)
    layer.build(picture.shape)
    layer.set_weights([given.weights["conv2d/kernel"], given.weights["conv2d/bias"]])
    every = np.moveaxis(np.asarray(layer(picture))[0], -1, 0)
    found = maps(given)
    assert found.size <= MOST_NUMBERS
    for one in found:
        assert min(np.abs(every - one).max(axis=(1, 2))) < 1e-5
        assert (one < 0).any()
        assert (one > 0).any()


def test_blocks_that_are_not_full_are_left_out() -> None:
    assert max_pooled(np.arange(15.0).reshape(3, 5), 2).tolist() == [[6, 8]]


def test_the_answer_is_the_strongest_number_and_a_quarter_of_all() -> None:
    reply = answers()["strongest-moves-in-its-block"].compute(shipped())
    assert reply.choice == "same"
    assert reply.values["strongest"] == pytest.approx(float(maps(shipped())[0].max()))
    assert reply.values["kept"] == 0.25


def test_the_task_is_done_by_an_average_over_large_blocks_and_by_no_maximum() -> None:
    condition = conditions()["strongest-halved"]
    values = np.maximum(maps(shipped())[0], 0)
    strongest = float(values.max())
    for size in (2, 4, 8, 16):
        assert not condition.done({"strongest": float(max_pooled(values, size).max()) / strongest})
    average = values.reshape(4, 16, 4, 16).mean(axis=(1, 3))
    assert condition.done({"strongest": float(average.max()) / strongest})
    assert not condition.done({})
