"""A run against its twin: what is told of a turn's doing is the two runs' numbers, and no more."""

from __future__ import annotations

import dataclasses

import pytest

from playground.change import Change
from playground.insight.reading import EpochLook, RunReading, last_turn
from playground.insight.twin import TwinReading, against
from playground.insight.words import describe

NB = "\N{NO-BREAK SPACE}"
L1 = last_turn([Change(25, "regularizer", "none", "l1"), Change(25, "lambda", 1e-3, 3e-3)])
DROPOUT = last_turn([Change(25, "dropout", 0.0, 0.4)])
LOWER = last_turn([Change(25, "lambda", 0.01, 0.001)])
OFF = last_turn([Change(25, "regularizer", "l1", "none")])


def looks(*validation, near=0.01):
    return tuple(EpochLook(10 * n, v, 0.0, near, 0.9, None) for n, v in enumerate(validation, 1))


def run(mine, its, turn=L1, state="finished", twin_state="finished"):
    twin = None if its is None else TwinReading(turn, its, twin_state)
    return RunReading(state=state, looks=mine, step=mine[-1].step, turn=turn, twin=twin)


@pytest.mark.parametrize(("turn", "mine", "its", "text"), [
    (L1, 0.82, 0.62, "With L1 it ends at 82 %; without it would have ended at 62 %."),
    (L1, 0.55, 0.62, "With L1 it ends at 55 %; without it would have ended at 62 %."),
    (L1, 0.62, 0.62, "With L1 it ends at 62 %; without it would have ended at 62 % as well."),
    (DROPOUT, 0.7, 0.6, "With dropout it ends at 70 %; without it would have ended at 60 %."),
    (LOWER, 0.7, 0.6, "λ went from 0.01 to 0.001: it ends at 70 %; without that it would have "
                      "ended at 60 %."),
    (OFF, 0.7, 0.7, "The regularizer went from L1 to none: it ends at 70 %, and without that it "
                    "would have ended at 70 % as well."),
])
def test_both_ends_are_told_whichever_is_above(turn, mine, its, text):
    said = describe(run(looks(0.5, 0.6, 0.6, mine), looks(0.5, 0.6, 0.7, its), turn))
    assert said.state == "twin"
    assert said.text == text.replace(" %", f"{NB}%")
    assert "luck" in said.try_next


@pytest.mark.parametrize(("turn", "its", "text"), [
    (L1, 0.7, "So far, after epoch 4, it is at 60 % with L1, and without at 70 %."),
    (L1, 0.6, "So far, after epoch 4, it is at 60 % with L1 and without."),
    (LOWER, 0.7, "λ went from 0.01 to 0.001: so far, after epoch 4, it is at 60 %, and without "
                 "that at 70 %."),
    (LOWER, 0.6, "λ went from 0.01 to 0.001: so far, after epoch 4, it is at 60 % with that and "
                 "without."),
])
def test_while_either_trains_it_is_only_so_far(turn, its, text):
    mine, theirs = looks(0.5, 0.6, 0.6, 0.6, 0.8), looks(0.5, 0.6, 0.7, its)
    for state, twin_state in (("finished", "running"), ("running", "running")):
        said = describe(dataclasses.replace(run(mine, theirs, turn, state, twin_state), step=90))
        assert said.text == text.replace(" %", f"{NB}%")
        assert said.try_next == "Let both train to their end."
    # One that was stopped early is no end either: the two are told of where both have been.
    assert describe(run(mine, theirs, turn, "finished", "stopped")).text.count("far") == 1


def test_before_both_have_an_epochs_end_after_the_turn_nothing_is_told_of_it():
    mine = looks(0.8, 0.8, 0.6)
    fallen = dataclasses.replace(
        run(mine, looks(0.8, 0.8), state="running", twin_state="queued"), step=70)
    assert describe(fallen).state == "gave-way"
    assert "on its way" in describe(fallen).try_next
    assert fallen.against_twin is None
    other_turn = dataclasses.replace(fallen, twin=TwinReading(DROPOUT, looks(0.8, 0.8, 0.8)),
                                     turn=last_turn([Change(29, "dropout", 0.0, 0.2)]))
    assert other_turn.against_twin is None


def test_without_a_twin_nothing_is_set_down_to_the_knob_and_the_twin_is_offered():
    said = describe(dataclasses.replace(run(looks(0.8, 0.8, 0.6), None), state="running", step=70))
    assert said.text == f"Validation went from 80{NB}% to 60{NB}% within 10 steps."
    assert said.try_next == ("Was it that L1 with λ 0.003 replaced none? Press “And without?”: "
                             "the same run is trained without that.")
    vanished = run(looks(0.8, 0.8, 0.34, near=0.97), None)
    vanished = dataclasses.replace(vanished, state="running", step=70, regularizer="l1",
                                   lambda_=0.003)
    assert describe(vanished).state == "vanished"
    assert "And without?" in describe(vanished).try_next


def test_differences_and_band_are_of_the_epochs_that_both_have_after_the_turn():
    numbers = against(looks(0.5, 0.6, 0.9, 0.5, 0.8), TwinReading(L1, looks(0.5, 0.6, 0.7, 0.6)),
                      ended=True)
    assert numbers.epochs == (3, 4)
    assert numbers.differences == pytest.approx((0.2, -0.1))
    assert numbers.band == ((30, 0.7, 0.9), (40, 0.5, 0.6))
    assert not numbers.ended
    assert against(looks(0.5), None, ended=True) is None
