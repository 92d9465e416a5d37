"""Runs of pages on the disk: written beside the training, found after a restart, taken up again."""

from __future__ import annotations

import numpy as np
import pytest

from playground.change import Change
from playground.errors import BadInput
from playground.training.manager.capabilities import owner_hash, sight
from playground.training.manager.keeping import Keeping, keeping_from
from playground.training.manager.limits import Limits
from playground.training.states import FINISHED, INTERRUPTED, PAUSED, QUEUED, RUNNING, STOPPED
from playground.training.store.rows import PAGE
from playground.training.store.store import RunStore
from tests.training.manager.managing import LONG, House

ANN = "a secret of ann's"
EXPERIMENT = LONG.with_values({"epochs": 8, "dropout": 0.3})
PLAN = (Change(7, "regularizer", "none", "l1-proximal"), Change(7, "lambda", 0.001, 0.1))


@pytest.fixture
def store(tmp_path):
    return RunStore(tmp_path)


@pytest.fixture
def keeping(store):
    return Keeping(store)


def as_killed(store, run_id):
    """What `kill -9` leaves: the record says running, and nobody holds the run."""
    store.set_state(run_id, RUNNING)


def held_after(house, ticket, epochs):
    """Paused, with at least so many epochs on the disk; it has many more to train."""
    house.until(ticket, lambda view: len(view.snapshot.records) >= epochs)
    house.do("pause", ticket)
    house.until_state(ticket, PAUSED)
    assert house.manager._keeping.wait(180)


def stepped_to(house, ticket, epochs):
    """The same of a run that was submitted paused, and has few more."""
    for epoch in range(1, epochs + 1):
        house.do("step_epoch", ticket)
        house.until(ticket, lambda view, epoch=epoch: view.snapshot.state == PAUSED
                    and len(view.snapshot.records) == epoch)
    assert house.manager._keeping.wait(180)


def test_a_run_of_a_few_steps_leaves_no_trace(build, keeping, store):
    house = build(keeping=keeping)
    ticket = house.submit(EXPERIMENT, ANN, paused=True)
    for _ in range(3):
        before = house.view(ticket).snapshot.step
        house.do("step_batch", ticket)
        house.until(ticket, lambda view, n=before: view.snapshot.step > n)
    house.do("stop", ticket)
    house.until_put_away(ticket)
    keeping.wait(180)
    assert store.runs() == []
    assert not list((store.directory / "runs").iterdir())


def test_a_killed_servers_run_is_found_by_its_owner_and_resumed_bit_equal(build, keeping, store):
    house = build(keeping=keeping)
    whole = house.submit(EXPERIMENT, "bob", changes=PLAN)
    undisturbed = house.until_state(whole, FINISHED).snapshot
    ticket = house.submit(EXPERIMENT, ANN, changes=PLAN, paused=True)
    stepped_to(house, ticket, 3)
    house.do("pin", ticket, True)
    house.do("stop", ticket)
    house.until_put_away(ticket)
    keeping.wait(180)
    as_killed(store, ticket.run_id)

    anew = build(keeping=Keeping(RunStore(store.directory)))
    # As its page's address is opened, before it is known whose it is.
    anew.manager.read_ahead([ticket.run_id])
    with pytest.raises(BadInput, match="not yours"):
        anew.view(ticket)
    assert anew.manager.runs_of("somebody else's secret") == []
    assert anew.manager.runs_of(ANN) == [(ticket, True)]
    view = anew.view(ticket)
    assert (view.snapshot.state, view.ended, view.resumable) == (INTERRUPTED, True, True)
    stood = view.snapshot
    assert 3 <= stood.epoch == len(stood.records) < 8
    assert (stood.steps.data_loss == undisturbed.steps.data_loss[: stood.step]).all()
    assert stood.weights.step == stood.step
    assert stood.changes == undisturbed.changes
    with pytest.raises(BadInput, match="not yours"):
        anew.manager.resume(ticket.run_id, "guess")

    anew._tickets.append(ticket)
    anew.do("resume", ticket)
    ended = anew.until_state(ticket, FINISHED).snapshot
    assert ended.changes == undisturbed.changes
    for name, array in undisturbed.weights.arrays.items():
        assert (ended.weights.arrays[name] == array).all()
    assert (ended.steps.data_loss == undisturbed.steps.data_loss).all()
    anew.manager._keeping.wait(180)
    stored = store.run(ticket.run_id)
    assert (stored.state, stored.epoch, stored.origin, stored.pinned) == (FINISHED, 8, PAGE, True)
    assert stored.owner == owner_hash(ANN)
    # The secret itself is nowhere on the disk.
    written = [path.read_bytes() for path in store.directory.rglob("*") if path.is_file()]
    assert any(owner_hash(ANN).encode() in one for one in written)
    assert not any(ANN.encode() in one or ticket.token.encode() in one for one in written)


def test_what_is_on_the_disk_is_the_run_with_each_of_its_epochs(build, keeping, store):
    house = build(keeping=keeping)
    ticket = house.submit(EXPERIMENT, ANN, paused=True)
    # Held while it is turned: else it may have ended before.
    house.do("step_batch", ticket)
    house.until(ticket, lambda view: view.snapshot.state == PAUSED and view.snapshot.step)
    house.do("turn", ticket, {"dropout": 0.6})
    house.do("play", ticket)
    seen = house.until_state(ticket, FINISHED).snapshot
    house.until_put_away(ticket)
    keeping.wait(180)
    assert [row["epoch"] for row in store.epochs(ticket.run_id)] == list(range(1, 9))
    assert [row["new"] for row in store.changes(ticket.run_id)] == [0.6]
    checkpoint = store.checkpoint(ticket.run_id)
    assert all((checkpoint[f"weights/{name}"] == array).all()
               for name, array in seen.weights.arrays.items())
    # And whoever is forgotten in memory is found there.
    house.manager._shelf._put(ticket.run_id, ANN)
    del house.manager._runs[ticket.run_id]
    again = house.view(ticket).snapshot
    assert (again.state, again.epoch) == (FINISHED, 8)
    assert not house.view(ticket).resumable
    house.do("forget", ticket)
    keeping.wait(180)
    assert store.runs() == []
    with pytest.raises(BadInput, match="not there any more"):
        house.view(ticket)


def test_a_run_that_its_owner_has_stopped_is_not_offered_to_be_resumed(build, keeping):
    house = build(keeping=keeping)
    ticket = house.submit(LONG, ANN)
    held_after(house, ticket, 1)
    house.do("stop", ticket)
    house.until_put_away(ticket)
    assert not house.view(ticket).resumable
    with pytest.raises(BadInput, match="cannot be resumed"):
        house.do("resume", ticket)


def test_a_run_that_was_left_for_the_grace_is_stopped_and_can_be_resumed(build, keeping):
    house = build(keeping=keeping)
    ticket = house.submit(LONG, ANN)
    held_after(house, ticket, 1)
    house.do("release", ticket)
    house.go_by(60)
    house.until_put_away(ticket)
    view = house.view(ticket)
    assert (view.snapshot.state, view.resumable) == (STOPPED, True)
    house.do("resume", ticket)
    house.until(ticket, lambda now: now.snapshot.step > view.snapshot.step)
    # Its knobs are those of the run, and act.
    house.do("turn", ticket, {"dropout": 0.5})
    assert house.view(ticket).wanted.dropout == 0.5


def test_a_run_on_ones_own_pictures_says_that_it_cannot_be_resumed(build, keeping, store):
    house = build(keeping=keeping)
    mine = store.create(
        EXPERIMENT.with_values({"data": "yours-gone"}).to_mapping(), {"planned": []})
    store.save_epoch(mine.id, 1, 5, {}, {}, {"weights/w": np.ones(3), "step": np.int64(5)})
    with pytest.raises(BadInput, match="your own pictures"):
        house.manager._keeping.taken_up(mine.id, house.manager._prepare, lambda: None)


def test_other_pictures_are_not_taken_for_those_that_it_was_trained_on(build, keeping, store):
    from tests.made_data import training_data

    house = build(keeping=keeping)
    ticket = house.submit(LONG, ANN)
    held_after(house, ticket, 1)
    house.do("release", ticket)
    house.go_by(60)
    house.until_put_away(ticket)
    keeping.wait(180)
    other = build(keeping=keeping, prepare=lambda experiment, progress: training_data(train=60))
    other.manager.runs_of(ANN)
    other._tickets.append(ticket)
    other.do("resume", ticket)
    seen = other.until(ticket, lambda view: view.ended).snapshot
    assert "pictures have changed" in str(seen.message)


def test_where_nothing_can_be_written_runs_are_trained_and_it_is_said(build):
    house = build(keeping=Keeping(None, "Nothing can be written here."))
    ticket = house.submit(EXPERIMENT, ANN)
    assert house.until_state(ticket, FINISHED).snapshot.epoch == 8
    assert str(house.manager.trouble) == "Nothing can be written here."
    assert house.manager.runs_of(ANN) == [(ticket, False)]


def test_a_data_directory_or_a_bound_that_cannot_be_is_trouble_and_no_error(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_DATA_DIR", str(tmp_path / "data"))
    assert keeping_from().trouble == ""
    monkeypatch.setenv("PLAYGROUND_PAGE_RUNS_MB", "much")
    assert "PLAYGROUND_PAGE_RUNS_MB" in str(keeping_from().trouble)
    monkeypatch.delenv("PLAYGROUND_PAGE_RUNS_MB")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PLAYGROUND_DATA_DIR", str(tmp_path / "file" / "data"))
    assert "cannot be made" in str(keeping_from().trouble)


def test_a_disk_that_fails_on_the_way_leaves_the_training_alone(build, keeping, store, monkeypatch):
    def full(*arguments):
        raise BadInput("The disk is full.")

    house = build(keeping=keeping)
    monkeypatch.setattr(store, "save_epochs", full)
    ticket = house.submit(EXPERIMENT, ANN)
    assert house.until_state(ticket, FINISHED).snapshot.epoch == 8
    keeping.wait(180)
    assert str(house.manager.trouble) == "The disk is full."
    # And what it cannot write it keeps in memory, to be looked at and gone on from.
    assert house.manager.kept_epochs(ticket.run_id, ticket.token) == tuple(range(1, 9))
    assert house.manager.weights_at(ticket.run_id, ticket.token, 3).step == 15


def test_an_unattended_run_gives_way_to_who_is_there_and_goes_on_afterwards(build):
    house: House = build(Limits(runs=1, grace=3600))
    left, waits = house.submit(LONG, ANN), None
    house.until(left, lambda view: view.snapshot.step > 2)
    house.do("release", left)
    house.go_by(59)
    waits = house.submit(LONG, "bob")
    assert house.view(waits).place_in_queue == 1
    house.go_by(1)
    house.until(waits, lambda view: view.snapshot.step > 2)
    held = house.view(left)
    assert (held.snapshot.state, held.place_in_queue) == (QUEUED, 1)
    house.do("stop", waits)
    house.until(left, lambda view: view.snapshot.step > held.snapshot.step)


def test_a_run_that_nobody_waits_for_trains_to_its_end_without_its_page(build):
    house = build(Limits(runs=1, grace=3600))
    ticket = house.submit(EXPERIMENT, ANN)
    house.do("release", ticket)
    house.go_by(1000)
    assert house.until(ticket, lambda view: view.ended).snapshot.state == FINISHED
    house.go_by(10_000)
    assert house.view(ticket).snapshot.state == FINISHED


def test_a_run_that_is_forgotten_in_the_moment_of_its_end_gives_its_slot_on(build):
    house = build(Limits(runs=1))
    first, second = house.submit(LONG, ANN), house.submit(LONG, "bob")
    house.until(first, lambda view: view.snapshot.step > 2)
    ended = house.manager._ended

    managed = house.manager._runs[first.run_id]

    def late():
        house.do("forget", first)
        ended(managed)

    managed.running._on_end = late
    house.do("stop", first)
    house.until(second, lambda view: view.snapshot.step > 2)
    with pytest.raises(BadInput, match="not there any more"):
        house.view(first)


def test_an_open_page_keeps_all_runs_of_its_owner(build):
    house = build(Limits(runs=2, grace=60))
    first, second = house.submit(LONG, ANN), house.submit(LONG, ANN)
    house.do("release", first)
    house.go_by(50)
    house.do("heartbeat", second)
    house.go_by(50)
    assert not house.view(first).ended
    assert not house.view(second).ended


@pytest.mark.parametrize("recorded", [True, False])
def test_each_epoch_of_a_run_can_be_looked_at_again(build, keeping, recorded):
    house = build(keeping=keeping if recorded else None)
    ticket = house.submit(EXPERIMENT, ANN)
    seen = house.until_state(ticket, FINISHED).snapshot
    house.until_put_away(ticket)
    keeping.wait(180)
    manager = house.manager
    assert manager.kept_epochs(ticket.run_id, ticket.token) == tuple(range(1, 9))
    last = manager.weights_at(ticket.run_id, ticket.token, 8)
    assert last.step == seen.step
    assert all((last.arrays[name] == array).all() for name, array in seen.weights.arrays.items())
    start = house.view(ticket).initial_weights
    at_start = manager.weights_at(ticket.run_id, ticket.token, 0).arrays
    assert all((at_start[name] == array).all() for name, array in start.items())
    only_sight = sight(ANN, ticket.run_id)
    assert manager.weights_at(ticket.run_id, only_sight, 3).step == 3 * seen.steps_per_epoch
    with pytest.raises(BadInput, match="epoch 9 are not kept; those of these epochs are: 1, 2"):
        manager.weights_at(ticket.run_id, ticket.token, 9)
    with pytest.raises(BadInput, match="not yours"):
        manager.kept_epochs(ticket.run_id, "guess")
