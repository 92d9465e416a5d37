"""A run under one of the textbook's other regularizers is not told to turn on a regularizer."""

import pytest

from playground.experiment import Experiment
from playground.insight import advice
from playground.insight.conditions import holds
from playground.insight.reading import EpochLook, RunReading
from playground.training.numbers_for_words import view_before


def test_the_numbers_of_a_run_tell_which_of_them_are_on():
    experiment = Experiment().with_values({"mixup": 0.4, "label-smoothing": 0.1})
    assert view_before(experiment).others == ("label-smoothing", "mixup")
    assert view_before(experiment).regularized
    assert not view_before(Experiment()).regularized


def test_advice_names_what_is_on():
    run = RunReading(others=("mixup",))
    assert advice.turn_a_knob(run).to(run) == "Turn “Mixup”, and watch validation."
    assert advice.take_it_off(run).to(run) == "Set “Mixup” to off, and watch validation."
    neither = RunReading()
    assert advice.turn_a_knob(neither).to(neither) == (
        "Turn on a regularizer, and watch validation.")


@pytest.mark.parametrize(("others", "said"), [(("mixup",), True), ((), False)])
def test_validation_that_holds_is_told_of_a_run_under_any_of_them(others, said):
    looks = tuple(EpochLook(10 * (n + 1), 0.9, 0.0, 0.01, 0.9, None) for n in range(8))
    run = RunReading(state="running", looks=looks, step=80, share=20, others=others)
    assert holds(run) == said
