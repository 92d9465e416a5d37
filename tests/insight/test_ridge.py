import numpy as np
import pytest

from playground.insight.histogram import weight_histogram
from playground.insight.ridge import chosen_epochs, ridges
from playground.model.weights import glorot_limit


def test_of_many_epochs_some_are_chosen_with_the_first_and_the_last() -> None:
    assert chosen_epochs([0, 3, 4]) == [0, 3, 4]
    chosen = chosen_epochs(range(101), 5)
    assert chosen == [0, 25, 50, 75, 100]


def test_each_layer_has_its_histograms_and_missing_epochs_are_left_out() -> None:
    random = np.random.default_rng(0)
    kept = {epoch: {"dense/kernel": random.normal(size=(8, 4)).astype(np.float32),
                    "dense/bias": np.zeros(4, np.float32)} for epoch in (0, 2)}
    told = []
    found = ridges([0, 1, 2], kept.get, lambda done, total: told.append((done, total)))
    assert list(found) == ["dense"]
    ridge = found["dense"]
    assert ridge.epochs == (0, 2)
    assert ridge.limit == pytest.approx(glorot_limit((8, 4)))
    expected = weight_histogram(kept[2]["dense/kernel"], ridge.limit)
    np.testing.assert_array_equal(ridge.histograms[1].counts, expected.counts)
    assert told == [(1, 3), (2, 3), (3, 3)]
