"""What a panel needs from a run is declared, and asked for; what it draws is one view of it."""

from __future__ import annotations

from typing import Any

import pytest

from playground.training.states import PAUSED
from playground.ui import play
from playground.ui.live.follower import Follower, Scene
from playground.ui.live.parcel import Parcel, Sending
from playground.ui.session import Tab
from playground.ui.stage import stage_of


@pytest.fixture
def asked(manager: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The copies that the run is asked for."""
    found: list[str] = []
    monkeypatch.setattr(manager, "request", lambda run_id, token, what: found.append(what))
    return found


def test_a_look_takes_one_view_of_the_run_for_all_that_it_draws(
    at: Tab, manager: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    views: list[str] = []
    take = manager.view
    monkeypatch.setattr(
        manager, "view", lambda run_id, token: views.append(run_id) or take(run_id, token))
    # To say that somebody is there is no look at the run.
    monkeypatch.setattr(manager, "heartbeat", lambda run_id, token: None)
    page = Follower(play._LIVE, Scene(at))
    assert len(page.look().messages) > 8
    assert views == ["run0"]


def test_no_panel_asks_anything_of_the_run_while_it_draws(at: Tab, asked: list[str]) -> None:
    for live in play._LIVE:
        live.show(Sending(Parcel()), stage_of(at))
    assert asked == []


def test_each_copy_that_is_needed_is_asked_for_once_a_look(at: Tab, asked: list[str]) -> None:
    Follower(play._LIVE, Scene(at)).look()
    assert sorted(asked) == ["batch", "weights"]


def test_units_are_asked_for_only_while_a_run_is_held(
    at: Tab, manager: Any, asked: list[str]
) -> None:
    manager.change("run0", state=PAUSED)
    page = Follower(play._LIVE, Scene(at))
    page.buttons_ran(ticking=True)
    page.look()
    assert sorted(asked) == ["batch", "units", "weights"]


def test_what_is_not_drawn_yet_needs_nothing(at: Tab, asked: list[str]) -> None:
    page = Follower(play._LIVE, Scene(at))
    page.page_ran()
    page.look()
    assert asked == []
