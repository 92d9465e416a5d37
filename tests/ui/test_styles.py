"""The sheets of a further run are those of the first, for its own places."""

from __future__ import annotations

from playground.ui.components.screen import marked, unmarked
from playground.ui.styles import sheet


def test_another_runs_sheet_has_the_same_rules_for_its_own_places() -> None:
    first, twin = sheet(""), sheet("twin")
    assert ".st-key-stage >" in first
    assert ".st-key-stage--twin >" in twin
    assert ".st-key-stage " not in twin
    assert twin.replace("--twin", "") == first


def test_a_key_tells_the_place_and_the_run() -> None:
    assert unmarked(marked("knob-lambda", "a-b")) == ("knob-lambda", "a-b")
    assert unmarked(marked("knob-lambda", "")) == ("knob-lambda", "")
