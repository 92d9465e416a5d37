"""A fork is the run that was changed there live, to the last bit, whatever was kept of its past."""

from __future__ import annotations

from dataclasses import replace

import pytest

from playground.change import Change
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.training.forking import forked
from playground.training.run import Run
from playground.training.snapshot import Probe
from playground.training.states import FINISHED
from playground.training.store.memory_states import Unrecorded
from tests.made_data import training_data
from tests.training.bits import same_bits

EPOCHS, STEPS = 4, 5
DATA = training_data()
L1 = (Change(7, "regularizer", "none", "l1"), Change(7, "lambda", 1e-3, 0.01))
VALUES = {"regularizer": "l1-proximal", "lambda": 0.1, "dropout": 0.5, "learning-rate": 3e-3}


def experiment(optimizer: str) -> Experiment:
    decay = {"weight-decay": 0.01} if optimizer == "adamw" else {}
    return Experiment(batch_size=16, epochs=EPOCHS, seed=2).with_values(
        {"optimizer": optimizer, "dropout": 0.3, "precision": "float32", **decay})


def trained(began_as, changes, recorder=None, **options):
    run = Run(began_as, DATA, changes=changes, recorder=recorder, **options)
    run.start()
    snapshot = run.wait(180)
    assert snapshot.state == FINISHED, snapshot.message
    return snapshot


def run_of(fork):
    return trained(fork.experiment, fork.changes, resumption=fork.past,
                   notes=(fork.note,) if fork.note else ())


@pytest.fixture(scope="module")
def parents():
    """By optimizer: the run, and what it keeps."""
    made = {}
    for optimizer in ("adam", "sgd", "adamw"):
        keeps = Unrecorded()
        made[optimizer] = trained(experiment(optimizer), L1, keeps), keeps.memory
    return made


@pytest.fixture
def parent(parents):
    return parents["adam"]


@pytest.mark.parametrize("epoch", range(EPOCHS))
@pytest.mark.parametrize("optimizer", ["adam", "sgd", "adamw"])
def test_a_fork_is_the_run_that_was_changed_there_live(parents, optimizer, epoch):
    snapshot, memory = parents[optimizer]
    assert (snapshot.steps_per_epoch, memory.epochs) == (STEPS, (1, 2, 3, 4))
    fork = forked(snapshot, epoch, VALUES, memory.epochs, memory.state)
    mine = run_of(fork)
    step = epoch * STEPS
    before = tuple(change for change in L1 if change.step < step)
    turned = tuple(Change(step, name, None, value) for name, value in VALUES.items())
    live = trained(snapshot.began_as, (*before, *turned))
    same_bits(mine, live)
    assert set(mine.changes) == set(live.changes)
    assert mine.began_as == live.began_as
    assert mine.experiment == live.experiment
    assert (fork.past is None) == (epoch == 0)
    assert mine.notes == ()


def test_a_fork_has_the_quick_looks_of_its_past(parent):
    snapshot, memory = parent
    probes = [Probe(step, 0.5, 0.0, 0.1) for step in (1, 2 * STEPS, 2 * STEPS + 1)]
    looked = replace(snapshot, probes=tuple(probes))
    fork = forked(looked, 2, {}, memory.epochs, memory.state)
    assert fork.past is not None
    assert list(fork.past.probes) == probes[:2]
    run = Run(fork.experiment, DATA, changes=fork.changes, resumption=fork.past)
    assert list(run.snapshot.probes) == probes[:2]


def test_where_an_epoch_is_not_kept_it_is_trained_again_and_says_so(parent):
    snapshot, memory = parent
    whole = run_of(forked(snapshot, 3, VALUES, memory.epochs, memory.state))
    for kept, said in (((1, 4), "since epoch 1"), ((), "since the start")):
        fork = forked(snapshot, 3, VALUES, kept, memory.state)
        assert len(fork.past.records if fork.past else ()) == (1 if kept else 0)
        again = run_of(fork)
        same_bits(again, whole)
        assert set(again.changes) == set(whole.changes)
        assert said in str(again.notes[0])

    def damaged(epoch):
        if epoch == 3:
            raise BadInput("damaged")
        return memory.state(epoch)

    assert "since epoch 2" in str(forked(snapshot, 3, VALUES, memory.epochs, damaged).note)


def test_without_other_settings_it_ends_as_its_parent_and_trains_as_long_as_wanted(parent):
    snapshot, memory = parent
    same_bits(run_of(forked(snapshot, 2, {}, memory.epochs, memory.state)),
              trained(snapshot.began_as, tuple(one for one in L1 if one.step < 10)))
    longer = run_of(forked(snapshot, 4, {"epochs": 6}, memory.epochs, memory.state))
    whole = trained(snapshot.began_as.with_values({"epochs": 6}), L1)
    same_bits(longer, whole)


def test_a_forks_knobs_stand_as_it_will_train(parent):
    snapshot, memory = parent
    fork = forked(snapshot, 3, VALUES, memory.epochs, memory.state)
    run = Run(fork.experiment, DATA, changes=fork.changes, resumption=fork.past)
    assert run.wanted.to_mapping() == snapshot.experiment.with_values(VALUES).to_mapping()
    seen = run.snapshot
    assert (seen.epoch, seen.steps_per_epoch, len(seen.records)) == (3, STEPS, 3)


@pytest.mark.parametrize(("epoch", "values", "why"), [
    (5, {}, "0 to 4, not at 5"), (-1, {}, "0 to 4, not at -1"),
    (4, {}, "choose more epochs"), (2, {"epochs": 2}, "choose more epochs"),
    (1, {"seed": 3}, "cannot change in a fork"), (1, {"lambda": "many"}, "must be a number"),
])
def test_what_cannot_be_forked_is_bad_input(parent, epoch, values, why):
    snapshot, memory = parent
    with pytest.raises(BadInput, match=why):
        forked(snapshot, epoch, values, memory.epochs, memory.state)
