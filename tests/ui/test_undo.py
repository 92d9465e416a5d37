"""The key R: the run is held, and can be taken back until another begins."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from playground.experiment import Experiment
from playground.training.states import FINISHED, PAUSED, RUNNING, STOPPED
from playground.ui import actions, desks, ownership, undo
from playground.ui.session import Tab


def state(manager: Any, run_id: str = "run0") -> str:
    return str(manager.snapshots[run_id].state)


@pytest.fixture
def reset(manager: Any, at: Tab) -> Tab:
    """A tab whose run trained to step 40 until somebody typed an r."""
    manager.change("run0", step=40)
    undo.reset(at)
    return at


def test_the_run_is_held_and_lies_in_the_tray(reset: Tab, manager: Any) -> None:
    assert reset.ticket is None
    assert state(manager) == PAUSED
    assert [one.run_id for one in reset.recent] == ["run0"]


def test_taken_back_it_trains_on_with_what_was_shown(reset: Tab, manager: Any) -> None:
    before = reset.experiment
    actions.turn(reset, {"seed": 9})
    undo.take_back(reset)
    assert reset.ticket
    assert reset.ticket.run_id == "run0"
    assert state(manager) == RUNNING
    assert reset.experiment == before
    assert reset.recent == []
    assert reset.desk.held is None


def test_taken_back_a_paused_run_stays_paused(at: Tab, manager: Any) -> None:
    manager.change("run0", step=40, state=PAUSED)
    undo.reset(at)
    undo.take_back(at)
    assert state(manager) == PAUSED
    assert at.ticket is not None


def test_after_f5_it_is_offered_and_taken_back_as_before(
    page: AppTest, reset: Tab, manager: Any
) -> None:
    assert reset.experiment.dropout == 0
    desks.keep(reset.desk)
    page.session_state["play-page"] = loaded = Tab(Experiment(dropout=0.75))
    assert ownership._take_up(loaded, ownership.Held("", reset.owner))
    page.run()
    page.button(key="take-back-reset").click().run()
    assert state(manager) == RUNNING
    assert loaded.ticket
    assert loaded.ticket.run_id == "run0"
    assert loaded.experiment == reset.experiment
    assert not any(button.key == "take-back-reset" for button in page.button)


def test_a_run_of_no_step_that_was_reset_is_found_after_f5_too(manager: Any, at: Tab) -> None:
    undo.reset(at)
    assert at.desk.runs == []
    assert ownership._text(at)


def test_an_ended_run_comes_back_as_it_ended(at: Tab, manager: Any) -> None:
    manager.change("run0", step=40, state=FINISHED)
    undo.reset(at)
    undo.take_back(at)
    assert state(manager) == FINISHED
    assert at.ticket is not None


def test_another_run_stops_the_held_one(reset: Tab, manager: Any) -> None:
    actions.play_or_pause(reset)
    undo.take_back(reset)
    assert state(manager) == STOPPED
    assert reset.ticket
    assert reset.ticket.run_id == "run1"


def test_a_held_run_that_is_opened_from_the_tray_is_not_stopped(reset: Tab, manager: Any) -> None:
    reset.ticket = reset.recent[0]
    undo.let_go(reset)
    assert state(manager) == PAUSED


def test_a_run_that_the_server_has_forgotten_is_a_sentence(reset: Tab, manager: Any) -> None:
    def gone(run_id: str, token: str | None) -> None:
        from playground.errors import BadInput

        raise BadInput("This run is not there any more, or it is not yours.")

    manager.play = gone
    undo.take_back(reset)
    assert reset.messages == ["This run is not there any more, or it is not yours."]


def test_without_a_run_the_planned_changes_stay(manager: Any, at: Tab) -> None:
    at.ticket = None
    undo.reset(at)
    assert at.desk.held is None
    assert manager.calls[-1][0] == "submit"


def test_the_page_offers_it_until_it_is_taken_or_closed(page: AppTest, manager: Any) -> None:
    def offered() -> bool:
        return any(button.key == "take-back-reset" for button in page.button)

    page.run().button(key="play").click().run()
    at: Tab = page.session_state["play-page"]
    manager.change("run0", step=40)
    assert not offered()
    for button, wanted in (("take-back-reset", RUNNING), ("let-go-reset", STOPPED)):
        undo.reset(at)
        page.run()
        assert offered()
        page.button(key=button).click().run()
        assert state(manager) == wanted
        assert not offered()
        assert not page.exception
