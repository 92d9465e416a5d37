"""How a run begins and ends: its data prepared in its own thread, and who is told of its end."""

import threading

import pytest

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.training.run import Run
from playground.training.states import FAILED, FINISHED, PAUSED, QUEUED, STOPPED
from tests.made_data import training_data
from tests.training.test_run import until

SHORT = Experiment(batch_size=16, epochs=2, seed=2)


@pytest.fixture(scope="module")
def data():
    return training_data()


def test_data_is_prepared_in_the_runs_thread(data):
    threads = []

    def prepare(progress):
        threads.append(threading.current_thread().name)
        return data

    run = Run(SHORT, prepare)
    assert run.data is None
    run.start()
    assert run.wait(180).state == FINISHED
    assert threads == ["trainer"]
    assert run.data is data


def test_it_tells_how_far_the_preparation_is(data):
    seen, go_on = [], threading.Event()

    def prepare(progress):
        progress(40, 2000)
        seen.append(run.snapshot)
        go_on.wait(180)
        return data

    run = Run(SHORT, prepare)
    run.start(paused=True)
    go_on.set()
    assert until(run, lambda now: now.state == PAUSED).message == ""
    assert (seen[0].state, str(seen[0].message)) == (QUEUED, "Decoding pictures: 40 of 2,000.")
    run.stop()
    run.wait(180)


def test_what_is_wrong_with_the_data_ends_the_run_in_its_sentence():
    def prepare(progress):
        raise BadInput("There are no pictures.")

    run = Run(SHORT, prepare)
    run.start()
    seen = run.wait(180)
    assert (seen.state, str(seen.message)) == (FAILED, "There are no pictures.")


def test_an_epoch_asked_for_before_the_data_is_there_ends_at_its_end(data):
    run = Run(SHORT, lambda progress: data)
    run.step_epoch()
    run.start()
    seen = until(run, lambda now: now.state == PAUSED)
    assert (seen.step, len(seen.records)) == (5, 1)
    run.step_epoch()
    assert run.wait(180).state == FINISHED


def test_the_first_reason_for_a_stop_is_the_one_that_is_shown(data):
    run = Run(SHORT, data)
    run.stop("The house is on fire.")
    run.stop("Tea is ready.")
    run.start()
    seen = run.wait(180)
    assert (seen.state, str(seen.message)) == (STOPPED, "The house is on fire.")


@pytest.mark.parametrize("stopped", [False, True])
def test_the_end_is_told_once_after_it_can_be_seen(data, stopped):
    told = []
    run = Run(SHORT, data, on_end=lambda: told.append(run.snapshot.state))
    if stopped:
        run.stop()
    run.start()
    run.start()
    run.wait(180)
    assert told == [STOPPED if stopped else FINISHED]
