import numpy as np
import pytest

from playground.insight.histogram import BINS, weight_histogram
from playground.model.weights import glorot_limit

LIMIT = 0.072


def histogram(*weights):
    return weight_histogram(np.array(weights, np.float32), LIMIT)


def test_every_weight_is_counted_once():
    kernel = np.random.default_rng(0).normal(0, 0.06, (3, 3, 20, 30)).astype(np.float32)
    kernel[0] = 0
    seen = weight_histogram(kernel, LIMIT)
    assert seen.counts.sum() + seen.zeros + seen.below + seen.above == kernel.size
    assert min(seen.zeros, seen.below, seen.above) > 0
    expected, _ = np.histogram(kernel[kernel != 0], seen.edges)
    # A weight on an edge may fall to either side in float32.
    assert np.abs(seen.counts - expected).sum() <= 2


def test_exact_zeros_have_a_count_of_their_own():
    seen = histogram(0.0, -0.0, 1e-9, -1e-9)
    assert seen.zeros == 2
    assert seen.counts[BINS // 2] == seen.counts[BINS // 2 - 1] == 1
    assert seen.counts.sum() == 2


def test_an_outlier_is_in_an_end_bin_and_moves_no_edge():
    usual, seen = histogram(0.01, -0.01), histogram(0.01, -0.01, 5e3, -2.0, -3.0)
    assert (seen.below, seen.above) == (2, 1)
    assert (seen.counts == usual.counts).all()
    assert (seen.edges == usual.edges).all()


def test_the_start_fills_the_middle_half_evenly():
    limit = glorot_limit((1024, 128))
    start = np.random.default_rng(0).uniform(-limit, limit, (1024, 128)).astype(np.float32)
    seen = weight_histogram(start, limit)
    quarter = BINS // 4
    assert seen.counts[:quarter].sum() == seen.counts[-quarter:].sum() == 0
    inside = seen.counts[quarter:-quarter]
    assert inside.min() > 0.9 * inside.mean()
    assert seen.edges[quarter] == pytest.approx(-limit)


def test_all_zeros_and_all_the_same():
    assert weight_histogram(np.zeros((5, 4), np.float32), LIMIT).zeros == 20
    assert histogram(*[0.02] * 9).counts.max() == 9


def test_what_is_no_number_counts_as_above():
    seen = histogram(np.nan, np.inf, -np.inf, 0.01)
    assert (seen.below, seen.above) == (1, 2)


def test_bins_are_symmetric():
    weights = np.random.default_rng(1).normal(0, 0.05, 1000).astype(np.float32)
    one, mirrored = weight_histogram(weights, LIMIT), weight_histogram(-weights, LIMIT)
    assert (one.counts == mirrored.counts[::-1]).all()
    assert (one.edges == -one.edges[::-1]).all()
