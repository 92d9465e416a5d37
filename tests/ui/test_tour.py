"""The tour on the Play page: begun, ticked off while a run trains, left, and in a link."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from playground.lessons.tour import Tour
from playground.presets import PLAY_DEFAULT
from playground.ui import epochs_panel, tour
from playground.ui.components.screen import Act
from playground.ui.live.parcel import Parcel, Sending
from playground.ui.session import Tab
from playground.ui.stage import stage_of
from playground.ui.try_hand import kept


def tab_of(page: AppTest) -> Tab:
    found = page.session_state["play-page"]
    assert isinstance(found, Tab)
    return found


def strips(page: AppTest) -> int:
    return sum(element.proto.component_name == "playground_tour"
               for element in page.get("bidi_component"))


def shown(at: Tab) -> tuple[bytes, dict[str, Act | None]]:
    """What the strip is sent, and what is done for its events; nothing where it is off."""
    parcel = Parcel()
    tour.show(Sending(parcel), stage_of(at))
    return parcel.take().get("tour-strip", b""), dict(parcel.acts.get("tour-strip", {}))


def offered(at: Tab) -> tuple[bytes, dict[str, Act | None]]:
    parcel = Parcel()
    epochs_panel.show_offers(Sending(parcel), stage_of(at))
    return parcel.take()["offers"], dict(parcel.acts["offers"])


def test_off_it_takes_no_place_and_changes_no_link(page: AppTest) -> None:
    page.run()
    assert not page.exception
    assert strips(page) == 0
    assert "tour" not in page.query_params


def test_a_link_begins_it_and_changes_nothing_else(page: AppTest) -> None:
    page.query_params["tour"] = "1"
    page.run()
    assert not page.exception
    assert not page.toast
    assert strips(page) == 1
    assert tab_of(page).experiment == PLAY_DEFAULT.experiment()
    assert page.query_params["tour"] == "1"


def test_any_other_word_there_begins_nothing(page: AppTest) -> None:
    page.query_params["tour"] = "<b>"
    page.run()
    assert strips(page) == 0
    assert "tour" not in page.query_params


def test_show_me_begins_it_and_is_offered_before_the_first_run_alone(manager: Any) -> None:
    at = Tab(PLAY_DEFAULT.experiment())
    row, acts = offered(at)
    assert b"Show me" in row
    press = acts["press"]
    assert press is not None
    press("show-me")
    assert at.tour is not None
    assert at.needs_page
    assert b"Show me" not in offered(at)[0]
    at.tour = None
    at.ticket = manager.submit(at.experiment, owner="me")
    assert b"Show me" not in offered(at)[0]


def test_the_strip_ticks_what_the_numbers_show(at: Tab, monkeypatch: Any) -> None:
    assert shown(at) == (b"", {})
    at.tour = Tour()
    assert b"1 of 5 done" in shown(at)[0]
    monkeypatch.setattr(kept, "counted", lambda secret: (1, 0))
    assert b"2 of 5 done" in shown(at)[0]


def test_it_is_left_at_any_moment_and_comes_not_back(page: AppTest) -> None:
    page.query_params["tour"] = "1"
    at = tab_of(page.run())
    leave = shown(at)[1]["leave"]
    assert leave is not None
    leave(None)
    assert at.needs_page
    page.run()
    assert strips(page) == 0
    assert "tour" not in page.query_params
