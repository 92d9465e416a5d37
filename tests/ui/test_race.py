"""The second lane: chosen before Play or beside a run, closed, and let go of with the run."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from playground.presets import PLAY_DEFAULT
from playground.training.states import FINISHED, STOPPED
from playground.ui import actions, desks, race
from playground.ui.ownership import Held, _take_up
from playground.ui.session import Tab
from playground.ui.stage import stage_of


@pytest.fixture
def fresh(manager: Any) -> Tab:
    """A tab without a run."""
    return Tab(PLAY_DEFAULT.experiment())


def calls(manager: Any, what: str) -> list[Any]:
    return [call for call in manager.calls if call[0] == what]


def test_a_race_that_is_chosen_before_play_begins_with_the_run(fresh: Tab, manager: Any) -> None:
    actions.race_against(fresh, "l1")
    assert not calls(manager, "race")
    actions.play_or_pause(fresh)
    [(_, leader, values)] = calls(manager, "race")
    assert fresh.ticket is not None
    assert leader == fresh.ticket.run_id
    assert values["regularizer"] == "l1"
    assert values["dropout"] == 0
    rival = stage_of(fresh).rival
    assert rival is not None
    # The seed, the data and all else are the same.
    mine, its = fresh.experiment.to_mapping(), rival.view.snapshot.experiment.to_mapping()
    assert {name for name in mine if mine[name] != its[name]} <= {"regularizer", "lambda"}


def test_beside_a_run_that_trains_it_begins_at_once(at: Tab, manager: Any) -> None:
    actions.race_against(at, "dropout")
    [(_, _leader, values)] = calls(manager, "race")
    assert values == {"regularizer": "none", "dropout": race.RATE}
    assert race.ticket_of(at) in at.recent


def test_a_lane_that_is_closed_leaves_both_runs_in_their_place(at: Tab, manager: Any) -> None:
    actions.race_against(at, "l2")
    rival, front = race.ticket_of(at), at.ticket
    assert rival is not None
    actions.close_race(at)
    assert stage_of(at).rival is None
    assert at.ticket == front
    assert rival in at.recent
    assert manager.snapshots[rival.run_id].state == STOPPED
    assert manager.snapshots[front.run_id].state != STOPPED


def test_the_lane_is_open_again_after_f5_unless_it_was_closed(at: Tab, manager: Any) -> None:
    actions.race_against(at, "l2")
    rival = race.ticket_of(at)
    reloaded = Tab(PLAY_DEFAULT.experiment())
    desks.keep(at.desk)
    assert _take_up(reloaded, Held("", at.owner))
    assert race.ticket_of(reloaded) == rival
    assert stage_of(reloaded).rival is not None
    actions.close_race(reloaded)
    again = Tab(PLAY_DEFAULT.experiment())
    assert _take_up(again, Held("", at.owner))
    assert race.ticket_of(again) is None


def test_another_run_in_front_has_no_rival_and_the_next_play_has_one_again(
    at: Tab, manager: Any
) -> None:
    actions.race_against(at, "l1")
    actions.reset(at)
    assert stage_of(at).rival is None
    actions.play_or_pause(at)
    assert len(calls(manager, "race")) == 2
    assert stage_of(at).rival is not None


def test_the_lane_stands_on_the_page_with_places_of_its_own(page: AppTest, manager: Any) -> None:
    page.run()
    at = page.session_state["play-page"]
    actions.race_against(at, "l1")
    actions.play_or_pause(at)
    page.run()
    assert not page.exception
    places = {found.proto.id for found in page.get("bidi_component")}
    for own in ("matrix", "scores", "sentence", "histogram", "lane-heading"):
        assert any(f"{own}--race" in place for place in places), own
    manager.change("run0", state=FINISHED)
    page.button(key="close-race").click().run()
    assert not page.exception
    assert not any("--race" in found.proto.id for found in page.get("bidi_component"))
