"""Every random choice is a function of seed, epoch and step: the same run gives the same bits."""

import threading

import numpy as np
import pytest

from playground.errors import RunFailed
from playground.experiment import Experiment
from tests.made_data import training_data


@pytest.fixture(scope="module", autouse=True)
def heavy_imports():
    """TensorFlow comes with the first test, not while they are collected."""
    global Trainer

    from playground.training.loop.trainer import Trainer


BASE = Experiment(batch_size=16, dropout=0.3, rotation=True, seed=3)


@pytest.fixture(scope="module")
def data():
    return training_data()


def trained(experiment, data, steps=12):
    trainer = Trainer(experiment, data)
    readings = [trainer.train_step() for _ in range(steps)]
    return trainer, readings


def same_bits(one, other):
    first, second = one.state(), other.state()
    assert first.keys() == second.keys()
    return all((first[name] == second[name]).all() for name in first)


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
@pytest.mark.parametrize("regularizer", ["none", "l1-proximal"])
def test_a_repeated_run_is_bit_equal(data, precision, regularizer):
    experiment = BASE.with_values(
        {"precision": precision, "regularizer": regularizer, "lambda": 0.1})
    one, one_readings = trained(experiment, data)
    other, other_readings = trained(experiment, data)
    assert one_readings == other_readings
    assert same_bits(one, other)


def test_soft_labels_and_standardized_input_decide_the_run_and_repeat_it(data):
    changed = {"soft-labels": 50, "input-scaling": "per-picture"}
    one, _ = trained(BASE.with_values(changed), data, 3)
    other, _ = trained(BASE.with_values(changed), data, 3)
    assert same_bits(one, other)
    for name, value in changed.items():
        alone, _ = trained(BASE.with_values({name: value}), data, 3)
        assert not same_bits(one, alone)


def test_a_run_is_bit_equal_when_another_trains_beside_it(data):
    alone, _ = trained(BASE, data, 30)
    stop, begun = threading.Event(), threading.Event()
    neighbor = Trainer(BASE.with_values({"seed": 99, "regularizer": "l2"}), data)

    def disturb():
        while not stop.is_set():
            neighbor.train_step()
            begun.set()

    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        assert begun.wait(180)
        before = neighbor.step
        beside, _ = trained(BASE, data, 30)
        assert neighbor.step > before
    finally:
        stop.set()
        thread.join()
    assert same_bits(alone, beside)


def test_the_articles_network_is_bit_equal_when_repeated():
    data = training_data(train=6, validation=3, size=224)
    experiment = Experiment(model="article", batch_size=4, dropout=0.2)
    assert same_bits(trained(experiment, data, 3)[0], trained(experiment, data, 3)[0])


def test_augmentation_that_is_turned_on_acts_from_the_next_batch_on(data):
    images = {}
    for name, turned_at in (("always", 0), ("later", 4), ("never", 9)):
        trainer = Trainer(BASE.with_values({"rotation": False}), data)
        for step in range(6):
            if step == turned_at:
                trainer.experiment = trainer.experiment.with_values({"rotation": True})
            trainer.train_step()
            images[name, step] = trainer.last_batch.images
    for step in range(6):
        as_if, other = ("never", "always") if step < 4 else ("always", "never")
        assert (images["later", step] == images[as_if, step]).all()
        assert (images["later", step] != images[other, step]).any()


@pytest.mark.parametrize("model", ["compact", "deep"])
def test_a_restored_trainer_goes_on_bit_equal(data, model):
    experiment = BASE.with_values({"model": model})
    whole, _ = trained(experiment, data, 12)
    first, _ = trained(experiment, data, 7)
    second = Trainer(experiment, data)
    second.restore(first.state())
    for _ in range(5):
        second.train_step()
    assert same_bits(whole, second)


def test_runs_that_differ_only_in_the_regularizer_start_alike_and_see_the_same_batches(data):
    one = Trainer(BASE, data)
    other = Trainer(BASE.with_values({"regularizer": "l1", "lambda": 0.05}), data)
    for name, array in one.initial_weights.items():
        assert (array == other.initial_weights[name]).all()
    for _ in range(7):
        one.train_step()
        other.train_step()
        assert (one.last_batch.images == other.last_batch.images).all()
        assert (one.last_batch.labels == other.last_batch.labels).all()
    assert not same_bits(one, other)


def test_another_seed_gives_another_run(data):
    assert not same_bits(
        trained(BASE, data, 2)[0], trained(BASE.with_values({"seed": 4}), data, 2)[0])


def test_an_evaluation_measures_in_inference_mode_and_changes_nothing(data):
    trainer, _ = trained(BASE, data, 5)
    before = trainer.state()
    records = [trainer.evaluate(0.0, 0.0)]
    trainer.experiment = BASE.with_values({"dropout": 0.9})
    records.append(trainer.evaluate(0.0, 0.0))
    after = trainer.state()
    assert all((before[name] == after[name]).all() for name in before)
    assert records[0].validation.data_loss == records[1].validation.data_loss
    validation = records[0].validation
    assert np.sum(validation.confusion) == len(data.validation)
    assert np.trace(validation.confusion) / len(data.validation) == validation.accuracy
    assert (validation.indices == data.validation).all()
    assert len(validation.answers) == len(data.validation)


def test_accuracy_under_wrong_labels_is_of_the_labels_as_trained():
    data = training_data(train=60, wrong_labels=50)
    trainer, _ = trained(Experiment(batch_size=20), data, 2)
    record = trainer.evaluate(0.0, 0.0)
    confusion = np.asarray(record.training.confusion)
    sampled = data.train_labels[np.searchsorted(data.train, record.training.indices)]
    assert confusion.sum(axis=1).tolist() == np.bincount(sampled, minlength=3).tolist()


def test_another_setting_is_measured_where_there_is_one(data):
    assert Trainer(BASE, data).evaluate(0.0, 0.0).elsewhere is None
    reading = Trainer(BASE, training_data(elsewhere=True)).evaluate(0.0, 0.0).elsewhere
    assert np.sum(reading.confusion) == 21


def test_the_penalty_of_a_proximal_run_is_lambda_times_the_l1_norm(data):
    trainer = Trainer(BASE.with_values({"regularizer": "l1-proximal", "lambda": 0.25}), data)
    kernels = [trainer.initial_weights[f"{name}/kernel"] for name in trainer.penalized]
    _, penalty, _ = trainer.train_step()
    assert penalty == pytest.approx(0.25 * sum(np.abs(k).sum() for k in kernels), rel=1e-5)


def test_a_checkpoint_of_another_model_is_refused(data):
    other = Trainer(BASE.with_values({"model": "two-conv"}), data)
    with pytest.raises(RunFailed, match="does not fit"):
        Trainer(BASE, data).restore(other.state())


def test_another_setting_is_measured_on_a_fixed_sample_of_about_the_validations_size(monkeypatch):
    monkeypatch.setattr("playground.training.loop.trainer.FEWEST_ELSEWHERE", 9)
    data = training_data(validation=6, elsewhere=True)
    first, again = (Trainer(BASE, data).evaluate(0.0, 0.0).elsewhere for _ in range(2))
    assert len(set(first.indices.tolist())) == 9
    assert sorted(first.indices) == first.indices.tolist() == again.indices.tolist()
    assert sum(map(sum, first.confusion)) == 9
    rows = np.bincount(data.elsewhere.labels[first.indices], minlength=3)
    assert [sum(row) for row in first.confusion] == rows.tolist()
    assert (Trainer(BASE.with_values({"seed": 99}), data).evaluate(0.0, 0.0).elsewhere.indices
            != first.indices).any()


def test_where_few_pictures_are_trained_on_half_as_many_are_measured_beside_the_validation_set(
    monkeypatch
):
    monkeypatch.setattr("playground.training.loop.trainer.FEWEST_OF_FEW", 5)
    data = training_data(train=24, elsewhere=True)
    record = Trainer(BASE, data).evaluate(0.0, 0.0)
    assert len(data.train) // 2 < min(len(data.validation), len(data.elsewhere))
    assert len(record.training.indices) == len(record.elsewhere.indices) == len(data.train) // 2
    assert len(record.validation.indices) == len(data.validation)
