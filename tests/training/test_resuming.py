"""kill -9 a training process, resume the run, and get the run that was never killed."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from playground.change import Change
from playground.errors import BadInput
from playground.settings import KnobTurn
from playground.training.resuming import new_run, resumed_run
from playground.training.run import Run
from playground.training.states import FINISHED, INTERRUPTED, PAUSED, STOPPED
from playground.training.store.store import RunStore
from tests.made_data import training_data
from tests.training.train_for_kill import CHANGES, experiment

EPOCHS = 24
CHILD = Path(__file__).with_name("train_for_kill.py")


@pytest.fixture(scope="module")
def undisturbed():
    run = Run(experiment(EPOCHS), training_data(), changes=CHANGES)
    run.start()
    snapshot = run.wait(180)
    assert snapshot.state == FINISHED
    return snapshot


def killed_run(directory: Path, epochs: int) -> str:
    """Train in another process and kill it once so many epochs are recorded."""
    process = subprocess.Popen(
        [sys.executable, str(CHILD), str(directory), str(EPOCHS)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    run_id = process.stdout.readline().strip()
    store = RunStore(directory)
    while store.run(run_id).epoch < epochs:
        assert process.poll() is None
        time.sleep(0.005)
    time.sleep(random.Random(epochs).uniform(0.0, 0.1))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return run_id


# The last planned change is in epoch 9: one kill comes before it, one after. The moments within
# the epoch are random; `python -m benchmarks.kills` tries many.
@pytest.mark.parametrize("epochs", [3, pytest.param(12, marks=pytest.mark.slow)])
def test_a_killed_run_reads_interrupted_and_resumes_bit_equal(tmp_path, undisturbed, epochs):
    run_id = killed_run(tmp_path, epochs)
    store = RunStore(tmp_path)
    stored = store.run(run_id)
    assert stored.state == INTERRUPTED
    assert epochs <= stored.epoch < EPOCHS
    assert [row["epoch"] for row in store.epochs(run_id)] == list(range(1, stored.epoch + 1))
    assert store.changes(run_id)[0]["name"] == "regularizer"

    run = resumed_run(store, run_id, training_data())
    assert run.snapshot.epoch == len(run.snapshot.records) == stored.epoch
    run.start()
    snapshot = run.wait(180)
    assert snapshot.state == FINISHED
    assert store.run(run_id).state == FINISHED
    assert snapshot.changes == undisturbed.changes
    assert snapshot.began_as == undisturbed.began_as
    assert (snapshot.steps.data_loss == undisturbed.steps.data_loss).all()
    for name, array in undisturbed.weights.arrays.items():
        assert (snapshot.weights.arrays[name] == array).all()
    for mine, theirs in zip(snapshot.records, undisturbed.records, strict=True):
        assert mine.validation.data_loss == theirs.validation.data_loss
        assert (mine.validation.answers == theirs.validation.answers).all()
    assert len(store.changes(run_id)) == len(CHANGES)


def stopped_run(directory, data):
    store = RunStore(directory)
    run_id, run = new_run(store, experiment(1000), data)
    run.start()
    while len(run.snapshot.records) < 2:
        time.sleep(0.01)
    run.stop()
    assert run.wait(180).state == STOPPED
    return store, run_id


def test_what_the_store_has_of_a_run_is_what_the_run_measured(tmp_path):
    store = RunStore(tmp_path)
    run_id, run = new_run(store, experiment(2), training_data(elsewhere=True))
    run.start()
    snapshot = run.wait(180)
    from playground.training.store.recorder import resumption

    past, ahead = resumption(store, run_id)
    assert ahead == ()
    assert np.array_equal(past.steps[0], snapshot.steps.data_loss)
    for stored, measured in zip(past.records, snapshot.records, strict=True):
        assert stored.validation.confusion == measured.validation.confusion
        assert stored.elsewhere.accuracy == measured.elsewhere.accuracy
        assert (stored.elsewhere.answers == measured.elsewhere.answers).all()
        assert (stored.kernels[-1].counts == measured.kernels[-1].counts).all()
        assert stored.gap == measured.gap


def test_a_stopped_run_resumes_and_changed_pictures_are_refused(tmp_path):
    data = training_data()
    store, run_id = stopped_run(tmp_path, data)
    with pytest.raises(BadInput, match="pictures have changed"):
        resumed_run(store, run_id, training_data(train=60))
    run = resumed_run(store, run_id, data)
    done = store.run(run_id).epoch
    run.start()
    while len(run.snapshot.records) < done + 1:
        time.sleep(0.01)
    run.stop()
    assert [r.epoch for r in run.wait(180).records][: done + 1] == list(range(1, done + 2))


def test_a_live_run_is_not_resumed_and_a_finished_one_neither(tmp_path):
    store = RunStore(tmp_path)
    data = training_data()
    run_id, run = new_run(store, experiment(1), data)
    with pytest.raises(BadInput, match="being trained"):
        resumed_run(store, run_id, data)
    run.start()
    assert run.wait(180).state == FINISHED
    with pytest.raises(BadInput, match="finished"):
        resumed_run(store, run_id, data)


@pytest.mark.parametrize("record", ["not json", "{}", '{"kernels": 3}', "[]"])
def test_a_damaged_epoch_is_one_sentence(tmp_path, record):
    data = training_data()
    store, run_id = stopped_run(tmp_path, data)
    with sqlite3.connect(tmp_path / "runs.sqlite") as database:
        database.execute("UPDATE epochs SET record = ? WHERE epoch = 1", (record,))
    with pytest.raises(BadInput, match="damaged"):
        resumed_run(store, run_id, data)


def test_a_run_whose_changes_do_not_fit_is_not_even_recorded(tmp_path):
    store = RunStore(tmp_path)
    with pytest.raises(BadInput):
        new_run(store, experiment(2), training_data(), changes=[Change(1, "seed", 5, 6)])
    assert store.runs() == []


def test_a_plan_that_changes_nothing_does_not_overrule_a_hand_at_the_same_step(tmp_path):
    store, data = RunStore(tmp_path), training_data()
    planned = [Change(9, "dropout", None, 0.3)]
    run_id, run = new_run(store, experiment(3), data, changes=planned)
    run.start(paused=True)
    for _ in range(9):
        step = run.snapshot.step
        run.step_batch()
        while run.snapshot.step == step or run.snapshot.state != PAUSED:
            time.sleep(0.002)
    run.turn(KnobTurn.of({"dropout": 0.6}))
    while not run.snapshot.changes:
        time.sleep(0.002)
    run.stop()
    run.wait(180)
    resumed = resumed_run(store, run_id, data)
    resumed.start()
    seen = resumed.wait(180)
    assert seen.changes == (Change(9, "dropout", 0.3, 0.6),)
    assert seen.experiment.dropout == 0.6
    assert len(store.changes(run_id)) == 1
