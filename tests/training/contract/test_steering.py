"""What whoever steers a run may count on, whoever trains it: commands."""

from __future__ import annotations

from typing import Any

import pytest

from playground.change import Change
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.settings import KnobTurn
from playground.training.handle import Pause, Play, Request, StepBatch, StepEpoch, Stop, Turn
from playground.training.states import PAUSED, RUNNING, STOPPED

LONG = Experiment(batch_size=16, epochs=1000, seed=2)
STRONGER = KnobTurn.of({"regularizer": "l1", "lambda": 0.01})


def test_it_steps_by_batch_and_by_epoch_and_holds_still_between(handled: Any) -> None:
    one = handled(LONG)
    one.run.start(paused=True)
    assert one.until(lambda seen: seen.state == PAUSED).step == 0
    for _ in range(2):
        before = one.run.snapshot.step
        one.run.tell(StepBatch())
        assert one.until(
            lambda seen, before=before: seen.state == PAUSED and seen.step > before
        ).step == before + 1
    assert one.run.paused
    one.run.tell(StepEpoch())
    seen = one.until(lambda seen: seen.state == PAUSED and seen.step > 2)
    assert (seen.step, seen.epoch, len(seen.records)) == (5, 1, 1)


def test_what_pauses_goes_on_where_it_stood(handled: Any) -> None:
    one = handled(LONG)
    one.run.start()
    one.until(lambda seen: seen.step > 2)
    one.run.tell(Pause())
    assert one.run.paused
    held = one.until(lambda seen: seen.state == PAUSED)
    # A copy makes a new reading: had it gone on meanwhile, that would show.
    one.run.tell(Request("weights"))
    copied = one.until(lambda seen: seen.weights is not None)
    assert copied.step == held.step == copied.weights.step
    one.run.tell(Play())
    assert one.until(lambda seen: seen.state == RUNNING and seen.step > held.step)
    assert not one.run.paused


def test_a_turn_acts_from_the_next_step_on_and_is_recorded_with_it(handled: Any) -> None:
    one = handled(LONG)
    one.run.start(paused=True)
    one.until(lambda seen: seen.state == PAUSED)
    one.run.tell(StepBatch())
    one.until(lambda seen: seen.state == PAUSED and seen.step == 1)
    one.run.tell(Turn(STRONGER))
    assert one.run.wanted.regularizer == "l1"
    one.run.tell(StepBatch())
    seen = one.until(lambda seen: seen.state == PAUSED and seen.step == 2)
    assert seen.changes == (
        Change(1, "regularizer", "none", "l1"), Change(1, "lambda", 0.001, 0.01))
    assert seen.experiment.regularizer == "l1"
    assert seen.began_as == LONG
    assert seen.steps.penalty[0] == 0 < seen.steps.penalty[1]
    one.run.tell(Stop())
    one.ended()
    assert tuple(one.heard.changes) == seen.changes


def test_what_is_planned_acts_at_its_step(handled: Any) -> None:
    planned = (Change(3, "regularizer", None, "l1"), Change(3, "lambda", None, 0.01))
    one = handled(LONG.with_values({"epochs": 1}), changes=planned)
    one.run.start()
    seen = one.ended()
    assert [(change.step, change.name) for change in seen.changes] == [
        (3, "regularizer"), (3, "lambda")]
    assert (seen.steps.penalty[:3] == 0).all()
    assert (seen.steps.penalty[3:] > 0).all()
    assert one.run.wanted == seen.experiment


def test_what_is_not_allowed_is_refused_at_once_and_changes_nothing(handled: Any) -> None:
    with pytest.raises(BadInput, match="step -1"):
        handled(LONG, changes=[Change(-1, "lambda", None, 0.5)])
    weak = LONG.with_values({"regularizer": "l1"})
    one = handled(weak)
    one.run.start(paused=True)
    one.until(lambda seen: seen.state == PAUSED)
    # Each is a value of its control: it is too strong for that regularizer.
    for command in (Turn(KnobTurn.of({"lambda": 0.5})), Request("everything")):
        with pytest.raises(BadInput):
            one.run.tell(command)
    assert one.run.wanted == weak
    one.run.tell(Stop())
    one.ended()
    with pytest.raises(BadInput, match="has ended"):
        one.run.tell(Turn(KnobTurn.of({"lambda": 0.5})))


def test_a_stop_ends_it_wherever_it_is_and_the_first_reason_counts(handled: Any) -> None:
    for paused in (False, True):
        one = handled(LONG)
        one.run.start(paused=paused)
        one.until(lambda seen: seen.steps_per_epoch)
        one.run.tell(Stop("enough"))
        one.run.tell(Stop("too late"))
        seen = one.ended()
        assert (seen.state, seen.message) == (STOPPED, "enough")
        one.run.tell(Stop())
        assert one.ends == 1


def test_one_that_is_stopped_before_it_begins_takes_no_step(handled: Any) -> None:
    one = handled(LONG)
    one.run.tell(Stop())
    one.run.start()
    assert (one.ended().state, one.run.snapshot.step) == (STOPPED, 0)


def test_two_that_race_are_never_more_than_a_step_apart(handled: Any) -> None:
    leader, rival = handled(LONG), handled(STRONGER.on(LONG))
    rival.run.race(leader.run)
    leader.run.start(paused=True)
    rival.run.start(paused=True)
    for one in (leader, rival):
        one.until(lambda seen: seen.state == PAUSED)
    leader.run.tell(Play())
    leader.until(lambda seen: seen.step == 1)
    # The leader waits for who holds still ...
    rival.run.tell(StepEpoch())
    assert rival.until(lambda seen: seen.state == PAUSED and seen.step).step == 5
    assert leader.until(lambda seen: seen.step >= 5).step <= 6
    # ... and no longer, once that is gone.
    rival.run.tell(Stop())
    leader.until(lambda seen: seen.step > 7)
