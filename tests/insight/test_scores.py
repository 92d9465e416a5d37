import numpy as np
import pytest

from playground.insight.scores import score, score_groups


def test_recall_is_per_true_class_and_none_where_there_is_none():
    scores = score(np.array([0, 0, 1, 1]), np.array([0, 2, 1, 1]))
    assert scores.accuracy == 0.75
    assert scores.recall == (0.5, 1.0, None)
    assert scores.confusion.tolist() == [[1, 0, 1], [0, 2, 0], [0, 0, 0]]


def test_a_group_counts_once_however_many_pictures_it_has():
    right = np.array([True] * 8 + [False, True])
    grouped = score_groups("frame", ["a"] * 8 + ["b", "b"], right)
    assert (grouped.count, grouped.accuracy) == (2, pytest.approx(0.75))


def test_pictures_without_a_group_are_groups_of_one():
    grouped = score_groups("frame", ["a", "a", "", ""], np.array([True, True, False, True]))
    assert (grouped.count, grouped.accuracy) == (3, pytest.approx(2 / 3))
