"""Knobs that are dragged and buttons that are pressed in the same moment, in threads, many times.

The runs are real but for their data, which never comes: they live until they are stopped.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from playground.experiment import Experiment
from playground.training.manager.limits import Limits
from playground.training.manager.manager import RunManager
from playground.training.states import LIVE_STATES
from playground.ui import actions
from playground.ui.session import Tab

TIMES = 1000
DRAGGED = [n / 100 for n in range(1, 6)]


def never_ready(experiment: Experiment, progress: Callable[[int, int], None]) -> Any:
    while True:
        progress(0, 1)
        time.sleep(0.0005)


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> Iterator[RunManager]:
    made = RunManager(Limits(runs=2), prepare=never_ready)
    for module in ("session", "actions", "desks", "undo"):
        monkeypatch.setattr(f"playground.ui.{module}.run_manager", lambda: made)
    before = sys.getswitchinterval()
    # Threads change places some hundred times as often as they would.
    sys.setswitchinterval(1e-5)
    yield made
    sys.setswitchinterval(before)


def at_once(*does: Callable[[], None]) -> None:
    """All in the same moment, each in a thread; what one raises is raised here."""
    together = threading.Barrier(len(does))
    errors: list[BaseException] = []

    def do(one: Callable[[], None]) -> None:
        together.wait()
        try:
            one()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=do, args=(one,)) for one in does]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    if errors:
        raise errors[0]


def drag(at: Tab, knob: str, values: list[float]) -> Callable[[], None]:
    def dragging() -> None:
        for value in values:
            actions.turn(at, {knob: value})

    return dragging


def living(manager: RunManager) -> set[str]:
    """The runs that live for themselves: one that is followed lives for who follows it."""
    with manager._guard:
        return {name for name, one in manager._runs.items() if one.live and not one.followers}


def come_to(manager: RunManager, wanted: set[str]) -> None:
    """What is told to stop does so at its thread's next step."""
    until = time.monotonic() + 60
    while (left := living(manager)) != wanted:
        assert time.monotonic() < until, left ^ wanted
        time.sleep(0.0002)


@pytest.mark.parametrize("alike", [False, True])
def test_two_tabs_drag_knobs_and_press_play_in_the_same_moment(
    manager: RunManager, alike: bool
) -> None:
    """`alike`: with the same settings, so that one may find the other's run, and leave it."""
    tabs = [Tab(Experiment(dropout=0.1)), Tab(Experiment(dropout=0.1 if alike else 0.3))]
    for number in range(TIMES // 2):
        if alike:
            for at in tabs:
                at.experiment = Experiment()
        values = [[value + shift for value in DRAGGED] for shift in (0.1, 0.3)]
        at_once(*(do for at, own in zip(tabs, values, strict=True) for do in (
            drag(at, "dropout", own), lambda at=at: actions.play_or_pause(at))))
        # Where both left a run that they had shared in the same moment, it is told to stop.
        come_to(manager, {at.ticket.run_id for at in tabs if at.ticket})
        for at, own in zip(tabs, values, strict=True):
            view = at.view()
            assert view is not None
            assert view.snapshot.state in LIVE_STATES
            # Begun with the knob, or told of it: never left behind.
            assert view.knobs.dropout == at.experiment.dropout == own[-1], number
            assert at.messages == []
        for at in tabs:
            actions.reset(at)
        come_to(manager, set())


def test_a_tab_and_its_copy_steer_one_run_and_lose_no_turn(manager: RunManager) -> None:
    mine = Tab(Experiment(regularizer="l2"))
    copy = Tab(Experiment(regularizer="l2"), desk=mine.desk)
    for number in range(TIMES // 4):
        values = [value + number % 2 / 10 for value in DRAGGED]
        # Both press Play: one begins the run, the other finds it.
        at_once(lambda: actions.play_or_pause(mine), lambda: actions.play_or_pause(copy))
        assert living(manager) == {mine.ticket.run_id if mine.ticket else None}, number
        for at in (mine, copy):
            actions.adopt_replayed(at, at.view())
        at_once(
            drag(mine, "dropout", values), drag(copy, "lambda", values),
            lambda: actions.play_or_pause(copy))
        view = mine.view()
        assert view is not None
        assert (view.knobs.dropout, view.knobs.lambda_) == (values[-1], values[-1]), number
        # As soon as the pages look, both show it.
        for at in (mine, copy):
            at.commanded = 0.0
            assert actions.lags(at, at.view())
            actions.adopt_replayed(at, at.view())
            assert at.experiment == view.knobs
            assert not actions.lags(at, at.view())
        at_once(lambda: actions.reset(mine), lambda: actions.reset(copy))
        assert mine.ticket is None
        actions.adopt_replayed(mine, None)
        actions.adopt_replayed(copy, None)
        come_to(manager, set())
