"""Confusion side by side, and the pictures on which runs disagree."""

import numpy as np

from playground.comparison.confusion import confusion_difference, reading_at
from playground.comparison.disagreement import disagreements
from playground.insight.recorded import recorded_runs
from playground.training.history import of_recorded
from playground.training.snapshot import SetReading
from tests.comparison.made import history, record

LABELS = np.array([0, 1, 2, 0, 1, 2])


def answering(*epochs, indices=None):
    return history("a", records=[
        record(at + 1, 0.5, answers=answers, indices=indices)
        for at, answers in enumerate(epochs)])


def test_confusion_matrices_are_subtracted_as_counts_and_as_shares():
    empty = np.zeros(0, np.int64)
    ours = SetReading(0.5, 0.5, ((4, 0, 0), (2, 2, 0), (0, 0, 4)), empty, empty)
    theirs = SetReading(0.5, 0.5, ((8, 0, 0), (0, 8, 0), (2, 0, 6)), empty, empty)
    found = confusion_difference(ours, theirs)
    assert found.counts.tolist() == [[4, 0, 0], [-2, 6, 0], [2, 0, 2]]
    assert found.shares.tolist() == [[0, 0, 0], [-0.5, 0.5, 0], [0.25, 0, -0.25]]
    recorded = of_recorded(recorded_runs()["l1"])
    assert confusion_difference(ours, reading_at(recorded)) is None


def test_a_reading_is_that_of_its_epoch():
    run = answering([0, 0, 0], [1, 1, 1])
    assert reading_at(run, 1).answers.tolist() == [0, 0, 0]
    assert reading_at(run).answers.tolist() == [1, 1, 1]
    assert reading_at(run, 9) is None
    assert reading_at(run, which="elsewhere") is None


def test_only_pictures_with_different_answers_are_found_what_one_has_right_first():
    #                                  0  1  2  0  1  2
    ours, theirs = answering([0, 0, 1, 0, 0, 2]), answering([0, 1, 0, 1, 0, 2])
    found = disagreements([ours, theirs], LABELS)
    assert found.pictures == 6
    # Picture 1: theirs alone is right; 3: ours alone is right; 2: both wrong, in two ways.
    assert [one.index for one in found.found] == [1, 3, 2]
    assert found.found[0].label == 1
    assert found.found[0].answers == (0, 1)
    assert found.found[0].right == (False, True)


def test_what_has_stayed_so_stands_before_what_flips():
    ours = answering([0, 0], [0, 0], [0, 0])
    theirs = answering([1, 0], [1, 1], [1, 1])
    found = disagreements([ours, theirs], np.array([1, 1]))
    assert [(one.index, round(one.steady, 2)) for one in found.found] == [(0, 1.0), (1, 0.67)]


def test_only_pictures_that_all_were_judged_on_count():
    ours = answering([0, 0, 0], indices=[5, 3, 4])
    theirs = answering([1, 1, 1], indices=[4, 5, 9])
    found = disagreements([ours, theirs])
    assert found.pictures == 2
    assert [one.index for one in found.found] == [4, 5]
    assert found.found[0].label is None


def test_a_run_without_answers_is_passed_over():
    recorded = of_recorded(recorded_runs()["none"])
    found = disagreements([answering([0, 1]), recorded, answering([0, 0])], LABELS)
    assert [one.answers for one in found.found] == [(1, -1, 0)]
    assert disagreements([answering([0, 1]), recorded], LABELS).found == ()


def test_the_pictures_of_an_earlier_epoch():
    ours, theirs = answering([0, 0], [1, 1]), answering([0, 1], [1, 1])
    assert [one.index for one in disagreements([ours, theirs], LABELS, epoch=1).found] == [1]
    assert disagreements([ours, theirs], LABELS).found == ()
