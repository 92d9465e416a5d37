"""Lessons 6, 7, 8 and 12: answers are what recorded runs say, tasks what was told."""

import numpy as np
import pytest

from playground.comparison.luck_words import about
from playground.insight.lesson_runs import (
    CHOOSING,
    OVERFITTING,
    SETTING,
    LessonRun,
    lesson_runs,
    overfitting,
    write_lesson_runs,
)
from playground.lessons.given import shipped
from playground.lessons.registry import answers, conditions
from playground.lessons.topics import choosing
from playground.lessons.topics.another_setting import one_setting, varied
from playground.lessons.topics.one_step import picks, shipped_step, valley
from playground.lessons.topics.overfitting import FIRST, experiment_of, values_of


def reply(name):
    return answers()[name].compute(shipped())


@pytest.mark.parametrize(("condition", "done", "not_yet"), [
    ("ball-at-the-bottom", {"above": 0.004, "moved": 1.9}, {"above": 0.2, "moved": 0.4}),
    ("ball-at-the-bottom", {"above": 0.0, "moved": -1e-3}, {"above": 0.0, "moved": 0.0}),
    ("drawn-and-a-small-gap", {"seen": 1, "gap": 0.01}, {"seen": 1, "gap": 0.33}),
    ("found-what-helps-elsewhere", {"looked": 3, "elsewhere": 0.74},
     {"looked": 5, "elsewhere": 0.32}),
    ("found-what-helps-elsewhere", {"looked": 4, "elsewhere": 0.6},
     {"looked": 2, "elsewhere": 0.74}),
    ("chosen-with-all-seeds", {"seeds": 5, "opened": 1, "rank": 1},
     {"seeds": 5, "opened": 1, "rank": 2}),
    ("chosen-with-all-seeds", {"seeds": 5, "opened": 1, "rank": 1},
     {"seeds": 1, "opened": 1, "rank": 1}),
])
def test_a_task_is_done_by_numbers_that_fulfil_it_and_by_no_others(condition, done, not_yet):
    assert conditions()[condition].done(done)
    assert not conditions()[condition].done(not_yet)
    assert not conditions()[condition].done({})


def test_the_start_of_each_picture_does_not_do_its_task():
    step = shipped_step()
    pick = picks(step)[0]
    losses = valley(step, pick).losses
    start, _ = step.along(pick, np.array([step.weight(pick)]))
    above = (start[0] - losses.min()) / (losses.max() - losses.min())
    assert not conditions()["ball-at-the-bottom"].done({"above": above, "moved": 0.0})
    assert above > 0.1
    first = overfitting(values_of(list(FIRST)))
    assert not conditions()["drawn-and-a-small-gap"].done({"seen": 1, "gap": first.gap})


def test_a_step_goes_as_far_as_the_learning_rate_and_not_to_the_bottom():
    found = reply("how-far-a-step")
    step = shipped_step()
    pick = picks(step)[0]
    assert found.choice == "rate"
    moved = abs(step.after(pick) - step.weight(pick))
    assert moved == pytest.approx(step.moment.experiment.learning_rate, rel=0.01)
    assert abs(valley(step, pick).bottom - step.weight(pick)) > 100 * moved


def test_validation_falls_in_the_second_half_of_the_recorded_run():
    found = reply("second-half-of-validation")
    curve = overfitting(values_of(list(FIRST))).validation
    assert found.choice == "falls"
    assert found.values["best"] == round(100 * curve.max()) > found.values["end"]
    assert curve[found.values["epoch"] - 1] == curve.max()


def test_what_comes_from_the_browser_is_one_of_the_recorded_settings_or_nothing():
    assert experiment_of(values_of(["two-conv", "50", "0"])) in [
        run.experiment for run in lesson_runs()[OVERFITTING]]
    for wrong in (None, [], ["large", "50", "0"], ["compact", "99", "0"], ["compact", 20, "0"],
                  [{}, "20", "0"]):
        assert values_of(wrong) is None


def test_each_wrong_label_and_each_picture_less_widens_the_gap_of_the_recorded_runs():
    for model in ("compact", "two-conv"):
        gaps = [overfitting({"model": model, "share": 20, "wrong-labels": wrong}).gap
                for wrong in (0, 20, 40)]
        assert gaps == sorted(gaps)
    small, large = (overfitting({"model": model, "share": 20, "wrong-labels": 40}).gap
                    for model in ("compact", "two-conv"))
    assert large > small


def test_another_setting_is_guessing_under_each_penalty_and_other_pictures_help():
    found = reply("in-another-setting")
    assert found.choice == "guessing"
    assert all(run.validation[-1] > 0.95 for run in one_setting())
    assert all(abs(run.elsewhere[-1] - 1 / 3) < 0.07 for run in one_setting())
    assert max(run.elsewhere[-1] for run in varied()) > 0.6
    assert len(one_setting()) + len(varied()) == len(lesson_runs()[SETTING])


def test_the_best_of_many_runs_was_lucky_and_all_seeds_are_in_the_table():
    found, seen = reply("the-best-on-test"), choosing.sweep()
    assert found.choice == "less"
    assert seen.validation.shape == (len(seen.lambdas), len(seen.seeds))
    assert seen.validation.size == len(lesson_runs()[CHOOSING]) == found.values["runs"]
    at = seen.lambdas.index(0.002)
    assert about(seen.luck(at, 5), "none", "L2").state.startswith("mostly-above")
    assert about(seen.luck(at, 2), "none", "L2").state == "too-few"


def test_pictures_that_were_trained_on_look_better_than_those_held_out():
    seen = choosing.leak()
    assert seen.seen == seen.validated == 437
    assert np.mean(seen.leaked) > np.mean(seen.honest)
    assert len(seen.leaked) == len(seen.honest) >= 3


def test_what_is_written_is_read_again(tmp_path):
    run = LessonRun({"share": 10}, np.array([0.5, 0.75]), np.array([0.25, 0.5]),
                    answers={"validation": (0, 2)})
    place = tmp_path / "runs.json"
    write_lesson_runs({OVERFITTING: [run], SETTING: [], CHOOSING: []}, place)
    found = lesson_runs(place)[OVERFITTING][0]
    assert found.values == run.values
    assert found.answers == run.answers
    assert found.training.tolist() == [0.5, 0.75]
    assert found.gap == 0.25
    assert found.experiment.share == 10
