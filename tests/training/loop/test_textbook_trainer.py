"""Runs with the textbook's other regularizers: turned live, restored, repeated, to the bit."""

import numpy as np
import pytest

from playground.change import Change
from playground.experiment import CONTROLS, Experiment
from playground.link import from_link, to_link
from playground.textbook import IN_A_STEP
from tests.made_data import training_data


@pytest.fixture(scope="module", autouse=True)
def heavy_imports():
    """TensorFlow comes with the first test, not while they are collected."""
    global Trainer

    from playground.training.loop.trainer import Trainer


BASE = Experiment(batch_size=16, dropout=0.3, seed=3, another_setting="")
ALL = {
    "label-smoothing": 0.2, "input-noise": 0.1, "weight-noise": 0.02, "max-norm": 1.0,
    "mixup": 0.4, "spatial-dropout": 0.2, "adversarial": 0.03,
}


@pytest.fixture(scope="module")
def data():
    # The last batch of an epoch is a short one.
    return training_data(train=40)


def trained(experiment, data, steps):
    trainer = Trainer(experiment, data)
    for _ in range(steps):
        trainer.train_step()
    return trainer


def same_bits(one, other):
    first, second = one.state(), other.state()
    return all((first[name] == second[name]).all() for name in first)


def test_all_of_them_have_a_strength_here():
    assert set(ALL) == set(IN_A_STEP)


@pytest.mark.parametrize("values", [*({name: ALL[name]} for name in ALL), ALL],
                         ids=[*ALL, "all"])
def test_a_run_that_is_restored_within_goes_on_to_the_bits_of_one_that_never_stopped(data, values):
    experiment = BASE.with_values(values)
    whole = trained(experiment, data, 7)
    second = Trainer(experiment, data)
    second.restore(trained(experiment, data, 4).state())
    for _ in range(3):
        second.train_step()
    assert same_bits(whole, second)
    assert not same_bits(whole, trained(BASE, data, 7))


def test_what_is_turned_on_and_off_again_leaves_the_bits_before_and_acts_from_its_step_on(data):
    turned, never = Trainer(BASE, data), Trainer(BASE, data)
    for step in range(6):
        turned.experiment = BASE.with_values({"mixup": 0.4 if step in (2, 3) else 0.0})
        turned.train_step()
        never.train_step()
        assert same_bits(turned, never) == (step < 2), step
    # A step in which it is off again is the one that was compiled for off.
    later = Trainer(BASE, data)
    later.restore(turned.state())
    turned.train_step()
    later.train_step()
    assert same_bits(turned, later)


def test_a_link_carries_each_and_its_turns():
    begun = BASE.with_values({**ALL, "bootstrap": 3})
    turns = tuple(Change(5 * number, name, ALL[name], 0.0) for number, name in enumerate(ALL))
    read = from_link(to_link(begun, ("studio",), turns), ("studio",))
    assert (read.experiment, read.changes, read.messages) == (begun, turns, ())


@pytest.mark.parametrize("name", [*IN_A_STEP, "bootstrap"])
def test_a_record_from_before_there_was_such_a_control_reads_as_off(name):
    old = {key: value for key, value in BASE.to_mapping().items() if key != name}
    assert Experiment.from_mapping(old) == BASE
    assert CONTROLS[name].default == 0


def test_weights_stay_whole_in_an_evaluation_under_noise(data):
    """What is measured is the network without noise: the same twice."""
    trainer = trained(BASE.with_values(ALL), data, 3)
    first, second = (trainer.evaluate(0.0, 0.0).validation for _ in range(2))
    assert first.data_loss == second.data_loss
    assert np.isfinite(first.data_loss)
