"""A twin is the same run without one turn of its knobs, and nothing else."""

from __future__ import annotations

import json

import pytest

from playground.change import Change
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.training.run import Run
from playground.training.states import FINISHED
from playground.training.store.memory_states import Unrecorded
from playground.training.twins import allowed, question, twin, twin_from
from tests.made_data import training_data
from tests.training.bits import same_bits

DATA = training_data()
PLAIN = Experiment(batch_size=16, epochs=12, seed=2).with_values({"dropout": 0.3})
L1 = (Change(7, "regularizer", "none", "l1"), Change(7, "lambda", 1e-3, 0.01))
MORE = (Change(55, "dropout", 0.3, 0.5),)


def trained(experiment, changes=(), recorder=None, **options):
    run = Run(experiment, DATA, changes=changes, recorder=recorder, **options)
    run.start()
    snapshot = run.wait(180)
    assert snapshot.state == FINISHED, snapshot.message
    return snapshot


def twin_of(snapshot, memory, began):
    made = twin(question("a run", snapshot, began), snapshot, memory.epochs, memory.state)
    return made, trained(made.experiment, made.changes, resumption=made.past)


def test_without_its_only_turn_it_is_the_untouched_run_to_the_last_bit():
    keeps = Unrecorded()
    turned = trained(PLAIN, L1, keeps)
    made, seen = twin_of(turned, keeps.memory, 7)
    assert made.past.records[-1].epoch == 1
    untouched = trained(PLAIN)
    same_bits(seen, untouched)
    assert seen.changes == ()
    assert seen.weights.arrays["dense/kernel"].tolist() != (
        turned.weights.arrays["dense/kernel"].tolist())


def test_a_turn_that_is_undone_at_once_has_a_twin_that_is_the_run_itself():
    keeps = Unrecorded()
    # Undone before a step was made with it, as by two clicks while paused: the λ alone is left,
    # which without a regularizer does nothing.
    undone = (*L1, Change(7, "regularizer", "l1", "none"))
    turned = trained(PLAIN, undone, keeps)
    _, seen = twin_of(turned, keeps.memory, 7)
    same_bits(seen, turned)
    same_bits(seen, trained(PLAIN))


def test_later_turns_stay_and_each_turn_has_a_twin_of_its_own():
    keeps = Unrecorded()
    turned = trained(PLAIN, (*L1, *MORE), keeps)
    first, seen = twin_of(turned, keeps.memory, 7)
    same_bits(seen, trained(PLAIN, MORE))
    assert seen.changes == MORE
    second, seen = twin_of(turned, keeps.memory, 55)
    same_bits(seen, trained(PLAIN, L1))
    assert (first.epoch, second.epoch) == (1, 11)
    with pytest.raises(BadInput, match="was turned at step 8"):
        question("a run", turned, 8)


def test_what_a_later_turn_needed_the_first_for_is_left_out():
    later = (Change(60, "regularizer", "l2", "l1"), Change(120, "lambda", 0.5, 0.05),
             Change(180, "dropout", 0.0, 0.2))
    began = Experiment().with_values({"regularizer": "l2", "lambda": 0.5})
    # λ 0.5 is too much for L1: without the turn that lowered it, L1 cannot follow.
    assert allowed(began, later) == (later[1], later[2])


def test_the_question_survives_json_and_tells_another_from_itself():
    keeps = Unrecorded()
    turned = trained(PLAIN, (*L1, *MORE), keeps)
    asked = question("20261127-101500-abcd", turned, 7)
    assert twin_from(json.loads(json.dumps(asked.to_row()))) == asked
    assert asked != question("20261127-101500-abcd", turned, 55)
    assert asked.answered_by(MORE)
    assert asked.answered_by(())
    assert not asked.answered_by((Change(3, "dropout", 0.3, 0.0), *MORE))
    for damaged in (None, {}, {"run": "x"}, {**asked.to_row(), "turned": [3]}, "text"):
        assert twin_from(damaged) is None


def test_with_no_strength_the_articles_four_runs_are_equal_to_the_last_bit():
    none, *others = [
        trained(Experiment(batch_size=16, epochs=2, seed=3).with_values(
            {"regularizer": regularizer, "lambda": 0.0, "dropout": 0.0}))
        for regularizer in ("none", "l1", "l2", "none")]
    for other in others:
        same_bits(other, none)
