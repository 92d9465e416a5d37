"""Whose turn it is, and how long the others wait."""

import pytest

from playground.training.manager.queue import (
    AHEAD_SECONDS,
    Asked,
    Asking,
    expected_waits,
    in_turn,
)


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


def lasting(*runs):
    """Runs of those `(owner, asked at, seconds)`, in the order in which they asked."""
    return [Asking(f"{owner}{order}", owner, order, due=Asked(order, at).due(seconds))
            for order, (owner, at, seconds) in enumerate(runs)]


def test_of_different_people_who_ask_together_the_shorter_run_comes_first():
    assert turns(lasting(("a", 0, 90), ("b", 1, 20), ("c", 2, 40))) == ["b1", "c2", "a0"]


def test_of_equally_long_runs_the_first_comes_first():
    assert turns(lasting(("a", 0, 30), ("b", 0, 30), ("c", 0, 30))) == ["a0", "b1", "c2"]


def test_one_persons_own_runs_keep_their_order():
    assert turns(lasting(("a", 0, 90), ("a", 1, 5))) == ["a0", "a1"]


def test_a_second_run_however_short_waits_for_everybodys_first():
    assert turns(lasting(("a", 0, 90), ("a", 1, 5), ("b", 2, 90))) == ["a0", "b2", "a1"]


def test_what_lasts_nobody_knows_how_long_is_taken_for_long():
    assert turns(lasting(("a", 0, None), ("b", 1, 60), ("c", 2, None))) == ["b1", "a0", "c2"]


@pytest.mark.parametrize("seconds", [None, 90, 4000])
def test_nobody_starves_however_many_short_runs_come(seconds):
    """One slot, and every ten seconds somebody new with a run of ten: the long one trains all the
    same, and none that asked so much later has passed it."""
    (long,) = lasting(("long", 0, seconds))
    waiting, now, served = [long], 0, []
    for order in range(1, 60):
        waiting.append(Asking(f"s{order}", f"s{order}", order, due=Asked(order, now).due(10)))
        first = in_turn(waiting, [])[0]
        waiting.remove(first)
        served.append(first)
        if first is long:
            break
        now += 10
    assert served[-1] is long
    assert now <= AHEAD_SECONDS
