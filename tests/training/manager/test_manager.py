"""Many people's runs on one machine: slots, the queue, and who may steer what."""

import threading

import pytest

from playground.change import Change
from playground.errors import BadInput
from playground.training.manager.limits import Limits
from playground.training.manager.slots import PAUSE_SECONDS
from playground.training.states import FINISHED, PAUSED, QUEUED, RUNNING, STOPPED
from tests.made_data import training_data
from tests.training.manager.managing import LONG, SHORT


def test_a_run_trains_to_its_end_and_stays_to_be_looked_at(house):
    view = house.until_state(house.submit(SHORT), FINISHED)
    assert view.ended
    assert len(view.snapshot.records) == 2
    assert view.snapshot.weights is not None
    assert view.data is not None
    last = view.snapshot.weights.arrays["dense/kernel"]
    assert (view.initial_weights["dense/kernel"] != last).any()


def test_as_many_train_as_there_are_slots_and_the_others_wait_in_line(house):
    first, second, third = (house.submit(owner=name) for name in ("ann", "bob", "cem"))
    house.until_state(first, RUNNING)
    views = [house.view(ticket) for ticket in (first, second, third)]
    assert [view.place_in_queue for view in views] == [None, 1, 2]
    assert [view.started for view in views] == [True, False, False]
    assert [view.snapshot.state for view in views[1:]] == [QUEUED, QUEUED]
    house.do("stop", first)
    house.until_state(second, RUNNING)
    assert house.view(third).place_in_queue == 1


def test_two_slots_train_two_runs(build):
    house = build(Limits(runs=2))
    tickets = [house.submit(owner=name) for name in ("ann", "bob", "cem")]
    for ticket in tickets[:2]:
        house.until(ticket, lambda view: view.snapshot.step > 2)
    assert house.view(tickets[2]).place_in_queue == 1


def test_a_run_that_ends_by_itself_makes_room(house):
    house.submit(SHORT, "ann")
    house.until_state(house.submit(SHORT, "bob"), FINISHED)


def test_the_wait_is_told_from_what_was_measured_and_not_before(house):
    first = house.submit(LONG, "ann")
    second, third = house.submit(LONG, "bob"), house.submit(LONG, "cem")
    assert house.view(third).expected_wait_seconds is None
    seen = house.until(first, lambda view: view.snapshot.step >= 40).snapshot
    house.do("pause", first)
    seen = house.until_state(first, PAUSED).snapshot
    house.do("play", first)
    rest = seen.seconds / seen.step * (seen.steps_per_epoch * 1000 - seen.step)
    wait = house.view(second).expected_wait_seconds
    assert wait is not None
    assert rest / 4 < wait < rest * 4
    house.do("stop", first)
    house.until_state(second, RUNNING)
    assert house.view(third).expected_wait_seconds is not None


def test_a_long_pause_gives_the_slot_back_and_play_asks_for_one_again(house):
    first, second = house.submit(owner="ann"), house.submit(owner="bob")
    house.until(first, lambda view: view.snapshot.step > 2)
    house.do("pause", first)
    held = house.until_state(first, PAUSED).snapshot
    house.go_by(0)
    house.go_by(PAUSE_SECONDS - 1)
    assert house.view(second).place_in_queue == 1
    house.go_by(1)
    house.until(second, lambda view: view.snapshot.step > 2)
    house.do("play", first)
    view = house.view(first)
    assert (view.snapshot.state, view.snapshot.step) == (QUEUED, held.step)
    assert view.place_in_queue == 1
    house.do("stop", second)
    house.until(first, lambda view: view.snapshot.step > held.step)


def test_a_short_pause_keeps_the_slot(house):
    first, second = house.submit(owner="ann"), house.submit(owner="bob")
    house.until_state(first, RUNNING)
    for _ in range(3):
        house.do("pause", first)
        house.until_state(first, PAUSED)
        house.go_by(0)
        house.go_by(PAUSE_SECONDS - 1)
        house.do("play", first)
        house.until_state(first, RUNNING)
        house.go_by(0)
    assert house.view(second).place_in_queue == 1


def test_knobs_and_copies_work_on_a_run_that_has_given_its_slot_back(house):
    first = house.submit(owner="ann", paused=True)
    # Held between two steps: in the midst of a measurement, knobs would wait for its end.
    house.do("step_batch", first)
    house.until(first, lambda view: view.snapshot.state == PAUSED and view.snapshot.step)
    house.go_by(0)
    house.go_by(PAUSE_SECONDS)
    house.do("turn", first, {"regularizer": "l1", "lambda": 1e-3})
    house.do("request", first, "weights")
    seen = house.until(first, lambda view: view.snapshot.weights is not None).snapshot
    assert seen.experiment.regularizer == "l1"
    assert seen.state == PAUSED


def test_who_starts_anew_does_not_wait_for_a_paused_run_of_their_own(house):
    first = house.submit(owner="ann")
    house.until_state(first, RUNNING)
    house.do("pause", first)
    house.until_state(house.submit(owner="ann"), RUNNING)
    assert house.view(first).snapshot.state == PAUSED


def test_a_paused_run_of_another_is_not_pushed_aside(house):
    first = house.submit(owner="ann")
    house.until_state(first, RUNNING)
    house.do("pause", first)
    assert house.view(house.submit(owner="bob")).place_in_queue == 1


def test_single_steps_of_a_run_that_has_not_begun(house):
    batch, epoch = house.submit(paused=True), None
    assert house.view(batch).snapshot.state == PAUSED
    assert not house.view(batch).started
    house.do("step_batch", batch)
    assert house.until(
        batch, lambda view: view.snapshot.state == PAUSED and view.snapshot.step).snapshot.step == 1
    house.do("stop", batch)
    epoch = house.submit(paused=True)
    house.do("step_epoch", epoch)
    seen = house.until(
        epoch, lambda view: view.snapshot.state == PAUSED and view.snapshot.step).snapshot
    assert (seen.step, len(seen.records)) == (5, 1)


def test_pausing_a_run_that_waits_takes_it_out_of_the_line(house):
    first, second, third = (house.submit(owner=name) for name in ("ann", "bob", "cem"))
    house.do("pause", second)
    assert house.view(second).snapshot.state == PAUSED
    assert house.view(second).place_in_queue is None
    house.do("stop", first)
    house.until_state(third, RUNNING)
    house.do("play", second)
    assert house.view(second).place_in_queue == 1


def test_a_knob_turned_in_the_queue_acts_from_the_first_step_and_is_recorded(house):
    first, second = house.submit(owner="ann"), house.submit(owner="bob")
    house.do("turn", second, {"dropout": 0.5})
    with pytest.raises(BadInput):
        house.do("turn", second, {"seed": 5})
    house.do("stop", first)
    seen = house.until(second, lambda view: view.snapshot.step > 2).snapshot
    assert seen.changes == (Change(0, "dropout", 0.0, 0.5),)


def test_a_stop_is_heard_in_the_queue_and_may_be_repeated(house):
    first, second = house.submit(owner="ann"), house.submit(owner="bob")
    for _ in range(2):
        house.do("stop", second)
    assert house.until(second, lambda view: view.ended).snapshot.state == STOPPED
    house.do("stop", second)
    assert house.view(first).snapshot.state != STOPPED
    for name in ("play", "step_batch", "step_epoch"):
        with pytest.raises(BadInput, match="has ended"):
            house.do(name, second)
    with pytest.raises(BadInput, match="has ended"):
        house.do("turn", second, {"dropout": 0.5})
    house.do("pause", second)
    house.do("request", second, "weights")


def test_ended_runs_are_kept_up_to_a_bound_oldest_first_out(house, monkeypatch):
    monkeypatch.setattr("playground.training.manager.shelf.MOST_KEPT", 2)
    tickets = []
    for _ in range(4):
        tickets.append(house.submit(paused=True))
        house.do("stop", tickets[-1])
        house.until_put_away(tickets[-1])
    for ticket in tickets[:2]:
        with pytest.raises(BadInput, match="not there any more"):
            house.view(ticket)
    assert all(house.view(ticket).ended for ticket in tickets[2:])


def test_data_is_prepared_in_a_thread_of_the_run_and_what_is_wrong_with_it_is_said(build):
    threads = []

    def broken(experiment, progress):
        threads.append(threading.current_thread())
        raise BadInput("The pictures are gone.")

    house = build(prepare=broken)
    seen = house.until(house.submit(), lambda view: view.ended).snapshot
    assert (seen.state, seen.message) == ("failed", "The pictures are gone.")
    assert threads != [threading.current_thread()]
    house.until(house.submit(), lambda view: view.ended)


def test_a_stop_is_heard_while_pictures_are_decoded(build):
    decoding, go_on = threading.Event(), threading.Event()

    def slow(experiment, progress):
        progress(1, 2000)
        decoding.set()
        go_on.wait(180)
        progress(2, 2000)
        return training_data()

    house = build(prepare=slow)
    ticket = house.submit()
    assert decoding.wait(180)
    view = house.view(ticket)
    assert (view.started, view.data, str(view.snapshot.message)) == (
        True, None, "Decoding pictures: 1 of 2,000.")
    house.do("stop", ticket)
    go_on.set()
    view = house.until(ticket, lambda view: view.ended)
    assert (view.snapshot.state, view.data) == (STOPPED, None)


def test_the_watch_ends_with_the_last_run_and_begins_with_the_next(house):
    for _ in range(2):
        ticket = house.submit(SHORT)
        assert house.manager._watch.running
        house.until(ticket, lambda view: view.ended)
        house.until(ticket, lambda view: not house.manager._watch.running)
