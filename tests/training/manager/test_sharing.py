"""Who asks for what somebody trains already follows that, and leaves it as if it were their own."""

from __future__ import annotations

import pytest

from playground.change import Change
from playground.data import sources
from playground.errors import BadInput
from playground.settings import KnobTurn
from playground.training.manager.capabilities import sight
from playground.training.manager.keeping import Keeping
from playground.training.manager.limits import Limits
from playground.training.states import FINISHED, PAUSED, QUEUED, RUNNING, STOPPED
from playground.training.store.store import RunStore
from tests.training.bits import same_bits
from tests.training.manager.managing import LONG, PATIENCE

DROPPING = LONG.with_values({"dropout": 0.3})
SHORT = DROPPING.with_values({"epochs": 6})
OWNERS = ("ann", "bob", "cid")
L1 = {"regularizer": "l1", "lambda": 0.01}


@pytest.fixture(autouse=True)
def offered(monkeypatch):
    """The pictures that these runs are said to train on."""
    monkeypatch.setitem(sources._factories, LONG.data, lambda: None)


@pytest.fixture
def keeping(tmp_path):
    return Keeping(RunStore(tmp_path))


def trained(house):
    """How many trainings there are that have not ended."""
    return sum(one.live and one.tape is None for one in house.manager._runs.values())


def shared(house, experiment=LONG, owners=("ann", "bob"), **options):
    """The runs of those who have asked for the same, the first of which trains."""
    first = house.submit(experiment, owners[0], shared=True, **options)
    house.until(first, lambda view: view.snapshot.step > 2)
    return [first, *(house.submit(experiment, owner, shared=True, **options)
                     for owner in owners[1:])]


def held_at_epoch(house, ticket, epoch):
    """Hold the page of a run there, whatever others train meanwhile."""
    house.until(ticket, lambda view: view.snapshot.epoch >= epoch)
    house.do("pause", ticket)
    return house.view(ticket).snapshot


def ended(house, ticket):
    return house.until(ticket, lambda view: view.ended and view.snapshot.weights).snapshot


def test_thirty_who_ask_for_the_same_watch_one_training_from_their_first_look(house):
    tickets = shared(house, owners=[f"person {number}" for number in range(30)])
    assert trained(house) == 1
    assert len({ticket.run_id for ticket in tickets}) == 30
    for ticket in tickets:
        view = house.view(ticket)
        assert (view.snapshot.state, view.place_in_queue) == (RUNNING, None)
        assert view.snapshot.step > 2
        assert len(view.snapshot.steps) == view.snapshot.step
        assert view.shared == 29
        assert view.data is not None


def test_one_person_alone_shares_nothing_and_a_run_that_was_turned_or_held_is_not_joined(house):
    first = house.submit(LONG, "ann", shared=True)
    house.until(first, lambda view: view.snapshot.step > 2)
    assert house.manager._runs[first.run_id].tape is None
    assert not house.view(first).shared
    house.do("pause", first)
    held = house.submit(LONG, "bob", shared=True)
    assert trained(house) == 2
    assert not house.view(held).shared
    house.do("stop", held)
    house.do("play", first)
    house.do("turn", first, {"dropout": 0.5})
    other = house.submit(LONG, "cid", shared=True)
    assert house.view(other).snapshot.state == QUEUED
    assert not house.view(other).shared


def test_who_comes_when_the_page_of_a_run_has_gone_begins_at_the_beginning(house):
    first = house.submit(LONG, "ann", shared=True)
    house.do("release", first)
    assert house.view(house.submit(LONG, "bob", shared=True)).snapshot.state == QUEUED
    assert trained(house) == 2


@pytest.mark.parametrize("values", [{"seed": 9}, {"lambda": 0.002}, {"data": "everyday"}])
def test_other_settings_are_another_training(house, values):
    first = house.submit(LONG, "ann", shared=True)
    other = house.submit(LONG.with_values(values), "bob", shared=True)
    assert not house.view(first).shared
    assert not house.view(other).shared


def test_ones_own_pictures_are_shared_with_nobody(house, monkeypatch):
    monkeypatch.setitem(sources._private, "yours-secret", None)
    private = LONG.with_values({"data": "yours-secret"})
    tickets = [house.submit(private, owner, shared=True) for owner in ("ann", "bob")]
    assert trained(house) == 2
    assert not any(house.view(ticket).shared for ticket in tickets)


@pytest.mark.parametrize("recorded", [True, False])
def test_a_knob_leaves_the_shared_run_with_the_bits_of_one_that_was_never_shared(
        build, keeping, recorded):
    house = build(Limits(runs=1), keeping=keeping if recorded else None)
    first, second = shared(house, DROPPING)
    seen = held_at_epoch(house, second, 2)
    keeping.wait(PATIENCE)
    house.do("turn", second, L1)
    left = house.view(second)
    assert left.left_at == seen.step == left.snapshot.step
    assert left.knobs.regularizer == "l1"
    house.do("play", second)
    waiting = house.view(second)
    assert (waiting.snapshot.state, waiting.place_in_queue) == (QUEUED, 1)
    assert house.view(first).snapshot.state == RUNNING
    assert house.view(first).snapshot.experiment.regularizer == "none"
    house.do("stop", first)
    house.until(second, lambda view: view.snapshot.step > seen.step + 12)
    # At an epoch's end: one that is stopped while that is measured has no record of it.
    house.do("step_epoch", second)
    house.until_state(second, PAUSED)
    house.do("stop", second)
    forked = ended(house, second)
    house.until(second, lambda view: house.manager._runs[view.run_id].is_put_away)
    # The states that it went on from are several times its weights, and its card is kept for long.
    assert house.manager._runs[second.run_id].branch is None
    changes = tuple(Change(seen.step, name, getattr(DROPPING, field), L1[name])
                    for name, field in (("regularizer", "regularizer"), ("lambda", "lambda_")))
    assert forked.changes == changes
    same_bits(forked, trained_alone(house, changes, forked.step))


def trained_alone(house, changes, steps):
    """A run that nobody shared, stopped after so many steps."""
    alone = house.submit(DROPPING, "cid", changes=changes, paused=True)
    while (done := house.view(alone).snapshot.step) < steps:
        each = house.view(alone).snapshot.steps_per_epoch
        house.do("step_epoch" if steps - done >= (each or steps) else "step_batch", alone)
        house.until(alone, lambda view, done=done: view.snapshot.state == PAUSED
                    and view.snapshot.step > done)
    house.do("stop", alone)
    return ended(house, alone)


def test_what_the_page_shows_never_goes_back_while_a_run_that_left_comes_to_its_step(house):
    first, second = shared(house)
    seen = held_at_epoch(house, second, 1)
    house.do("turn", second, {"dropout": 0.5})
    house.do("turn", second, {"dropout": 0.6})
    house.do("play", second)
    house.do("stop", first)
    steps = []
    house.until(second, lambda view: steps.append(view.snapshot.step) or steps[-1] > seen.step + 9)
    assert min(steps) == seen.step
    assert steps == sorted(steps)
    assert house.view(second).snapshot.changes == (
        Change(seen.step, "dropout", LONG.dropout, 0.6),)


def test_who_turns_stops_or_goes_first_disturbs_nobody(house):
    first, second, third = shared(house, owners=("ann", "bob", "cid"))
    house.do("turn", first, {"dropout": 0.5})
    assert house.view(first).left_at is not None
    house.do("stop", second)
    assert house.view(second).snapshot.state == STOPPED
    begun = house.view(third).snapshot
    later = house.until(third, lambda view: view.snapshot.step > begun.step + 5)
    assert later.snapshot.changes == ()
    assert later.snapshot.state == RUNNING
    assert not later.shared


def test_a_rival_of_a_shared_run_is_its_persons_own_and_keeps_nobody_elses_pace(house):
    first, second, third = shared(house, owners=("ann", "bob", "cid"))
    rival = house.manager.race(second.run_id, second.token, {"dropout": 0.5})
    house._tickets.append(rival)
    assert rival in [ticket for ticket, _ in house.manager.runs_of("bob")]
    assert house.view(second).snapshot.state == QUEUED
    begun = house.view(third).snapshot.step
    house.until(third, lambda view: view.snapshot.step > begun + 5)
    house.do("stop", first)
    last = house.manager.race(third.run_id, third.token, {"dropout": 0.5})
    house._tickets.append(last)
    assert last in [ticket for ticket, _ in house.manager.runs_of("cid")]
    house.until(last, lambda view: view.snapshot.step > begun + 10)


def test_the_last_who_follows_turns_in_place_and_ends_it_by_going(house):
    first, second = shared(house)
    house.do("stop", first)
    house.do("turn", second, {"dropout": 0.5})
    view = house.until(second, lambda view: view.snapshot.experiment.dropout == 0.5)
    assert (view.left_at, view.snapshot.state, trained(house)) == (None, RUNNING, 1)
    house.do("pause", second)
    house.until_state(second, PAUSED)
    assert not house.view(house.submit(LONG, "cid", shared=True)).shared
    house.do("stop", second)
    house.until(second, lambda view: view.ended)
    assert house.view(second).snapshot.state == STOPPED


def test_held_and_let_go_on_it_goes_on_where_it_was_held(house):
    first, second = shared(house)
    seen = held_at_epoch(house, second, 1)
    house.until(first, lambda view: view.snapshot.step > seen.step + 20)
    held = house.view(second).snapshot
    assert (held.state, held.step, len(held.steps)) == (PAUSED, seen.step, seen.step)
    assert held.epoch == seen.epoch
    house.do("step_batch", second)
    house.go_by(20)
    assert house.view(second).snapshot.step == seen.step + 1
    house.do("step_epoch", second)
    house.go_by(20)
    one = house.view(second).snapshot
    assert (one.state, one.step) == (PAUSED, (seen.epoch + 1) * seen.steps_per_epoch)
    house.do("play", second)
    house.go_by(0)
    assert house.view(second).snapshot.step == one.step
    house.go_by(20)
    assert house.view(second).snapshot.step >= one.step + 5
    assert house.view(second).snapshot.state == RUNNING


def test_all_who_followed_to_the_end_have_it_on_the_disk_as_their_own(build, keeping, tmp_path):
    house = build(keeping=keeping)
    before = house.submit(LONG, "eve")
    tickets = [house.submit(SHORT, owner, shared=True) for owner in OWNERS]
    assert {house.view(ticket).place_in_queue for ticket in tickets} == {1}
    house.do("stop", before)
    for ticket in tickets:
        assert house.until(ticket, lambda view: view.ended).snapshot.state == FINISHED
        # An end can be seen a moment before the manager has heard of it.
        house.until(ticket, lambda view: house.manager._runs[view.run_id].tape is None)
    assert not any(one.tape for one in house.manager._runs.values())
    assert sorted(house.manager._runs) == sorted(one.run_id for one in [before, *tickets])
    assert keeping.wait(PATIENCE)
    anew = build(keeping=Keeping(RunStore(tmp_path)))
    for owner, ticket in zip(OWNERS, tickets, strict=True):
        assert [one for one, _ in anew.manager.runs_of(owner)] == [ticket]
        same_bits(anew.view(ticket).snapshot, ended(house, ticket))
        assert anew.manager.kept_epochs(ticket.run_id, ticket.token) == tuple(range(1, 7))


def test_a_page_that_is_gone_for_good_keeps_its_run_as_one_that_can_be_resumed(build, keeping):
    house = build(Limits(runs=1, grace=60), keeping=keeping)
    first, second = shared(house)
    house.until(second, lambda view: view.snapshot.epoch >= 1)
    house.do("release", first)
    house.go_by(30)
    house.do("heartbeat", second)
    house.go_by(31)
    assert house.view(second).snapshot.state == RUNNING
    assert keeping.wait(PATIENCE)
    gone = house.view(first)
    assert gone.snapshot.state == STOPPED
    assert gone.resumable
    house.do("resume", first)
    assert house.view(first).snapshot.state == QUEUED


CALLS = {"play": (), "pause": (), "stop": (), "step_batch": (), "step_epoch": (), "resume": (),
         "turn": (KnobTurn.of({"dropout": 0.5}),), "pin": (True,), "forget": (), "heartbeat": (),
         "request": ("weights",), "fork": (1, {}), "twin": (1,), "race": ({"dropout": 0.5},)}


def test_no_token_of_one_follower_steers_the_run_of_another(house):
    first, second = shared(house)
    common = house.manager._runs[second.run_id].tape.source
    for call, arguments in CALLS.items():
        do = getattr(house.manager, call)
        for run_id in (first.run_id, common.run_id):
            for token in (second.token, sight("bob", second.run_id), "", None):
                with pytest.raises(BadInput, match="not yours"):
                    do(run_id, token, *arguments)
        with pytest.raises(BadInput, match="not yours"):
            do(second.run_id, sight("bob", second.run_id), *arguments)
    house.manager.release(first.run_id, second.token)
    assert not house.manager._runs[first.run_id].lease.unattended(house.clock() + 61)
    assert house.view(first).snapshot.state == RUNNING
    with pytest.raises(BadInput, match="not yours"):
        house.manager.view(first.run_id, second.token)


def test_what_many_follow_may_be_seen_by_anybody_and_what_one_person_trains_by_nobody_else(house):
    house.submit(SHORT, "dan")
    assert house.manager.common() == []
    followers = shared(house)
    ((name, seen),) = house.manager.common()
    assert name not in {one.run_id for one in followers}
    assert seen.step > 2


def test_what_the_last_follower_has_turned_is_that_persons(house):
    first, second = shared(house)
    house.do("stop", first)
    house.do("turn", second, L1)
    assert house.manager.common() == []
