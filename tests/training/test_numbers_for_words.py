"""The numbers that sentences are made from, read off real runs."""

import time

import pytest

from playground.change import Change
from playground.experiment import Experiment
from playground.insight.reading import Turn
from playground.insight.words import describe
from playground.training.numbers_for_words import LATELY, view_before, view_of
from playground.training.run import Run
from playground.training.snapshot import Snapshot
from playground.training.states import FAILED, FINISHED, PAUSED
from tests.made_data import training_data

PATIENCE = 180.0
SHORT = Experiment(batch_size=16, epochs=6, seed=2)


@pytest.fixture(scope="module")
def data():
    return training_data(elsewhere=True)


def trained(data, experiment, **options):
    run = Run(experiment, data, **options)
    run.start()
    return run.wait(PATIENCE)


def test_a_finished_run_is_read_as_it_was_measured(data):
    experiment = SHORT.with_values({"regularizer": "l1", "lambda": 1e-4, "dropout": 0.2})
    change = Change(7, "dropout", 0.2, 0.5)
    snapshot = trained(data, experiment, changes=[change])
    assert snapshot.state == FINISHED
    view, last = view_of(snapshot), snapshot.records[-1]
    assert [look.step for look in view.looks] == [5, 10, 15, 20, 25, 30]
    assert view.last.validation == last.validation.accuracy
    assert view.last.training == last.training.accuracy
    assert view.last.elsewhere == last.elsewhere.accuracy
    assert (view.now.exact_zeros, view.now.near_zeros) == (last.exact_zeros, last.near_zeros)
    assert view.batch_accuracy == pytest.approx(snapshot.steps.accuracy[-LATELY:].mean())
    assert view.data_loss == pytest.approx(snapshot.steps.data_loss[-LATELY:].mean())
    assert view.penalty == pytest.approx(snapshot.steps.penalty[-LATELY:].mean())
    assert (view.regularizer, view.lambda_, view.dropout) == ("l1", 1e-4, 0.5)
    assert view.turn == Turn(7, 7, (change,))
    assert describe(view).text


def test_a_run_is_followed_from_waiting_to_its_first_steps(data):
    assert describe(view_before(SHORT)).state == "untrained"
    queued = Snapshot(0, "queued", SHORT, SHORT)
    assert describe(view_of(queued, place_in_queue=3)).state == "queued"
    assert describe(view_of(queued)).state == "getting-ready"
    run = Run(SHORT, data)
    run.start(paused=True)
    try:
        deadline = time.monotonic() + PATIENCE
        while run.snapshot.state != PAUSED and time.monotonic() < deadline:
            time.sleep(0.01)
        assert describe(view_of(run.snapshot)).state == "untrained"
        run.step_batch()
        while run.snapshot.step == 0 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert describe(view_of(run.snapshot)).state in ("first-steps", "guessing", "paused")
    finally:
        run.stop()
        run.wait(PATIENCE)


def test_decoding_pictures_is_told_while_it_lasts():
    preparing = Snapshot(3, "queued", SHORT, SHORT, message="Decoding pictures: 12 of 500.")
    assert describe(view_of(preparing)).text == "Decoding pictures: 12 of 500."


def test_a_run_that_diverges_is_said_to_have_diverged(data):
    snapshot = trained(data, SHORT.with_values(
        {"optimizer": "sgd", "learning-rate": 10.0, "epochs": 100}))
    assert snapshot.state == FAILED
    said = describe(view_of(snapshot))
    assert said.state == "diverged"
    assert "learning rate" in said.try_next


def test_an_l1_penalty_that_is_too_strong_is_seen_as_vanished_weights(data):
    """The pictures of this set are told apart within two epochs without a penalty."""
    strong = {"regularizer": "l1", "lambda": 0.1, "penalize": "all", "epochs": 40}
    said = describe(view_of(trained(data, SHORT.with_values(strong))))
    assert said.state == "vanished"
    assert "λ" in said.try_next


def test_the_view_before_a_run_knows_its_settings():
    view = view_before(SHORT.with_values({"dropout": 0.5, "wrong-labels": 30}))
    assert (view.dropout, view.wrong_labels, view.step, view.now) == (0.5, 30, 0, None)
