"""Whether the next batch was made ahead can be seen in the time alone."""

import gc
import threading
import time

import numpy as np
import pytest

from playground.experiment import CONTROLS, Experiment
from playground.training.loop import batches_ahead as preparation
from playground.training.loop.batches_ahead import Preparation, prepare_batch
from tests.made_data import training_data


@pytest.fixture(scope="module", autouse=True)
def heavy_imports():
    """TensorFlow comes with the first test, not while they are collected."""
    global Trainer

    from playground.training.loop.trainer import Trainer


ALL_ON = Experiment(batch_size=16, seed=3).with_values(
    {name: True for name, row in CONTROLS.items() if row.group == "augmentation"})


@pytest.fixture(scope="module")
def data():
    return training_data()


def same(one, other):
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("indices", "images", "labels", "wrong"))


def threads():
    return [thread for thread in threading.enumerate() if thread.name.startswith("batch-")]


def test_a_run_is_bit_equal_with_and_without_batches_made_ahead(data, monkeypatch):
    def losses():
        trainer = Trainer(ALL_ON, data)
        return [trainer.train_step() for _ in range(8)]

    monkeypatch.setattr(preparation, "pays", lambda experiment: True)
    ahead = losses()
    monkeypatch.setattr(preparation, "pays", lambda experiment: False)
    assert losses() == ahead


def test_what_was_made_ahead_is_used_for_its_own_step_alone(data):
    made = Preparation(data)
    for step in (0, 1, 2, 7, 3, 4, 4, 5):
        assert same(made.batch(ALL_ON, step), prepare_batch(ALL_ON, data, step))


def test_other_controls_never_get_a_stale_batch(data):
    made, other = Preparation(data), ALL_ON.with_values({"blur": False, "seed": 4})
    made.batch(ALL_ON, 0)
    assert same(made.batch(other, 1), prepare_batch(other, data, 1))


def test_an_error_surfaces_in_the_step_it_belongs_to(data, monkeypatch):
    made = Preparation(data)

    def broken(experiment, data, step):
        if step == 2:
            raise OSError("gone")
        return prepare_batch(experiment, data, step)

    monkeypatch.setattr(preparation, "prepare_batch", broken)
    made.batch(ALL_ON, 0)
    made.batch(ALL_ON, 1)
    with pytest.raises(OSError, match="gone"):
        made.batch(ALL_ON, 2)
    assert same(made.batch(ALL_ON, 3), prepare_batch(ALL_ON, data, 3))


def test_a_trainer_that_is_dropped_leaves_no_thread(data):
    trainer = Trainer(ALL_ON, data)
    trainer.train_step()
    del trainer
    gc.collect()
    until = time.monotonic() + 60
    while threads() and time.monotonic() < until:
        time.sleep(0.01)
    assert threads() == []


def test_nothing_is_begun_beyond_the_last_step(data):
    experiment = ALL_ON.with_values({"epochs": 1, "batch-size": 36})
    trainer = Trainer(experiment, data)
    trainer.train_step()
    trainer.train_step()
    assert threads() == []


def test_without_a_thread_to_be_had_the_batch_is_made_when_its_step_comes(data, monkeypatch):
    def refuse(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    made = Preparation(data)
    for step in range(3):
        assert same(made.batch(ALL_ON, step), prepare_batch(ALL_ON, data, step))
