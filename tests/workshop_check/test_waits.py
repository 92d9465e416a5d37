"""How long a run takes here, measured, and what that means for a room."""

from __future__ import annotations

from playground.training.manager.limits import Limits
from playground.workshop_check.finding import Verdict
from playground.workshop_check.waits import measured_run, waits_found


def test_with_one_slot_people_wait_for_each_other() -> None:
    found = waits_found(20.0, 30, 1)
    assert found.verdict is Verdict.MIND
    assert found.facts == {"run_seconds": 20.0, "median_wait": 300.0, "longest_wait": 580.0}


def test_where_nobody_waits_long_it_says_so() -> None:
    found = waits_found(20.0, 6, 2)
    assert found.verdict is Verdict.GOOD
    assert found.facts["longest_wait"] == 40.0


def test_a_run_is_really_trained_to_see_how_long_it_takes() -> None:
    assert measured_run(Limits(runs=1)) > 0.0
