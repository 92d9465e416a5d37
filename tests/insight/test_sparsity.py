import numpy as np
import pytest

from playground.insight.sparsity import BIN_COUNT, EDGES, read_kernel, sparsity


def test_a_histogram_gives_the_share_below_any_epsilon():
    kernel = np.random.default_rng(0).normal(0, 0.05, 200_000).astype(np.float32)
    kernel[:40_000] = 0
    reading = read_kernel("dense", kernel)
    for epsilon in (1e-4, 5e-4, 1e-3, 3.3e-3, 0.02, 0.1, 0.3):
        exact = (np.abs(kernel) < epsilon).mean()
        assert reading.below(epsilon) == pytest.approx(exact, abs=2e-3)
    # At a bin's edge nothing is interpolated.
    for edge in EDGES[60:150:10]:
        assert reading.below(edge) == pytest.approx((np.abs(kernel) < edge).mean(), abs=1e-4)


def test_exact_zeros_and_near_zeros_are_counted_apart():
    reading = read_kernel("dense", np.array([0, -0.0, 1e-9, -9.9e-4, 1e-3, 0.5], np.float32))
    assert (reading.exact_zeros, reading.near_zeros) == (2, 4)
    assert reading.counts.sum() == 4


def test_all_zeros_fill_no_bin():
    reading = read_kernel("dense", np.zeros((3, 3, 4, 4), np.float32))
    assert reading.exact_zeros == reading.size == 144
    assert reading.counts.sum() == 0
    assert reading.below(1e-8) == reading.below(50) == 1.0
    assert reading.below(0) == 0.0


def test_all_the_same_fill_one_bin():
    reading = read_kernel("dense", np.full(1000, 0.02, np.float32))
    assert (reading.counts > 0).sum() == 1
    assert reading.below(0.015) == 0
    assert reading.below(0.03) == 1


def test_what_lies_outside_the_bins_is_kept_in_the_end_bins():
    reading = read_kernel("dense", np.array([1e-12, 1e4, -1e4], np.float32))
    assert reading.counts[0] == 1
    assert reading.counts[-1] == 2
    assert reading.counts.shape == (BIN_COUNT + 2,)
    assert reading.below(1000) == pytest.approx(1 / 3)


def test_weights_that_are_no_numbers_do_not_break_the_reading():
    reading = read_kernel("dense", np.array([np.nan, np.inf, 0.1], np.float32))
    assert reading.counts[-1] == 2


def test_norms_are_the_formulas():
    kernel = np.random.default_rng(1).normal(size=(7, 5)).astype(np.float32)
    reading = read_kernel("dense", kernel)
    assert reading.l1_norm == pytest.approx(np.abs(kernel).sum(), rel=1e-6)
    assert reading.l2_norm == pytest.approx(np.linalg.norm(kernel), rel=1e-6)


def test_fractions_over_kernels_weigh_each_weight_once():
    small = read_kernel("a", np.zeros(10, np.float32))
    large = read_kernel("b", np.ones(30, np.float32))
    assert sparsity([small, large]).exact_zeros == 0.25
