import numpy as np
import pytest

from playground.insight.weight_matrix import matrix_levels, zero_dots


def numbered(*shape):
    """A kernel whose every weight can be told apart by its level."""
    return (np.arange(np.prod(shape)) / 127).astype(np.float32).reshape(shape)


def test_a_dense_kernel_has_one_row_a_unit():
    kernel = np.array([[0.5, -1], [1, 0], [0, 0.25]], np.float32)
    view = matrix_levels(kernel, 1.0, 10, 10)
    assert view.levels.tolist() == [[64, 127, 0], [-127, 0, 32]]
    assert (view.shown, view.total, view.rows_per_unit) == (6, 6, 1)
    assert view.levels.dtype == np.int8


def test_a_conv_kernel_has_one_row_a_filter_with_the_weights_of_a_channel_together():
    kernel = numbered(3, 3, 2, 5)
    view = matrix_levels(kernel, 1.0, 5, 18)
    assert view.levels.shape == (5, 18)
    assert view.levels[4, :9].tolist() == np.rint(127 * kernel[:, :, 0, 4]).ravel().tolist()
    assert view.levels[4, 9:].tolist() == np.rint(127 * kernel[:, :, 1, 4]).ravel().tolist()


def test_long_units_are_wrapped_into_equal_rows_where_all_of_them_fit():
    kernel = np.random.default_rng(0).uniform(-1, 1, (1024, 128)).astype(np.float32)
    view = matrix_levels(kernel, 1.0, 256, 600)
    assert view.levels.shape == (256, 512)
    assert (view.shown, view.rows_per_unit) == (view.total, 2)
    assert view.levels.reshape(128, 1024)[7].tolist() == np.rint(127 * kernel[:, 7]).tolist()


def test_units_are_never_wrapped_in_part():
    view = matrix_levels(numbered(8, 4), 1.0, 7, 4)
    assert view.levels.shape == (6, 4)
    assert (view.shown, view.total, view.rows_per_unit) == (24, 32, 2)


def test_what_has_no_room_is_cut_off_as_one_block_and_counted():
    kernel = np.random.default_rng(0).uniform(-1, 1, (1031, 60)).astype(np.float32)
    view = matrix_levels(kernel, 1.0, 50, 200)
    assert view.levels.tolist() == np.rint(127 * kernel[:200, :50].T).tolist()
    assert (view.shown, view.total, view.rows_per_unit) == (10_000, 61_860, 1)
    filters = np.random.default_rng(0).uniform(-1, 1, (3, 3, 1, 7)).astype(np.float32)
    view = matrix_levels(filters, 1.0, 3, 5)
    assert view.levels.tolist() == np.rint(127 * filters[:, :, 0, :3].reshape(9, 3)[:5].T).tolist()


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (1, 9), (9, 1), (40, 30), (300, 700)])
@pytest.mark.parametrize("shape", [(3, 3, 3, 16), (3, 3, 64, 64), (1024, 128), (128, 3), (7, 1)])
def test_a_view_never_outgrows_its_room_and_counts_what_it_shows(shape, rows, columns):
    view = matrix_levels(np.ones(shape, np.float32), 1.0, rows, columns)
    assert view.levels.shape[0] <= rows
    assert view.levels.shape[1] <= columns
    assert view.shown == view.levels.size <= view.total == np.prod(shape)
    assert (view.levels == 127).all()


def test_only_weights_that_round_to_zero_have_the_level_zero():
    limit = 0.072
    weights = np.array([[0, limit / 260, -limit / 260, limit / 250, -limit / 250]], np.float32)
    assert matrix_levels(weights, limit, 9, 9).levels.ravel().tolist() == [0, 0, 0, 1, -1]


def test_what_is_beyond_the_scale_is_at_its_end_and_no_number_is_not_blank():
    weights = np.array([[9.0, -9.0, np.inf, -np.inf, np.nan]], np.float32)
    assert matrix_levels(weights, 1.0, 9, 9).levels.ravel().tolist() == [127, -127, 127, -127, 127]


def test_weights_are_not_averaged():
    checkered = np.where(np.indices((60, 60)).sum(axis=0) % 2, 1.0, -1.0).astype(np.float32)
    assert set(matrix_levels(checkered, 1.0, 20, 20).levels.ravel().tolist()) == {127, -127}


def test_a_view_is_read_only_and_leaves_the_kernel_as_it_was():
    kernel = np.full((4, 4), 0.5, np.float32)
    view = matrix_levels(kernel, 1.0, 4, 4)
    assert not view.levels.flags.writeable
    assert (kernel == 0.5).all()


def test_without_room_there_is_no_view():
    with pytest.raises(ValueError, match="at least one"):
        matrix_levels(np.ones((2, 2), np.float32), 1.0, 0, 5)


def test_zeros_are_dots_at_the_places_of_the_weights():
    kernel = numbered(3, 3, 2, 5)
    kernel[0, 1, 1, 2] = 0
    dots = zero_dots(kernel, 5, 18)
    # The first weight of all is a zero too.
    assert np.argwhere(dots).tolist() == [[0, 0], [2, 10]]
    assert ((matrix_levels(kernel, 1.0, 5, 18).levels == 0) >= dots).all()


def test_what_is_no_number_is_no_dot():
    assert zero_dots(np.array([[np.nan, 0.0]], np.float32), 2, 2).tolist() == [[0], [1]]
