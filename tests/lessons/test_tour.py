"""The five tasks of the tour: done by numbers that fulfil them, and by no others."""

from dataclasses import replace

import pytest

from playground.change import Change
from playground.insight.reading import EpochLook, RunReading, last_turn
from playground.insight.recorded import recorded_runs
from playground.insight.twin import TwinReading
from playground.lessons.tour import FINISHED, TASKS, Tour, TourNumbers, words
from playground.training.history import of_recorded
from playground.training.numbers_for_words import view_of

L1 = last_turn([Change(25, "regularizer", "none", "l1"), Change(25, "lambda", 1e-3, 1.5e-3)])


def recorded(name):
    return view_of(of_recorded(recorded_runs()[name]))


def looks(*pairs, near=0.01):
    """An epoch for each pair of accuracies, on validation and on training."""
    return tuple(EpochLook(10 * n, validation, 0.0, near, training, None)
                 for n, (validation, training) in enumerate(pairs, 1))


def done(name, run=None, photos=0):
    return TASKS[name].done(TourNumbers(run, photos))


def test_play_is_pressed_once_there_is_a_run():
    assert done("play", RunReading(state="queued"))
    assert not done("play")
    assert not done("play", RunReading())


def test_of_the_recorded_runs_only_the_one_without_help_parts():
    assert {name for name in recorded_runs() if done("fall", recorded(name))} == {"none"}


@pytest.mark.parametrize(("pairs", "parts"), [
    ([(0.8, 0.5), (0.7, 0.6), (0.7, 0.7), (0.7, 0.8)], True),
    # Training stands still; validation is where it was; the best epoch is too young to tell.
    ([(0.8, 0.5), (0.7, 0.5), (0.7, 0.5), (0.7, 0.55)], False),
    ([(0.8, 0.5), (0.78, 0.6), (0.79, 0.7), (0.78, 0.8)], False),
    ([(0.5, 0.4), (0.8, 0.5), (0.7, 0.7), (0.6, 0.8)], False),
    ([(0.8, 0.5)], False),
    ([], False),
])
def test_validation_falls_while_training_rises(pairs, parts):
    assert done("fall", RunReading(state="running", looks=looks(*pairs))) == parts


def test_it_may_be_seen_of_the_run_without_its_turn():
    run = RunReading(state="running", turn=L1, twin=TwinReading(L1, recorded("none").looks))
    assert done("fall", run)
    assert not done("fall", replace(run, twin=TwinReading(L1, recorded("l1").looks)))


def test_the_matrix_drains_under_l1_alone():
    drained = recorded("l1")
    assert done("drain", drained)
    assert not done("drain", replace(drained, looks=drained.looks[:1], probes=()))
    assert not done("drain", replace(drained, lambda_=0.0))
    # L2 leaves as many weights near zero; it is not what was asked for.
    assert recorded("l2").looks[-1].near_zeros > 0.5
    assert not done("drain", recorded("l2"))
    assert not done("drain", RunReading(regularizer="l1", lambda_=1e-3))


def test_the_run_without_is_asked_for_once_there_is_a_twin():
    assert done("without", RunReading(state="running", turn=L1, twin=TwinReading(L1)))
    assert not done("without", RunReading(state="running", turn=L1))
    assert not done("without")


def test_a_hand_is_tried_with_the_first_picture():
    assert done("hand", photos=1)
    assert not done("hand", RunReading(state="running"))


def test_ticks_stay_and_the_first_open_task_is_next():
    tour = Tour()
    assert tour.now == "play"
    tour.tick(TourNumbers(RunReading(state="running"), photos=2))
    assert tour.done == {"play", "hand"}
    tour.tick(TourNumbers())
    assert (tour.done, tour.now) == ({"play", "hand"}, "fall")
    tour.done.update(TASKS)
    assert tour.now == ""
    assert words("", TourNumbers()) is FINISHED


def test_a_task_whose_moment_has_passed_tells_how_to_come_to_it_again():
    running, ended = RunReading(state="running"), RunReading(state="finished")
    assert words("drain", TourNumbers(running)) == TASKS["drain"].words
    assert "press Play for another" in str(words("drain", TourNumbers(ended)))
    assert "Press Play, click L1" in str(words("without", TourNumbers(running)))
    assert "And without?" in str(words("without", TourNumbers(replace(running, turn=L1))))
