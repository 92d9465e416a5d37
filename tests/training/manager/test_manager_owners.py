"""Whose run it is: tokens, who has gone away, and what one person may take."""

import pytest

from playground.change import Change
from playground.errors import BadInput
from playground.training.manager.capabilities import sight, steering
from playground.training.manager.limits import Limits
from playground.training.manager.room import MOST_LIVE_OF_ONE
from playground.training.manager.slots import PAUSE_SECONDS
from playground.training.states import PAUSED, RUNNING, STOPPED
from tests.training.manager.managing import LONG


@pytest.mark.parametrize("call", [
    ("view",), ("play",), ("pause",), ("stop",), ("step_batch",), ("step_epoch",),
    ("turn", {"dropout": 0.5}), ("request", "weights"), ("heartbeat",),
])
@pytest.mark.parametrize("token", [None, "", "guess", "\udcff\0é", 7])
def test_without_its_token_a_run_is_neither_seen_nor_steered(house, call, token):
    ticket = house.submit(paused=True)
    name, *arguments = call
    for run_id in (ticket.run_id, "0123456789abcdef"):
        with pytest.raises(BadInput, match="not there any more, or it is not yours"):
            getattr(house.manager, name)(run_id, token, *arguments)
    assert house.view(ticket).snapshot.state == PAUSED


def test_a_stranger_can_not_have_a_run_stopped_by_releasing_it(house):
    ticket = house.submit()
    house.manager.release(ticket.run_id, "guess")
    house.manager.release("unknown", ticket.token)
    house.clock.now += 100
    house.manager.tend()
    assert not house.view(ticket).ended


def test_tokens_and_names_are_no_two_alike(house):
    tickets = [house.submit(paused=True) for _ in range(5)]
    assert len({ticket.token for ticket in tickets}) == 5
    assert len({ticket.run_id for ticket in tickets}) == 5
    assert all(len(ticket.token) >= 32 for ticket in tickets)


def test_a_released_run_is_stopped_after_the_grace_wherever_it_is(house):
    running, waiting, resting = house.submit(), house.submit(owner="bob"), house.submit(paused=True)
    house.until_state(running, RUNNING)
    for ticket in (running, waiting, resting):
        house.do("release", ticket)
    house.go_by(59)
    # Looked at past the manager's door: to view a run is a sign of life.
    states = {one.snapshot.state for one in house.manager._runs.values()}
    assert STOPPED not in states
    house.go_by(1)
    for ticket in (running, waiting, resting):
        seen = house.until(ticket, lambda view: view.ended).snapshot
        assert seen.state == STOPPED
        assert "page of this run was closed" in str(seen.message)


def test_a_paused_run_whose_page_has_nothing_to_poll_for_is_kept(house):
    ticket = house.submit()
    house.until(ticket, lambda view: view.snapshot.step > 2)
    house.do("pause", ticket)
    house.until_state(ticket, PAUSED)
    house.go_by(0)
    house.go_by(PAUSE_SECONDS)
    for _ in range(4):
        house.go_by(600)
    assert house.view(ticket).snapshot.state == PAUSED
    house.do("play", ticket)
    house.until_state(ticket, RUNNING)


def test_who_returns_within_the_grace_finds_the_run_running(house):
    ticket = house.submit()
    house.until_state(ticket, RUNNING)
    house.do("release", ticket)
    house.go_by(30)
    house.do("heartbeat", ticket)
    house.go_by(59)
    assert house.view(ticket).snapshot.state == RUNNING


def test_a_run_over_its_minutes_is_stopped_and_its_time_in_the_queue_does_not_count(build):
    house = build(Limits(runs=1, minutes=2))
    first, second = house.submit(owner="ann"), house.submit(owner="bob")
    for _ in range(3):
        house.until_state(first, RUNNING)
        house.do("heartbeat", second)
        house.go_by(39)
    house.go_by(3)
    assert "2 minutes" in str(
        house.until(first, lambda view: view.ended).snapshot.message)
    house.until_state(second, RUNNING)
    house.go_by(60)
    assert house.view(second).snapshot.state == RUNNING


def test_what_the_operator_does_not_allow_is_refused_at_the_door(build):
    house = build(Limits(runs=1, models=("compact",), epochs=1000))
    with pytest.raises(BadInput, match="does not train the model article"):
        house.submit(LONG.with_values({"model": "article"}))
    with pytest.raises(BadInput):
        house.submit(changes=[Change(3, "seed", 1, 2)])


def test_nobody_can_fill_the_house_alone(house):
    tickets = [house.submit(paused=True) for _ in range(MOST_LIVE_OF_ONE)]
    with pytest.raises(BadInput, match="stop one first"):
        house.submit()
    house.submit(owner="bob")
    house.do("stop", tickets[0])
    house.until(tickets[0], lambda view: view.ended)
    house.submit()


def test_looking_at_a_run_neither_keeps_it_alive_nor_steers_it(house):
    ticket = house.submit(LONG, "ann")
    look = sight("ann", ticket.run_id)
    assert ticket.token == steering("ann", ticket.run_id) != look
    house.do("release", ticket)
    for _ in range(3):
        house.go_by(20)
        assert house.manager.view(ticket.run_id, look).run_id == ticket.run_id
    assert house.until(ticket, lambda view: view.ended).snapshot.state == STOPPED
    for call in ("play", "pause", "stop", "resume", "heartbeat", "forget"):
        with pytest.raises(BadInput, match="not yours"):
            getattr(house.manager, call)(ticket.run_id, look)
