"""Who would have to wait for what was trained here before sees it played, and leaves it alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.change import Change
from playground.data import sources
from playground.training.manager.data_cache import PreparedData
from playground.training.manager.keeping import Keeping
from playground.training.manager.limits import Limits
from playground.training.states import FINISHED, QUEUED, RUNNING
from playground.training.store.store import RunStore
from tests.made_data import training_data
from tests.training.bits import same_bits
from tests.training.manager.managing import LONG, PATIENCE

EXPERIMENT = LONG.with_values({"epochs": 6})


class Prepared(PreparedData):
    """The same made-up pictures for every experiment."""

    def __init__(self) -> None:
        super().__init__()
        self.data = training_data()

    def __call__(self, experiment, progress):
        return self.data

    def at_hand(self, experiment):
        return self.data


@pytest.fixture
def keeping(tmp_path):
    return Keeping(RunStore(tmp_path))


@pytest.fixture
def prepared():
    return Prepared()


@pytest.fixture
def house(build, keeping, prepared, monkeypatch):
    """In which ann has trained the experiment, and bob holds the one slot."""
    monkeypatch.setitem(sources._factories, LONG.data, lambda: None)
    made = build(Limits(runs=1), keeping=keeping, prepare=prepared)
    first = made.submit(EXPERIMENT, "ann", shared=True)
    made.known = made.until(first, lambda view: view.ended).snapshot
    made.until_put_away(first)
    assert keeping.wait(PATIENCE)
    made.other = made.submit(LONG, "bob", shared=True)
    return made


def seconds_of(run, steps):
    # Added up in single precision they could miss the last step on a machine that took long.
    return float(run.steps.seconds[:steps].sum(dtype=np.float64))


def test_it_is_played_from_its_start_at_the_speed_of_its_training(house, keeping):
    played = house.submit(EXPERIMENT, "cid", shared=True)
    view = house.view(played)
    assert (view.before, view.snapshot.state, view.snapshot.step) == (True, RUNNING, 0)
    assert view.data is not None
    assert view.place_in_queue is None
    half = seconds_of(house.known, 15)
    house.go_by(half + 1e-6)
    seen = house.view(played).snapshot
    assert (seen.step, seen.epoch, len(seen.records)) == (15, 3, 3)
    assert seen.weights.step == 15
    house.go_by(half + 60)
    assert house.view(played).snapshot.state == FINISHED
    same_bits(house.view(played).snapshot, house.known)
    assert keeping.wait(PATIENCE)
    assert played in [ticket for ticket, _ in house.manager.runs_of("cid")]


def test_a_knob_leaves_it_with_the_bits_of_a_run_that_trained_all_of_it(house, keeping):
    played = house.submit(EXPERIMENT, "cid", shared=True)
    house.go_by(seconds_of(house.known, 12) + 1e-6)
    house.do("turn", played, {"dropout": 0.5})
    view = house.view(played)
    assert (view.left_at, view.snapshot.state, view.place_in_queue) == (12, QUEUED, 1)
    house.do("stop", house.other)
    forked = house.until(played, lambda view: view.ended).snapshot
    alone = house.submit(EXPERIMENT, "dan", changes=[Change(12, "dropout", LONG.dropout, 0.5)])
    same_bits(forked, house.until(alone, lambda view: view.ended).snapshot)


def test_all_who_play_it_have_its_records_once(house):
    played = [house.submit(EXPERIMENT, name, shared=True) for name in ("cid", "dan")]
    house.go_by(seconds_of(house.known, 15) + 1e-6)
    house.do("turn", played[0], {"dropout": 0.5})
    one, other = (house.view(run).snapshot.records for run in played)
    assert len(one) == len(other) == 3
    assert all(mine is theirs for mine, theirs in zip(one, other, strict=True))


def test_with_a_free_slot_it_is_trained(house):
    house.do("stop", house.other)
    house.until_put_away(house.other)
    assert not house.view(house.submit(EXPERIMENT, "cid", shared=True)).before


@pytest.mark.parametrize("what", ["pictures", "build", "turned"])
def test_other_bits_are_not_played(house, prepared, monkeypatch, what):
    if what == "pictures":
        prepared.data = replace(training_data(train=60))
    elif what == "build":
        monkeypatch.setattr("playground.training.manager.keeping.build", lambda: "another")
    else:
        monkeypatch.setattr(
            "playground.training.manager.keeping.turned_as_planned", lambda *_: False)
    assert house.view(house.submit(EXPERIMENT, "cid", shared=True)).snapshot.state == QUEUED
