"""Forks and twins among the manager's runs: in the queue, on disk, found after a restart."""

from __future__ import annotations

import pytest

from playground.change import Change
from playground.errors import BadInput
from playground.training.manager.capabilities import sight
from playground.training.manager.keeping import Keeping
from playground.training.states import FINISHED, QUEUED, STOPPED
from playground.training.store.store import RunStore
from tests.training.bits import same_bits
from tests.training.manager.managing import LONG

ANN = "a secret of ann's"
EXPERIMENT = LONG.with_values({"epochs": 5, "dropout": 0.3})
L1 = (Change(12, "regularizer", "none", "l1"), Change(12, "lambda", 0.001, 0.01))
VALUES = {"dropout": 0.0, "epochs": 6}


@pytest.fixture
def store(tmp_path):
    return RunStore(tmp_path)


@pytest.fixture
def keeping(store):
    return Keeping(store)


def made(house, ticket):
    house._tickets.append(ticket)
    return house.until_state(ticket, FINISHED).snapshot


def ended(house, ticket):
    seen = house.until_state(ticket, FINISHED).snapshot
    house.until_put_away(ticket)
    if house.manager._keeping is not None:
        assert house.manager._keeping.wait(180)
    return seen


@pytest.mark.parametrize("recorded", [True, False])
def test_a_fork_trains_in_the_same_queue_for_the_same_owner(build, keeping, recorded):
    house = build(keeping=keeping if recorded else None)
    parent = house.submit(EXPERIMENT, ANN, changes=L1)
    ended(house, parent)
    fork = house.manager.fork(parent.run_id, parent.token, 4, VALUES)
    seen = made(house, fork)
    live = house.submit(EXPERIMENT.with_values({"epochs": 6}), ANN, changes=(
        *L1, Change(20, "dropout", 0.3, 0.0)))
    same_bits(seen, ended(house, live))
    assert house.view(fork).kin.parent == parent.run_id
    assert fork in [ticket for ticket, _ in house.manager.runs_of(ANN)]
    with pytest.raises(BadInput, match="not yours"):
        house.manager.fork(parent.run_id, sight(ANN, parent.run_id), 4, VALUES)


def test_a_fork_is_on_the_disk_with_its_past_and_its_parent(build, keeping, store):
    house = build(keeping=keeping)
    parent = house.submit(EXPERIMENT, ANN, changes=L1)
    ended(house, parent)
    fork = house.manager.fork(parent.run_id, parent.token, 4, VALUES)
    house._tickets.append(fork)
    seen = ended(house, fork)
    stored = store.run(fork.run_id)
    assert (stored.parent, stored.epoch, stored.state) == (parent.run_id, 6, FINISHED)
    assert [row["epoch"] for row in store.epochs(fork.run_id)] == list(range(1, 7))
    assert [row["name"] for row in store.changes(fork.run_id)] == ["regularizer", "lambda",
                                                                   "dropout"]
    # Of the epochs before it has what its parent keeps, and shares it: a disk has it once.
    assert sorted(store.state_files(fork.run_id)) == list(range(1, 7))
    shared = (stored.folder / "checkpoint-3.npz").stat()
    assert shared.st_nlink == 2
    assert store.sizes()[fork.run_id] < 5 * shared.st_size
    house.manager.forget(parent.run_id, parent.token)
    keeping.wait(180)

    anew = build(keeping=Keeping(RunStore(store.directory)))
    assert [ticket for ticket, _ in anew.manager.runs_of(ANN)] == [fork]
    assert anew.manager.kin_of(ANN)[fork.run_id].parent == parent.run_id
    view = anew.view(fork)
    same_bits(view.snapshot, seen)
    assert view.kin.parent == parent.run_id
    assert anew.manager.weights_at(fork.run_id, fork.token, 2).step == 10
    # A fork of the fork, after the restart.
    again = anew.manager.fork(fork.run_id, fork.token, 5, {"lambda": 0.02})
    assert made(anew, again).changes[-1] == Change(25, "lambda", 0.01, 0.02)


def test_a_twin_is_the_untouched_run_and_the_same_question_has_one_answer(build, keeping, store):
    house = build(keeping=keeping)
    untouched = ended(house, house.submit(EXPERIMENT, "bob"))
    run = house.submit(EXPERIMENT, ANN, changes=L1)
    ended(house, run)
    twin = house.manager.twin(run.run_id, run.token, 12, paused=True)
    assert house.view(twin).snapshot.epoch == 2
    assert house.manager.twin(run.run_id, run.token, 12) == twin
    house.do("play", twin)
    house._tickets.append(twin)
    same_bits(ended(house, twin), untouched)
    assert house.manager.twin(run.run_id, run.token, 12) == twin
    with pytest.raises(BadInput, match="No knob of this run was turned at step 3"):
        house.manager.twin(run.run_id, run.token, 3)

    anew = build(keeping=Keeping(RunStore(store.directory)))
    anew.manager.runs_of(ANN)
    assert anew.manager.twin(run.run_id, run.token, 12) == twin
    [(found, asked)] = anew.manager.twins_of(run.run_id, run.token)
    assert (found, asked.turn.began, asked.turn.changes) == (twin, 12, L1)
    assert anew.view(twin).kin.twin_of == asked


def test_a_twin_of_a_run_that_trains_waits_in_the_queue_and_one_that_was_turned_is_no_answer(
        house):
    run = house.submit(LONG, ANN, changes=L1)
    house.until(run, lambda view: view.snapshot.step > 15)
    twin = house.manager.twin(run.run_id, run.token, 12)
    house._tickets.append(twin)
    assert house.view(twin).snapshot.state == QUEUED
    house.do("stop", run)
    house.until(twin, lambda view: view.snapshot.step > 30)
    assert house.manager.twin(run.run_id, run.token, 12) == twin
    house.do("turn", twin, {"dropout": 0.7})
    house.until(twin, lambda view: view.snapshot.experiment.dropout == 0.7)
    house.do("stop", twin)
    house.until_state(twin, STOPPED)
    other = house.manager.twin(run.run_id, run.token, 12, paused=True)
    house._tickets.append(other)
    assert other != twin
