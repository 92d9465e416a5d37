import numpy as np
import pytest

from playground.insight.shares import carrying_share, weight_shares
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import glorot_limit, initial_weights


def test_each_share_is_of_all_the_weights():
    kernel = np.array([[0, 0.0005, -0.002, 0.05, -0.2, 0.3, 0.1, -0.0]], np.float32)
    shares = weight_shares(kernel, 0.1, 1e-3)
    assert (shares.exact_zeros, shares.near_zeros) == (0.25, 0.375)
    # A weight on the bound is not beyond it.
    assert shares.beyond_start == 0.25


def test_the_threshold_of_near_zeros_is_the_one_given():
    kernel = np.array([0.0, 1e-5, 1e-3, 0.5], np.float32)
    assert weight_shares(kernel, 1.0, 1e-4).near_zeros == 0.5
    assert weight_shares(kernel, 1.0, 1e-2).near_zeros == 0.75


def test_few_large_weights_carry_most_of_the_sum():
    assert carrying_share(np.array([9, -1, 0, 0, 0, 0, 0, 0, 0, 0], np.float32)) == 0.1
    assert carrying_share(np.array([8, 1, -1, 0, 0, 0, 0, 0, 0, 0], np.float32)) == 0.2
    assert carrying_share(np.ones(100, np.float32)) == 0.9


def test_where_all_are_zero_none_carries_anything():
    assert carrying_share(np.zeros(10, np.float32)) == 0
    assert weight_shares(np.zeros(10, np.float32), 1.0, 1e-3).exact_zeros == 1


def test_at_the_start_none_is_beyond_and_most_are_needed():
    kernel = initial_weights(ARCHITECTURES["compact"], 1)["dense/kernel"]
    shares = weight_shares(kernel, glorot_limit(kernel.shape), 1e-3)
    assert shares.beyond_start == 0
    # Uniform magnitudes: the largest share s carries 1 - (1 - s)^2 of the sum.
    assert shares.carrying == pytest.approx(1 - np.sqrt(0.1), abs=0.01)


def test_what_is_no_number_breaks_no_share():
    shares = weight_shares(np.array([np.nan, np.inf, 0.1, 0], np.float32), 1.0, 1e-3)
    assert 0 <= shares.carrying <= 1
