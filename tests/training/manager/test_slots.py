"""A slot holds several runs of one owner's series, and one of any other kind."""

from collections.abc import Callable, Iterator

import pytest

from playground.training.manager.limits import Limits
from playground.training.manager.managed import Ticket
from playground.training.manager.queue import AHEAD_SECONDS
from playground.training.states import FINISHED, PAUSED, QUEUED, RUNNING
from tests.training.manager.managing import SHORT, House


@pytest.fixture
def house() -> Iterator[House]:
    made = House(Limits(runs=1, grace=60, abreast=2))
    yield made
    made.close()


@pytest.fixture
def trains(house: House) -> Callable[..., list[Ticket]]:
    """Wait until those runs, and no others of the given ones, have a slot."""

    def those(*tickets: Ticket, out_of: list[Ticket]) -> list[Ticket]:
        for ticket in tickets:
            house.until_state(ticket, RUNNING)
        assert [one for one in out_of if house.view(one).snapshot.state != QUEUED] == list(tickets)
        return list(tickets)

    return those


def test_two_runs_of_a_series_share_a_slot_and_the_third_waits(house, trains):
    series = [house.submit(of_series=True) for _ in range(3)]
    trains(*series[:2], out_of=series)


def test_what_one_plays_with_has_the_slot_to_itself(house, trains):
    series = [house.submit(of_series=True) for _ in range(2)]
    trains(*series, out_of=series)
    played = house.submit()
    trains(played, out_of=[*series, played])
    house.do("stop", played)
    trains(*series, out_of=series)


def test_a_slot_is_not_shared_with_somebody_elses_series(house, trains):
    one, other = (house.submit(owner=name, of_series=True) for name in ("ann", "bob"))
    trains(one, out_of=[one, other])


def test_who_waits_is_not_kept_waiting_by_half_a_slot_that_is_filled_again(house, trains):
    series = [house.submit(of_series=True) for _ in range(2)]
    trains(*series, out_of=series)
    other = house.submit(owner="bob")
    later = house.submit(of_series=True)
    house.do("stop", series[0])
    house.until_put_away(series[0])
    trains(series[1], out_of=[series[1], other, later])
    house.do("stop", series[1])
    trains(other, out_of=[other, later])


def test_runs_that_are_no_series_take_a_slot_each(house):
    first, second = house.submit(), house.submit()
    house.until_state(first, RUNNING)
    assert house.view(second).snapshot.state == QUEUED
    house.do("pause", first)
    house.until_state(second, RUNNING)
    assert house.view(first).snapshot.state == PAUSED


def test_a_core_that_is_left_is_for_another_persons_run_and_not_for_ones_own_second():
    house = House(Limits(runs=1, beside=1, grace=60))
    try:
        mine = [house.submit(owner="ann") for _ in range(2)]
        trains_in(house, mine[0], out_of=mine)
        other = house.submit(owner="bob")
        trains_in(house, mine[0], other, out_of=[*mine, other])
        third = house.submit(owner="cid")
        assert house.view(third).place_in_queue == 1
    finally:
        house.close()


def trains_in(house: House, *tickets: Ticket, out_of: list[Ticket]) -> None:
    for ticket in tickets:
        house.until_state(ticket, RUNNING)
    assert [one for one in out_of if house.view(one).snapshot.state != QUEUED] == list(tickets)


def test_a_short_run_goes_before_a_long_one_of_somebody_who_asked_with_it(house):
    known = house.submit(SHORT.with_values({"epochs": 20}))
    house.until_put_away(known)
    assert house.view(known).snapshot.state == FINISHED
    house.until_state(house.submit(owner="first"), RUNNING)
    long, short = house.submit(owner="long"), house.submit(SHORT, owner="short")
    assert house.view(short).place_in_queue == 1
    assert house.view(long).place_in_queue == 2


def test_a_short_run_that_asks_later_than_that_waits_for_the_long_one(house):
    house.until_state(house.submit(owner="first"), RUNNING)
    long = house.submit(owner="long")
    house.go_by(AHEAD_SECONDS + 1)
    short = house.submit(SHORT, owner="short")
    assert house.view(long).place_in_queue == 1
    assert house.view(short).place_in_queue == 2
