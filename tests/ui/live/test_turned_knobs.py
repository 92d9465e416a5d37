"""Knobs that are dragged: heard over the page's connection, and checked there."""

from __future__ import annotations

from typing import Any

import pytest

from playground.presets import PLAY_DEFAULT
from playground.ui.live.follower import Follower, Scene
from playground.ui.session import Tab


def test_a_dragged_knob_turns_the_run(at: Tab, manager: Any) -> None:
    Follower((), Scene(at)).act("knob-dropout", "edit", 0.25)
    assert manager.calls[-1] == ("turn", {"dropout": 0.25})
    assert at.experiment.dropout == 0.25


@pytest.mark.parametrize(("knob", "value"), [
    ("dropout", float("nan")), ("dropout", True), ("dropout", "0.5"), ("dropout", 7.0),
    ("share", 50), ("no-such-control", 1.0),
])
def test_a_knob_that_is_none_or_out_of_range_turns_nothing(
    at: Tab, manager: Any, knob: str, value: Any
) -> None:
    calls, before = list(manager.calls), at.experiment
    Follower((), Scene(at)).act(f"knob-{knob}", "edit", value)
    assert manager.calls == calls
    assert at.experiment == before


def test_a_locked_knob_cannot_be_turned(at: Tab, manager: Any) -> None:
    at.locked = frozenset({"dropout"})
    Follower((), Scene(at)).act("knob-dropout", "edit", 0.25)
    assert at.experiment.dropout == PLAY_DEFAULT.experiment().dropout
