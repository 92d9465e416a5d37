from __future__ import annotations

import numpy as np

from playground.data.connected import connected_components

NO_PAIRS = np.empty((0, 2), np.int64)


def test_unconnected_items_are_components_of_their_own() -> None:
    assert connected_components(3, NO_PAIRS, []).tolist() == [0, 1, 2]


def test_pairs_and_names_connect_through_each_other() -> None:
    pairs = np.array([[0, 3], [4, 5]])
    columns = [["", "", "a", "a", "", ""], ["x", "", "", "", "x", "y"]]
    assert connected_components(6, pairs, columns).tolist() == [0, 1, 0, 0, 0, 0]


def test_the_empty_name_connects_nothing() -> None:
    assert connected_components(2, NO_PAIRS, [["", ""]]).tolist() == [0, 1]


def test_a_name_means_nothing_in_another_column() -> None:
    assert connected_components(2, NO_PAIRS, [["a", ""], ["", "a"]]).tolist() == [0, 1]


def test_the_order_of_pairs_does_not_matter() -> None:
    pairs = np.array([[0, 1], [5, 6], [1, 6], [2, 9]])
    expected = connected_components(10, pairs, [])
    for order in ([3, 2, 1, 0], [2, 0, 3, 1]):
        assert np.array_equal(connected_components(10, pairs[order, ::-1], []), expected)


def test_nothing_has_no_components() -> None:
    assert connected_components(0, NO_PAIRS, []).shape == (0,)
