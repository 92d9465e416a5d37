"""What a run is called, and how the value of a knob reads."""

import pytest

from playground.experiment import Experiment
from playground.regularizer_words import name_of, of_knob
from playground.textbook import IN_A_STEP


@pytest.mark.parametrize(("values", "name"), [
    ({}, "No regularizer"),
    ({"label-smoothing": 0.1}, "Label smoothing 0.1"),
    ({"regularizer": "l2", "lambda": 0.01, "dropout": 0.5, "mixup": 0.4, "max-norm": 2.0},
     "L2 0.01, dropout 0.5, Max-norm 2, Mixup 0.4"),
    ({"bootstrap": 3}, "Bootstrap sample 3"),
])
def test_a_run_is_called_by_all_that_regularizes_it(values, name):
    assert name_of(Experiment().with_values(values)) == name


@pytest.mark.parametrize("name", IN_A_STEP)
def test_at_0_each_is_off_in_a_sentence(name):
    assert of_knob(name, 0.0) == "off"
    assert of_knob(name, 0.25) != "off"
