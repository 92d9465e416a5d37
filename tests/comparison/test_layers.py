"""Weights of several runs, layer by layer, on one scale."""

import numpy as np
import pytest

from playground.comparison.layers import (
    layer_curves,
    levels_of_difference,
    on_shared_bins,
    shared_layers,
)
from playground.insight.recorded import recorded_runs
from playground.training.history import of_recorded
from tests.comparison.made import START, history


def test_norms_and_zeros_of_each_layer_over_the_epochs():
    found = layer_curves(history("a", [0.5, 0.6]))
    assert next(iter(found)) == "conv2d"
    dense = found["dense"]
    assert dense.epochs == (1.0, 2.0)
    kernel = START["dense/kernel"].astype(np.float64)
    assert dense.l2_norm[0] == pytest.approx(np.sqrt((kernel**2).sum()), rel=1e-5)
    assert dense.l1_norm[0] == pytest.approx(np.abs(kernel).sum(), rel=1e-5)
    assert dense.near_zeros[0] == pytest.approx((np.abs(kernel) < 1e-3).mean(), rel=1e-3)
    assert dense.penalized
    assert not found["conv2d"].penalized
    assert layer_curves(of_recorded(recorded_runs()["l1"])) == {}


def test_two_runs_are_counted_in_the_same_bins():
    shrunk = {name: array / 4 for name, array in START.items()}
    found = on_shared_bins([START, None, shrunk], "dense")
    ours, nothing, theirs = found.histograms
    assert nothing is None
    assert ours.edges.tolist() == theirs.edges.tolist()
    assert ours.counts.sum() == theirs.counts.sum() == START["dense/kernel"].size
    assert np.count_nonzero(theirs.counts) < np.count_nonzero(ours.counts)
    with pytest.raises(ValueError, match="kept"):
        on_shared_bins([None, {}], "dense")


def test_layers_that_not_all_runs_have_are_left_out():
    deep = history("b", settings={"model": "two-conv"})
    shared = shared_layers([history("a"), deep])
    assert "dense" in shared
    assert "conv2d_3" not in shared
    assert shared_layers([history("a")])[0] == "dense"


def test_the_difference_of_two_kernels_is_on_the_matrixs_scale():
    ours, theirs = np.zeros((2, 2), np.float32), np.array([[0.1, -0.1], [0, 9]], np.float32)
    assert levels_of_difference(ours, theirs, 0.1).tolist() == [[127, -127], [0, 127]]
