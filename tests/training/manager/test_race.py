"""Two runs at the same pace in one slot."""

from __future__ import annotations

import time
from typing import Any

import pytest

from playground.errors import BadInput
from playground.training.states import FINISHED, PAUSED, STOPPED
from tests.training.bits import same_bits
from tests.training.manager.managing import LONG, SHORT

L1 = {"regularizer": "l1", "lambda": 0.01}


def steps(house: Any, *tickets: Any) -> list[int]:
    return [house.view(ticket).snapshot.step for ticket in tickets]


def is_held_up(house: Any, ticket: Any) -> bool:
    """Whether it waits for the other, which may stand still a step ahead or a step behind."""
    side = house.manager._runs[ticket.run_id].running._worker.racing.side
    standing = dict(side._race._steps)
    return standing[side] > min(standing.values())


def test_neither_is_ever_more_than_a_step_ahead(house: Any) -> None:
    one = house.submit()
    other = house.manager.race(one.run_id, one.token, L1)
    house._tickets.append(other)
    house.until(other, lambda view: view.snapshot.step >= 2)
    apart = []
    for _ in range(60):
        first, second = steps(house, one, other)
        again, _ = steps(house, one, other)
        # The first stood between its two readings while the second was read.
        apart.append(max(first - second, second - again))
        time.sleep(0.002)
    assert max(apart) <= 1
    # Who holds one of them holds both.
    house.do("pause", one)
    house.until_state(one, PAUSED)
    house.until(other, lambda view: is_held_up(house, other))
    held = steps(house, one, other)
    time.sleep(0.3)
    assert steps(house, one, other) == held
    house.do("play", one)
    house.until(other, lambda view: view.snapshot.step > held[1] + 2)


def test_each_is_the_run_that_it_would_be_alone(house: Any) -> None:
    one = house.submit(SHORT)
    other = house.manager.race(one.run_id, one.token, L1)
    both = [house.until_state(ticket, FINISHED) for ticket in (one, other)]
    alone = [house.until_state(house.submit(experiment), FINISHED)
             for experiment in (SHORT, SHORT.with_values(L1))]
    for raced, by_itself in zip(both, alone, strict=True):
        same_bits(raced.snapshot, by_itself.snapshot)
    assert not both[1].snapshot.changes


def test_a_race_takes_one_slot(house: Any) -> None:
    one = house.submit()
    house.manager.race(one.run_id, one.token, L1)
    waiting = house.submit(SHORT, owner="bob")
    assert house.view(waiting).place_in_queue == 1
    house.do("stop", one)
    house.until_state(waiting, FINISHED)


def test_a_rival_that_is_begun_later_leaves_at_the_last_epoch_and_is_waited_for(
    house: Any
) -> None:
    one = house.submit(LONG)
    house.until(one, lambda view: len(view.snapshot.records) >= 2)
    other = house.manager.race(one.run_id, one.token, L1)
    house._tickets.append(other)
    began = house.view(other).snapshot
    assert began.epoch >= 1
    assert began.records[0].training.accuracy == house.view(one).snapshot.records[
        0].training.accuracy
    house.until(other, lambda view: view.snapshot.step > began.step + 3)
    assert house.view(other).snapshot.changes[0].step == began.step


def test_a_rival_ends_with_a_leader_that_is_stopped_and_leaves_it_alone_otherwise(
    house: Any
) -> None:
    one = house.submit()
    other = house.manager.race(one.run_id, one.token, L1)
    with pytest.raises(BadInput, match="rival already"):
        house.manager.race(one.run_id, one.token, L1)
    house.do("stop", other)
    house.until_state(other, STOPPED)
    house.until(one, lambda view: view.snapshot.step > 3)
    house.until_put_away(other)
    another = house.manager.race(one.run_id, one.token, L1)
    house.do("stop", one)
    house.until_state(another, STOPPED)
