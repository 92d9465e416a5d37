"""What an operator may set, and what a person reads who asks for more."""

import pytest

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.model.architectures import ARCHITECTURES
from playground.training.manager import limits as module
from playground.training.manager.limits import Limits, cores, limits_from


def test_without_a_word_everything_is_allowed_and_two_cores_train_one_run():
    limits = limits_from({})
    assert limits.runs == max(1, cores() // 2)
    assert limits.models == tuple(ARCHITECTURES)
    assert (limits.epochs, limits.minutes, limits.grace) == (1000, None, 3600.0)


def test_the_operators_word_counts():
    limits = limits_from({
        "PLAYGROUND_MAX_RUNS": "3", "PLAYGROUND_MODELS": "two-conv, compact",
        "PLAYGROUND_MAX_EPOCHS": "50", "PLAYGROUND_MAX_MINUTES": "2.5",
        "PLAYGROUND_GRACE_SECONDS": "5"})
    assert limits == Limits(
        3, ("compact", "two-conv"), 50, 2.5, 5.0, abreast=max(1, min(2, cores() // 3)))


@pytest.mark.parametrize(("there", "runs", "abreast"), [
    (1, "", 1), (2, "", 2), (8, "", 2), (2, "2", 1), (8, "2", 2)])
def test_runs_of_a_series_have_a_core_each_and_no_less(monkeypatch, there, runs, abreast):
    monkeypatch.setattr(module, "cores", lambda: there)
    assert limits_from({"PLAYGROUND_MAX_RUNS": runs}).abreast == abreast


@pytest.mark.parametrize(("name", "value"), [
    ("PLAYGROUND_MAX_RUNS", "0"), ("PLAYGROUND_MAX_RUNS", "many"), ("PLAYGROUND_MAX_RUNS", "1.5"),
    ("PLAYGROUND_MODELS", "compact,resnet"), ("PLAYGROUND_MAX_EPOCHS", "-1"),
    ("PLAYGROUND_MAX_EPOCHS", "1001"), ("PLAYGROUND_MAX_MINUTES", "nan"),
    ("PLAYGROUND_MAX_MINUTES", "0"), ("PLAYGROUND_GRACE_SECONDS", "0"),
])
def test_a_setting_that_makes_no_sense_is_named(name, value):
    with pytest.raises(BadInput, match=name):
        limits_from({name: value})


def test_an_empty_setting_is_none():
    assert limits_from({"PLAYGROUND_MAX_RUNS": " ", "PLAYGROUND_MODELS": ""}) == limits_from({})


@pytest.mark.parametrize(("values", "sentence"), [
    ({"model": "article"}, "does not train the model article; choose compact or two-conv"),
    ({"epochs": 51}, "at most 50 epochs, not 51"),
    ({"data": "/etc"}, "no data source '/etc'"),
    ({"data": ""}, "no data source"),
    ({"another-setting": "../x"}, "no data source '../x'"),
])
def test_what_is_more_than_allowed_is_refused_in_one_sentence(values, sentence):
    limits = Limits(1, ("compact", "two-conv"), epochs=50)
    with pytest.raises(BadInput, match=sentence):
        limits.check(Experiment().with_values(values))


def test_what_is_allowed_passes_and_needs_no_other_setting():
    limits = Limits(1, ("compact",), epochs=50)
    limits.check(Experiment(epochs=50, another_setting=""))
