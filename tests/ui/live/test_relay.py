"""What is asked over Streamlit's own connection, and answered as the component's next data."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground.presets import PLAY_DEFAULT
from playground.ui import play
from playground.ui.live.follower import Follower, Scene
from playground.ui.live.load import LOAD
from playground.ui.live.relay import Relay
from playground.ui.session import Tab


class Browser:
    """Asks as the page's script does, and keeps what it was sent."""

    def __init__(self, page: Follower) -> None:
        self.relay = Relay(page)
        self.id = self.received = self.event = 0
        self.places: list[str] = []

    def ask(
        self, *events: tuple[str, str, Any], begin: bool = False, since: int = 0
    ) -> dict[str, Any]:
        self.id += 1
        listed = []
        for place, name, value in events:
            self.event += 1
            listed.append({"id": self.event, "place": place, "name": name, "value": value})
        self.said = {"id": self.id, "streaming": True, "begin": begin, "since": since,
                     "received": self.received, "events": listed}
        self.relay.hear(self.said)
        return self.read()

    def read(self) -> dict[str, Any]:
        message = self.relay.delivery(address="live/x")
        header: dict[str, Any] = json.loads(message[4 : 4 + int.from_bytes(message[:4], "little")])
        self.places = header["places"] if header["number"] > self.received else []
        self.received = header["number"]
        return header


@pytest.fixture
def browser(at: Tab) -> Browser:
    # Nothing that was sent before the page was drawn counts.
    made = Browser(Follower(play._LIVE, Scene(at)))
    made.relay.hear(None)
    return made


def test_an_answer_brings_what_the_socket_would_bring(browser: Browser, manager: Any) -> None:
    assert browser.ask(begin=True)["answered"] == 1
    assert {"matrix", "layers", "accuracy", "tiles-training"} <= set(browser.places)
    manager.change("run0", epoch=3)
    browser.relay._page._drawn.clear()
    browser.ask()
    assert browser.places == ["run-status"]


def test_clicks_and_knobs_act_once_and_in_their_order(
    browser: Browser, at: Tab, manager: Any
) -> None:
    browser.ask(begin=True)
    browser.ask(("layers", "click", "conv2d_1"), ("knob-dropout", "edit", 0.1),
                ("knob-dropout", "edit", 0.3), ("layers", "click", "conv2d_2"))
    assert at.layer == "conv2d_2"
    assert [call for call in manager.calls if call[0] == "turn"] == [("turn", {"dropout": 0.3})]
    at.layer = "dense"
    # The same again, as where the browser has not had the answer.
    browser.relay.hear({**browser.said, "id": 9})
    assert at.layer == "dense"


def test_the_page_that_runs_meanwhile_repeats_the_answer_that_may_not_have_arrived(
    browser: Browser,
) -> None:
    browser.ask(begin=True)
    before = browser.relay.delivery()
    browser.relay.hear(browser.said)
    assert browser.relay.delivery() == before


def test_an_answer_that_never_arrived_is_made_up_for(browser: Browser) -> None:
    browser.ask(begin=True)
    everything = set(browser.places)
    browser.received = 0
    browser.ask()
    assert set(browser.places) == everything


def test_the_way_that_was_begun_last_is_the_one_that_is_sent_anything(
    browser: Browser, at: Tab
) -> None:
    page = browser.relay._page
    socket = page.begin()
    browser.ask(begin=True)
    assert browser.places
    assert not page.look(socket)
    socket = page.begin()
    assert page.look(socket).messages


def test_a_question_that_the_socket_has_overtaken_takes_nothing_from_it(
    browser: Browser, at: Tab
) -> None:
    page = browser.relay._page
    socket = page.begin(since=7)
    browser.ask(("layers", "click", "conv2d_1"), begin=True, since=5)
    # The click has acted; its picture, and all the rest, goes to who is listened to.
    assert at.layer == "conv2d_1"
    assert {"matrix", "layers", "accuracy"} <= set(page.look(socket).messages)
    browser.ask(begin=True, since=8)
    assert "matrix" in browser.places


def test_what_a_session_before_this_one_was_told_does_not_act_again(at: Tab) -> None:
    before = at.layer
    browser = Browser(Follower(play._LIVE, Scene(at)))
    browser.ask(("layers", "click", "conv2d_1"))
    assert at.layer == before
    browser.ask(("layers", "click", "conv2d_1"))
    assert at.layer == "conv2d_1"


@pytest.mark.parametrize("said", [
    None, "x", 3, {}, {"id": "1"}, {"id": True, "streaming": True}, {"id": 5, "events": "x"},
    {"id": 5, "streaming": True, "events": [None, 3, {"id": 1}, {"id": "x", "place": "layers"}]},
    {"id": 5, "streaming": True, "received": [], "events": [
        {"id": 1, "place": "layers", "name": "click", "value": {"a": 1}}]},
])
def test_what_a_browser_makes_up_changes_nothing(browser: Browser, at: Tab, said: Any) -> None:
    browser.ask(begin=True)
    before = at.layer, at.experiment, at.picture
    browser.relay.hear(said)
    assert (at.layer, at.experiment, at.picture) == before


def test_a_fault_in_a_panel_leaves_the_page_and_all_is_drawn_again(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.ask(begin=True)
    page = browser.relay._page
    look = page.look
    monkeypatch.setattr(page, "look", lambda turn: 1 / 0)
    browser.ask()
    assert browser.places == []
    monkeypatch.setattr(page, "look", look)
    browser.ask()
    assert "matrix" in browser.places


def test_where_nothing_can_change_questions_are_rare(
    manager: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However busy this process has been with other tests.
    monkeypatch.setattr(LOAD, "stretch", lambda: 1.0)
    at = Tab(PLAY_DEFAULT.experiment())
    browser = Browser(Follower(play._LIVE, Scene(at)))
    at.shown_running = False
    browser.ask(begin=True)
    assert browser.ask()["pause"] >= 5
    at.ticket = manager.submit(at.experiment, owner="me")
    assert browser.ask()["pause"] <= 0.5
