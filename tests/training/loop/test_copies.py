"""Hidden units and the dropout mask, as a snapshot carries them to the screen."""

import time

import numpy as np
import pytest

from playground.experiment import Experiment
from playground.insight.forward import hidden_units
from playground.settings import KnobTurn
from playground.training.loop.commands import COPY_SECONDS, COPY_SHARE, LONGEST_COPY_WAIT, Commands
from playground.training.run import Run
from playground.training.states import ENDED, FAILED, PAUSED
from tests.made_data import training_data


@pytest.fixture(scope="module", autouse=True)
def heavy_imports():
    """TensorFlow comes with the first test, not while they are collected."""
    global Trainer

    from playground.training.loop.trainer import Trainer


PATIENCE = 180.0
ONE = Experiment(batch_size=1, dropout=0.4, optimizer="sgd", learning_rate=0.01, seed=5,
                 precision="float32")


@pytest.fixture(scope="module")
def data():
    return training_data()


def until(run, condition):
    deadline = time.monotonic() + PATIENCE
    while not condition(run.snapshot):
        assert time.monotonic() < deadline, run.snapshot
        time.sleep(0.002)
    return run.snapshot


def test_the_mask_is_the_one_that_the_step_really_used(data):
    """With one picture and SGD, exactly the active units that were kept change their weights."""
    trainer = Trainer(ONE, data)
    for _ in range(4):
        before = trainer.weights().arrays
        slot = trainer.state()["slot0/dense_1/kernel"]
        trainer.train_step()
        batch = trainer.batch_copy()
        units = hidden_units(batch.images, before, trainer.architecture, "max")[0]
        # SGD's momentum moves a unit's weights on, also where it is dropped; what is new is the
        # gradient.
        gradient = trainer.state()["slot0/dense_1/kernel"] - 0.9 * slot
        moved = np.abs(gradient).max(axis=1) > 1e-7
        clearly_active = units > 1e-3
        assert batch.kept.shape == (1, 128)
        assert (moved[clearly_active] == batch.kept[0, clearly_active]).all()
        assert not moved[~batch.kept[0]].any()
        assert (clearly_active & ~batch.kept[0]).sum() > 0


def test_a_short_batch_has_a_mask_for_its_pictures_alone(data):
    trainer = Trainer(ONE.with_values({"batch-size": 50}), data)
    shapes = []
    for _ in range(2):
        trainer.train_step()
        shapes.append(trainer.batch_copy().kept.shape)
    assert shapes == [(50, 128), (22, 128)]


def test_the_mask_is_of_the_rate_at_its_step_and_none_without_dropout(data):
    trainer = Trainer(ONE.with_values({"batch-size": 36}), data)
    assert trainer.batch_copy() is None
    trainer.train_step()
    trainer.experiment = trainer.experiment.with_values({"dropout": 0.0})
    copied = trainer.batch_copy()
    assert copied.kept.mean() == pytest.approx(0.6, abs=0.03)
    assert not copied.kept.flags.writeable
    assert (trainer.last_batch.images == copied.images).all()
    trainer.train_step()
    assert trainer.batch_copy().kept is None


def test_units_are_of_the_probed_pictures_with_the_output_layer_of_their_moment(data):
    trainer = Trainer(Experiment(batch_size=16, dropout=0.5, precision="float32"), data)
    for _ in range(3):
        trainer.train_step()
    copied, weights = trainer.units(), trainer.weights().arrays
    expected = hidden_units(
        data.pictures.rgb(data.validation), weights, trainer.architecture, "max")
    np.testing.assert_allclose(copied.units, expected, rtol=1e-4, atol=1e-5)
    assert copied.labels.tolist() == data.validation_labels.tolist()
    answers = (copied.units @ copied.kernel + copied.bias).argmax(axis=1)
    assert (answers == copied.labels).mean() == trainer.probe().val_accuracy
    assert copied.step == 3
    for array in (copied.units, copied.labels, copied.kernel, copied.bias):
        assert not array.flags.writeable


def test_measuring_units_changes_nothing_and_traces_nothing(data):
    trainer = Trainer(Experiment(batch_size=16), data)
    trainer.train_step()
    before, traces = trainer.state(), trainer.traces
    trainer.units()
    assert trainer.traces == traces
    assert all((before[name] == array).all() for name, array in trainer.state().items())


def test_a_run_gives_units_on_request_and_at_its_end(data):
    run = Run(Experiment(batch_size=16, dropout=0.5, epochs=2), data)
    run.start(paused=True)
    try:
        run.step_batch()
        seen = until(run, lambda seen: seen.state == PAUSED and seen.step == 1)
        assert seen.units is None
        run.request("units")
        run.request("batch")
        seen = until(run, lambda seen: seen.units and seen.batch)
        assert seen.units.step == 1
        assert seen.batch.kept.shape == (16, 128)
        run.play()
        seen = run.wait(PATIENCE)
        assert seen.state in ENDED
        assert seen.units.step == seen.step == 10
    finally:
        run.stop()
        run.wait(PATIENCE)


def test_units_of_a_failed_run_are_those_of_the_weights_it_went_back_to(data):
    run = Run(Experiment(batch_size=16, optimizer="sgd", epochs=1000), data)
    run.start()
    try:
        until(run, lambda seen: seen.records)
        run.turn(KnobTurn.of({"learning-rate": 10.0}))
        seen = run.wait(PATIENCE)
        assert seen.state == FAILED
        assert seen.units.step == seen.weights.step < seen.step
        assert np.isfinite(seen.units.units).all()
        assert (seen.units.kernel == seen.weights.arrays["dense_1/kernel"]).all()
    finally:
        run.stop()
        run.wait(PATIENCE)


@pytest.fixture
def clock(monkeypatch):
    """A clock that is put forward by hand."""
    class Clock:
        now = 100.0

    monkeypatch.setattr("playground.training.loop.commands.time.monotonic", lambda: Clock.now)
    return Clock


def due_after(commands, clock, what):
    """Seconds until a copy that is asked for now falls due, to a hundredth."""
    commands.ask(what)
    began = clock.now
    while what not in commands.take_asked(ended=False):
        clock.now += 0.01
    return clock.now - began


def test_a_slow_kind_of_copy_is_made_less_often_and_holds_up_no_other(clock):
    commands = Commands(Experiment())
    assert due_after(commands, clock, "units") == 0
    commands.copied("units", 0.05)
    assert due_after(commands, clock, "weights") == 0
    assert due_after(commands, clock, "units") == pytest.approx(0.05 / COPY_SHARE, abs=0.02)
    commands.copied("units", 60.0)
    assert due_after(commands, clock, "units") == pytest.approx(LONGEST_COPY_WAIT, abs=0.02)
    commands.copied("weights", 0.0)
    assert due_after(commands, clock, "weights") == pytest.approx(COPY_SECONDS, abs=0.02)


def test_an_ended_run_gives_every_copy_at_once(clock):
    commands = Commands(Experiment())
    commands.copied("units", 60.0)
    assert commands.take_asked(ended=True) == {"weights", "batch", "units"}
