import numpy as np
import pytest

from playground.insight.knock_out import SHARES, knock_out, removal_orders


def copies(count, width):
    """Pictures that `width` equal units each decide by themselves; kernel and bias beside them."""
    labels = np.arange(count) % 3
    values = np.array([1.0, 2.0, 3.0], np.float32)[labels]
    units = np.repeat(values[:, None], width, axis=1)
    # For a sum s of units: class 0 below 1.5 width, class 2 above 2.5 width.
    kernel = np.tile(np.array([-1, 0, 1], np.float32) / width, (width, 1))
    bias = np.array([1.5, 0, -2.5], np.float32)
    return units, labels, kernel, bias


def test_with_none_removed_it_is_the_networks_own_accuracy():
    random = np.random.default_rng(0)
    units = np.maximum(random.normal(size=(60, 40)), 0).astype(np.float32)
    kernel, bias = (random.normal(size=s).astype(np.float32) for s in ((40, 3), (3,)))
    labels = random.integers(0, 3, 60)
    curve = knock_out(units, labels, kernel, bias)
    own = ((units @ kernel + bias).argmax(axis=1) == labels).mean()
    assert curve.shares[0] == 0
    assert curve.accuracy[0] == pytest.approx(own)
    assert curve.at(0.0) == curve.accuracy[0]


def test_the_rest_is_scaled_so_that_units_that_say_the_same_are_not_missed():
    curve = knock_out(*copies(9, 50))
    assert (curve.accuracy == 1).all()
    assert (curve.shares == SHARES).all()


def test_a_network_that_hangs_on_one_unit_loses_in_step_with_what_is_removed():
    width = 200
    units = np.ones((30, width), np.float32)
    labels = np.full(30, 2)
    kernel = np.zeros((width, 3), np.float32)
    kernel[17, 2] = 1.0
    bias = np.array([1e-3, 0, 0], np.float32)
    curve = knock_out(units, labels, kernel, bias)
    assert curve.accuracy[0] == 1
    assert (np.diff(curve.accuracy) <= 0).all()
    assert 0.2 < curve.at(0.5) < 0.8
    assert curve.at(0.95) < 0.4


def test_it_matches_removing_the_units_by_hand():
    random = np.random.default_rng(3)
    units = random.random((25, 8)).astype(np.float32)
    kernel, bias = (random.normal(size=s).astype(np.float32) for s in ((8, 3), (3,)))
    labels = random.integers(0, 3, 25)
    curve = knock_out(units, labels, kernel, bias)
    accuracies = []
    for rank in removal_orders(8):
        kept = rank >= 4
        logits = (units * kept / (1 - 0.5)) @ kernel + bias
        accuracies.append((logits.argmax(axis=1) == labels).mean())
    assert curve.accuracy[np.argmin(np.abs(SHARES - 0.5))] == pytest.approx(np.mean(accuracies))


def test_the_curve_is_the_same_each_time_and_one_unit_is_always_left():
    arguments = copies(6, 3)
    one, other = knock_out(*arguments), knock_out(*arguments)
    assert (one.accuracy == other.accuracy).all()
    assert (one.accuracy == 1).all()


def test_without_pictures_there_is_no_curve():
    units, labels, kernel, bias = copies(3, 4)
    with pytest.raises(ValueError, match="at least one picture"):
        knock_out(units[:0], labels[:0], kernel, bias)
