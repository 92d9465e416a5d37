import warnings

import numpy as np
import pytest

from playground.insight.forward import hidden_units
from playground.insight.pruning import (
    PERCENTS,
    Judged,
    PrunedNetwork,
    PrunedReading,
    Pruning,
    removable,
    zeros,
)
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import initial_weights
from tests.made_data import squares

COMPACT = ARCHITECTURES["compact"]


def start_weights():
    """Biases that are not zero: a network pruned to nothing still answers by them."""
    weights = dict(initial_weights(COMPACT, 4))
    weights["dense_1/bias"] = np.array([0.0, 0.3, 0.1], np.float32)
    return weights


def network(weights, per_layer=False, count=20):
    images, labels = squares(count)
    return PrunedNetwork(Pruning(weights, per_layer=per_layer), COMPACT, "max",
                         {"validation": Judged(images, labels)})


def small():
    return {"one/kernel": np.array([[1, -2], [3, 4]], np.float32),
            "one/bias": np.array([0.1, 0.1], np.float32),
            "two/kernel": np.array([[5, -6], [7, 8]], np.float32)}


def test_the_smallest_of_all_kernels_together_go_first():
    pruned = Pruning(small()).weights(50)
    assert not pruned["one/kernel"].any()
    np.testing.assert_array_equal(pruned["two/kernel"], small()["two/kernel"])
    np.testing.assert_array_equal(pruned["one/bias"], small()["one/bias"])


def test_per_layer_the_same_share_of_each_goes():
    pruned = Pruning(small(), per_layer=True).weights(50)
    np.testing.assert_array_equal(pruned["one/kernel"], [[0, 0], [3, 4]])
    np.testing.assert_array_equal(pruned["two/kernel"], [[0, 0], [7, 8]])


def test_the_weights_that_were_given_stay_as_they_are():
    given = small()
    Pruning(given).weights(100)
    assert all((given[name] == array).all() for name, array in small().items())


@pytest.mark.parametrize("per_layer", [False, True])
@pytest.mark.parametrize("percent", [0, 12.5, 37.3, 90, 99.5, 100])
def test_exactly_so_many_are_removed_also_of_equal_ones(percent, per_layer):
    weights = initial_weights(COMPACT, 1) | {
        "dense/kernel": np.full((1024, 128), 0.5, np.float32)}
    pruning = Pruning(weights, per_layer=per_layer)
    removed = zeros(pruning.weights(percent)) * pruning.size
    assert abs(removed - percent / 100 * pruning.size) <= (
        len(pruning.kernels) if per_layer else 0.5 + 1e-6)


@pytest.mark.parametrize("per_layer", [False, True])
def test_accuracy_is_that_of_plain_keras_with_those_weights_set_to_zero(per_layer):
    pytest.importorskip("keras")
    from playground.model.export import plain_model

    # Enlarged: answers of a network that hardly speaks hang on the last bit.
    weights = {name: 3 * array for name, array in initial_weights(COMPACT, 4).items()}
    images, labels = squares(60)
    # Balanced: it should not answer the same to every picture.
    logits = hidden_units(images, weights, COMPACT, "max") @ weights["dense_1/kernel"]
    weights["dense_1/bias"] = -logits.mean(axis=0)
    read = network(weights, per_layer, count=60)
    told = []
    for percent in (0, 30, 60, 90, 99):
        # Set to zero by hand, without the code that is tested.
        by_hand = dict(weights)
        names = [name for name in weights if name.endswith("/kernel")]
        groups = [[name] for name in names] if per_layer else [names]
        for group in groups:
            sizes = np.sort(np.abs(np.concatenate([weights[name].ravel() for name in group])))
            count = round(percent / 100 * len(sizes))
            for name in group:
                by_hand[name] = np.where(
                    np.abs(weights[name]) <= (sizes[count - 1] if count else -1), 0, weights[name])
        plain = plain_model(COMPACT, "max", by_hand)
        answers = np.asarray(plain(images.astype(np.float32))).argmax(axis=1)
        told.append(read.at(percent).accuracy["validation"])
        assert told[-1] == pytest.approx((answers == labels).mean())
    # Or any network would do.
    assert len(set(told)) > 1


def test_nothing_removed_is_the_network_itself_and_all_removed_answers_by_its_biases():
    weights = start_weights()
    read = network(weights)
    assert read.at(0).zeros == 0
    assert read.at(100).zeros == 1
    labels = read.sets["validation"].labels
    assert read.at(100).accuracy["validation"] == pytest.approx((labels == 1).mean())


def test_what_is_zero_already_is_removed_without_another_reading(monkeypatch):
    weights = start_weights()
    weights["dense/kernel"] = np.zeros_like(weights["dense/kernel"])
    read, runs = network(weights), []
    whole = read._accuracies
    monkeypatch.setattr(read, "_accuracies", lambda given: runs.append(1) or whole(given))
    share = 100 * zeros(weights)
    assert 60 < share < 75
    readings = list(read.curve((0, 30, 60, 90)))
    assert len(runs) == 2
    assert [one.percent for one in readings] == [0, 30, 60, 90]
    assert readings[0].zeros == readings[2].zeros == pytest.approx(share / 100)
    assert readings[3].zeros == pytest.approx(0.9, abs=1e-5)


def test_each_share_is_read_once():
    read = network(start_weights())
    assert read.at(50) is read.at(50)


@pytest.mark.parametrize("damage", ["nan", "inf", "zero"])
def test_a_network_that_has_diverged_or_died_is_read_without_a_warning(damage):
    weights = start_weights()
    value = {"nan": np.nan, "inf": np.inf, "zero": 0}[damage]
    weights = {name: np.full_like(array, value) for name, array in weights.items()}
    read = network(weights)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        readings = list(read.curve())
    assert len(readings) == len(PERCENTS)
    assert [one.zeros for one in readings][::len(PERCENTS) - 1] == (
        [1, 1] if damage == "zero" else [0, 1])
    assert all(0 <= one.accuracy["validation"] <= 1 for one in readings)


def test_what_is_no_number_is_removed_last():
    weights = small()
    weights["one/kernel"][0, 0] = np.nan
    pruned = Pruning(weights).weights(87.5)
    assert np.isnan(pruned["one/kernel"][0, 0])
    assert zeros(pruned) == 7 / 8


def test_a_set_without_a_picture_has_no_accuracy():
    nothing = Judged(np.zeros((0, 64, 64, 3), np.uint8), np.zeros(0, np.int64))
    read = PrunedNetwork(Pruning(start_weights()), COMPACT, "max", {"elsewhere": nothing})
    assert read.at(10).accuracy == {"elsewhere": None}
    assert removable([read.at(0)], "elsewhere") is None


def readings(*accuracies):
    return [PrunedReading(10.0 * at, 0.0, {"validation": one}) for at, one in enumerate(accuracies)]


def test_a_point_may_be_lost_and_no_more():
    assert removable(readings(0.65, 0.66, 0.64, 0.639, 0.65), "validation") == 20
    assert removable(readings(0.65, 0.60), "validation") == 0
    assert removable(readings(0.3, 0.3), "validation") == 10
