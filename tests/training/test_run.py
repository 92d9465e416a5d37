"""Live control of a run: what a screen will do, without one."""

import dataclasses
import time

import numpy as np
import pytest

from playground.change import Change
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.settings import KnobTurn
from playground.training.loop.commands import COPY_SECONDS
from playground.training.run import Run
from playground.training.states import ENDED, FAILED, FINISHED, PAUSED, RUNNING, STOPPED
from tests.made_data import training_data

PATIENCE = 180.0
LONG = Experiment(batch_size=16, epochs=1000, seed=2)
SHORT = LONG.with_values({"epochs": 3})


@pytest.fixture(scope="module")
def data():
    return training_data(elsewhere=True)


@pytest.fixture
def begin(data):
    """Start a run that is stopped at the test's end, however the test ends."""
    begun = []

    def start(experiment=LONG, *, paused=False, **options):
        run = Run(experiment, data, **options)
        begun.append(run)
        run.start(paused=paused)
        return run

    yield start
    for run in begun:
        run.stop()
        run.wait(PATIENCE)


def until(run, condition):
    deadline = time.monotonic() + PATIENCE
    while not condition(run.snapshot):
        assert time.monotonic() < deadline, run.snapshot
        time.sleep(0.002)
    return run.snapshot


def ended(run):
    snapshot = run.wait(PATIENCE)
    assert snapshot.state in ENDED
    return snapshot


def test_a_run_finishes_with_a_record_an_epoch_and_a_reading_a_step(begin, data):
    snapshot = ended(begin(SHORT))
    assert (snapshot.state, snapshot.epoch, snapshot.step) == (FINISHED, 3, 15)
    assert [record.epoch for record in snapshot.records] == [1, 2, 3]
    assert len(snapshot.steps) == 15
    assert np.isfinite(snapshot.steps.data_loss).all()
    last = snapshot.records[-1]
    assert last.gap == last.training.accuracy - last.validation.accuracy
    assert last.elsewhere is not None
    assert [kernel.name for kernel in last.kernels] == [
        "conv2d", "conv2d_1", "conv2d_2", "conv2d_3", "dense", "dense_1"]


def test_pause_holds_the_run_still_and_play_goes_on(begin):
    run = begin()
    until(run, lambda seen: seen.step > 3)
    run.pause()
    held = until(run, lambda seen: seen.state == PAUSED)
    time.sleep(0.1)
    assert run.snapshot.step == held.step
    run.play()
    until(run, lambda seen: seen.state == RUNNING and seen.step > held.step)


def test_a_run_begun_paused_steps_by_batch_and_by_epoch(begin):
    run = begin(paused=True)
    assert until(run, lambda seen: seen.state == PAUSED).step == 0
    run.step_batch()
    assert until(run, lambda seen: seen.state == PAUSED and seen.step).step == 1
    run.step_epoch()
    seen = until(run, lambda seen: seen.state == PAUSED and seen.step > 1)
    assert (seen.step, seen.epoch, len(seen.records)) == (5, 1, 1)
    run.step_epoch()
    assert until(run, lambda seen: seen.state == PAUSED and seen.step > 5).step == 10


def test_stop_ends_a_run_wherever_it_is_and_may_be_called_again(begin):
    for paused in (False, True):
        run = begin(paused=paused)
        until(run, lambda seen: seen.state in (RUNNING, PAUSED) and seen.steps_per_epoch)
        run.stop()
        run.stop()
        assert ended(run).state == STOPPED
        run.stop()


def test_a_stop_before_the_first_step_is_heard(begin, data):
    run = Run(LONG, data)
    run.stop()
    run.start()
    assert ended(run).state == STOPPED


def test_a_knob_acts_between_two_steps_and_is_recorded_with_its_step(begin):
    run = begin()
    until(run, lambda seen: seen.step > 2)
    run.turn(KnobTurn.of({"regularizer": "l1"}))
    run.turn(KnobTurn.of({"lambda": 0.01}))
    seen = until(run, lambda seen: len(seen.changes) == 2)
    seen = until(run, lambda now: now.step > seen.changes[1].step + 1)
    assert [(c.name, c.old, c.new) for c in seen.changes] == [
        ("regularizer", "none", "l1"), ("lambda", 0.001, 0.01)]
    assert seen.experiment.regularizer == "l1"
    step = seen.changes[1].step
    assert seen.steps.penalty[: seen.changes[0].step].max() == 0
    assert seen.steps.penalty[step] > 0


def test_knobs_turn_while_paused(begin):
    run = begin(paused=True)
    until(run, lambda seen: seen.state == PAUSED)
    run.turn(KnobTurn.of({"dropout": 0.5}))
    assert until(run, lambda seen: seen.changes).changes == (Change(0, "dropout", 0.0, 0.5),)


@pytest.mark.parametrize(("name", "value"), [
    ("seed", 3), ("model", "article"), ("nonsense", 1), ("dropout", 2), ("lambda", "x"),
    ("regularizer", "l7"),
])
def test_what_is_no_live_knob_or_not_allowed_is_refused_and_changes_nothing(begin, name, value):
    run = begin(paused=True)
    with pytest.raises(BadInput):
        run.turn(KnobTurn.of({name: value}))
    until(run, lambda seen: seen.state == PAUSED)
    assert run.snapshot.changes == ()


def test_knobs_of_an_ended_run_are_refused(begin):
    run = begin(SHORT)
    ended(run)
    with pytest.raises(BadInput, match="has ended"):
        run.turn(KnobTurn.of({"dropout": 0.5}))


def test_a_replay_of_the_changes_gives_the_same_run(begin):
    run = begin(LONG.with_values({"epochs": 20}), paused=True)
    for step, name, value in ((4, "regularizer", "l1-proximal"), (6, "lambda", 0.2),
                              (9, "dropout", 0.5), (17, "learning-rate", 3e-4)):
        # Held there: else it might end before all of it is turned.
        while (before := until(run, lambda seen: seen.state == PAUSED).step) < step:
            run.step_batch()
            until(run, lambda seen, before=before: seen.step > before)
        run.turn(KnobTurn.of({name: value}))
    run.play()
    first = ended(run)
    assert len(first.changes) == 4
    second = ended(begin(LONG.with_values({"epochs": 20}), changes=first.changes))
    assert second.changes == first.changes
    for name, array in first.weights.arrays.items():
        assert (array == second.weights.arrays[name]).all()
    assert (first.steps.data_loss == second.steps.data_loss).all()


def test_a_replay_that_does_not_fit_is_refused_before_it_begins(data):
    for change in (Change(3, "seed", 1, 2), Change(-1, "dropout", 0, 0.5),
                   Change(3, "lambda", 0, 7.0)):
        with pytest.raises(BadInput):
            Run(LONG, data, changes=[change])


def test_snapshots_never_change_and_their_versions_grow(begin):
    run = begin()
    seen = until(run, lambda seen: seen.step >= 4)
    kept, version = seen.steps.data_loss.copy(), seen.version
    with pytest.raises(dataclasses.FrozenInstanceError):
        seen.step = 0
    with pytest.raises(ValueError, match="read-only"):
        seen.steps.data_loss[0] = 0
    later = until(run, lambda now: now.step > 12)
    assert later.version > version
    assert (seen.steps.data_loss == kept).all()
    assert (later.steps.data_loss[: len(kept)] == kept).all()


def test_weights_and_batch_come_only_on_request_and_are_read_only_copies(begin):
    run = begin(paused=True)
    run.step_batch()
    seen = until(run, lambda seen: seen.state == PAUSED and seen.step == 1)
    assert seen.weights is None
    assert seen.batch is None
    run.request("weights")
    run.request("batch")
    seen = until(run, lambda seen: seen.weights and seen.batch)
    assert seen.weights.step == 1
    assert not any(array.flags.writeable for array in seen.weights.arrays.values())
    with pytest.raises(TypeError):
        seen.weights.arrays["dense/kernel"] = None
    assert seen.batch.images.shape == (16, 64, 64, 3)
    for array in (seen.batch.images, seen.batch.labels, seen.batch.indices, seen.batch.wrong):
        assert not array.flags.writeable
    first = {name: array.copy() for name, array in seen.weights.arrays.items()}
    run.step_epoch()
    until(run, lambda now: now.step == 5 and now.state == PAUSED)
    assert all((seen.weights.arrays[name] == first[name]).all() for name in first)
    assert any((run.initial_weights[name] != first[name]).any() for name in first)
    with pytest.raises(BadInput):
        run.request("secrets")


def test_requests_in_quick_succession_are_rate_limited(begin):
    run = begin()
    until(run, lambda seen: seen.step > 2)
    seen, began = set(), time.monotonic()

    def four_copies(snapshot):
        run.request("weights")
        if snapshot.weights:
            seen.add(snapshot.weights.step)
        return len(seen) == 4

    until(run, four_copies)
    assert time.monotonic() - began >= 3 * COPY_SECONDS
    assert run.snapshot.step > len(seen)


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
def test_a_run_that_diverges_fails_in_one_sentence_with_the_last_epochs_weights(
    begin, optimizer
):
    run = begin(LONG.with_values({"optimizer": optimizer, "epochs": 100}), paused=True)
    # It holds after an epoch: going on, it might end before the knob is turned.
    run.step_epoch()
    until(run, lambda seen: seen.records and seen.state == PAUSED)
    run.turn(KnobTurn.of({"learning-rate": 10.0}))
    run.play()
    seen = ended(run)
    assert seen.state == FAILED
    assert "learning rate of 10" in str(seen.message)
    assert "\n" not in str(seen.message)
    assert all(np.isfinite(array).all() for array in seen.weights.arrays.values())


def test_two_copies_asked_for_in_a_row_both_come_while_paused(begin):
    run = begin(paused=True)
    run.step_batch()
    until(run, lambda seen: seen.state == PAUSED and seen.step == 1)
    run.request("weights")
    until(run, lambda seen: seen.weights)
    run.request("batch")
    assert until(run, lambda seen: seen.batch).batch.step == 0


def test_knobs_turned_together_are_checked_together(begin):
    run = begin(LONG.with_values({"regularizer": "l1-proximal", "lambda": 0.5}), paused=True)
    until(run, lambda seen: seen.state == PAUSED)
    with pytest.raises(BadInput, match="for l1"):
        run.turn(KnobTurn.of({"regularizer": "l1"}))
    run.turn(KnobTurn.of({"regularizer": "l1", "lambda": 1e-4}))
    seen = until(run, lambda seen: len(seen.changes) == 2)
    assert (seen.experiment.regularizer, seen.experiment.lambda_) == ("l1", 1e-4)
    assert seen.began_as.regularizer == "l1-proximal"


def test_of_a_knob_dragged_between_two_steps_only_the_last_value_is_recorded(begin):
    run = begin(paused=True)
    until(run, lambda seen: seen.state == PAUSED)
    for value in (0.1, 0.2, 0.3, 0.4):
        run.turn(KnobTurn.of({"dropout": value}))
    seen = until(run, lambda seen: seen.experiment.dropout == 0.4)
    assert seen.changes == (Change(0, "dropout", 0.0, 0.4),)


def test_a_planned_change_that_a_hand_made_impossible_is_left_out_with_a_note(begin):
    run = begin(
        LONG.with_values({"regularizer": "l2"}), changes=[Change(3, "regularizer", "l2", "l1")],
        paused=True)
    until(run, lambda seen: seen.state == PAUSED)
    run.turn(KnobTurn.of({"lambda": 0.5}))
    run.play()
    seen = until(run, lambda seen: seen.step > 5)
    assert seen.experiment.regularizer == "l2"
    assert len(seen.notes) == 1
    assert "left out" in str(seen.notes[0])


def test_a_pause_is_not_counted_as_training(begin):
    began = time.perf_counter()
    run = begin(paused=True)
    run.step_batch()
    until(run, lambda seen: seen.state == PAUSED and seen.step == 1)
    time.sleep(0.5)
    run.step_epoch()
    seen = until(run, lambda seen: seen.records)
    # A probe may have come after the epoch.
    assert 0 < seen.records[0].seconds <= seen.seconds + 1e-6
    assert seen.seconds <= time.perf_counter() - began - 0.5


def test_an_error_of_the_program_ends_the_run_in_one_line(begin, data, monkeypatch):
    from playground.training.loop.trainer import Trainer

    def broken(self):
        raise MemoryError("no\nroom")

    monkeypatch.setattr(Trainer, "train_step", broken)
    seen = ended(begin(SHORT))
    assert seen.state == FAILED
    assert str(seen.message) == "Training broke off: MemoryError: no room."
