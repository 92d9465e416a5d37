"""Whose turn it is, and how long the others wait."""

import pytest

from playground.training.manager.queue import Asking, expected_waits, in_turn


def asking(*owners):
    return [Asking(f"{owner}{order}", owner, order) for order, owner in enumerate(owners)]


def turns(waiting, training=()):
    return [one.run_id for one in in_turn(waiting, training)]


def test_first_come_first_served():
    assert turns(asking("a", "b", "c")) == ["a0", "b1", "c2"]
    assert turns(reversed(asking("a", "b", "c"))) == ["a0", "b1", "c2"]


def test_everybodys_first_run_comes_before_anybodys_second():
    assert turns(asking("a", "a", "a", "b", "c", "b")) == ["a0", "b3", "c4", "a1", "b5", "a2"]


def test_who_trains_already_comes_after_who_trains_nothing():
    assert turns(asking("a", "b"), training=["a"]) == ["b1", "a0"]


def test_nobody_waits_for_nobody():
    assert turns([]) == []
    assert expected_waits([5.0], [], 1) == []


def test_the_next_waits_for_the_first_that_ends():
    assert expected_waits([40.0, 10.0], [100.0, 100.0, 100.0], 2) == [10.0, 40.0, 110.0]


def test_a_free_slot_is_no_wait():
    assert expected_waits([40.0], [7.0, 7.0, 7.0], 2) == [0.0, 7.0, 14.0]


def test_what_is_over_its_time_ends_at_any_moment_and_not_in_the_past():
    assert expected_waits([-3.0], [1.0], 1) == [0.0]


@pytest.mark.parametrize(("remaining", "durations", "waits"), [
    ([None], [1.0, 1.0], [None, None]),
    ([5.0], [None, 1.0], [5.0, None]),
    ([5.0, None], [1.0, 1.0], [5.0, 6.0]),
])
def test_what_is_not_known_is_not_made_up(remaining, durations, waits):
    assert expected_waits(remaining, durations, len(remaining)) == waits


def planned(order, owner):
    return Asking(f"{owner}{order}", owner, order, of_series=True)


def test_what_one_plays_with_comes_before_ones_own_series():
    waiting = [planned(0, "a"), Asking("a1", "a", 1), planned(2, "b")]
    assert turns(waiting) == ["a1", "b2", "a0"]


def test_a_series_takes_the_same_turns_as_the_runs_of_others():
    waiting = [planned(0, "a"), planned(1, "a"), Asking("b2", "b", 2),
               Asking("b3", "b", 3)]
    assert turns(waiting) == ["a0", "b2", "a1", "b3"]


def test_a_series_that_trains_does_not_put_back_what_its_owner_plays_with():
    waiting = [Asking("a0", "a", 0), Asking("b1", "b", 1), planned(2, "a")]
    ahead = [one.run_id for one in in_turn(waiting, [], ["a"])]
    assert ahead == ["a0", "b1", "a2"]
