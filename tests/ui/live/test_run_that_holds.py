"""A run that holds is shown as it came to hold, also what was copied from it after that."""

from __future__ import annotations

from typing import Any

from playground.training.snapshot import WeightsCopy
from playground.training.states import FINISHED, PAUSED
from playground.ui import address
from playground.ui.components.markup import markup
from playground.ui.components.screen import Screen
from playground.ui.live.follower import Follower, Live, Scene
from playground.ui.live.needs import Need
from playground.ui.session import Tab
from playground.ui.stage import Stage


def show(screen: Screen, stage: Stage) -> None:
    markup(screen, f"weights of step {stage.step}", key="matrix", height=20)


def held(at: Tab, manager: Any, *, copied: int | None) -> Follower:
    """Of a page that was drawn whole when its run had held at step 3 already."""
    weights = None if copied is None else WeightsCopy(copied, {})
    manager.change("run0", version=7, state=PAUSED, step=3, weights=weights)
    page = Follower([Live("matrix", show, 1.0, needs=(Need("weights"),))], Scene(at))
    page.page_begins()
    page.page_ran()
    page.link_written(address.query(at, at.view()))
    return page


def test_weights_that_nobody_has_copied_yet_are_asked_for_and_drawn(
    at: Tab, clock: list[float], manager: Any
) -> None:
    page = held(at, manager, copied=None)
    clock[0] += 1
    page.look()
    assert not page.resting
    assert ("run0", "weights") in manager.asked
    manager.change("run0", version=8, weights=WeightsCopy(3, {}))
    clock[0] += 0.25
    assert b"weights of step 3" in page.look().messages["matrix"]
    assert not page.look().messages
    assert page.resting


def test_a_copy_that_comes_before_anybody_looks_is_drawn(
    at: Tab, clock: list[float], manager: Any
) -> None:
    page = held(at, manager, copied=1)
    manager.change("run0", version=8, weights=WeightsCopy(3, {}))
    clock[0] += 0.25
    assert b"weights of step 3" in page.look().messages["matrix"]
    assert not page.look().messages
    assert page.resting


def test_what_a_run_that_has_ended_shows_is_drawn_once(
    at: Tab, clock: list[float], manager: Any
) -> None:
    page = held(at, manager, copied=3)
    manager.change("run0", version=8, state=FINISHED, step=4, weights=WeightsCopy(4, {}))
    clock[0] += 2
    page.look()
    page.page_ran()
    page.link_written(address.query(at, at.view()))
    clock[0] += 2
    page.look()
    clock[0] += 2
    assert not page.look().messages
    assert page.resting
