"""What many pages show alike is drawn once, and who clicks acts on their own page alone."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from playground.training.manager.managed import RunView
from playground.training.states import PAUSED
from playground.ui.alike import alike
from playground.ui.components.screen import Screen
from playground.ui.components.tiles import Tile, tiles
from playground.ui.live import alike as drawn_once
from playground.ui.live.alike import MOMENT
from playground.ui.live.follower import Follower, Live, Scene
from playground.ui.live.message import Content, packed
from playground.ui.session import Tab
from playground.ui.stage import Stage


class Panel:
    """A sheet of three pictures of a run, and how often it was drawn."""

    def __init__(self) -> None:
        self.drawn = 0

    def show(self, screen: Screen, stage: Stage) -> None:
        self.drawn += 1
        step = stage.snapshot.step if stage.snapshot is not None else 0

        def choose(place: int) -> None:
            stage.seen.picture = "validation", place

        chosen = stage.seen.picture[1]
        tiles(screen, np.full((3, 8, 8, 3), step, np.uint8),
              [Tile(chosen=i == chosen) for i in range(3)],
              key="sheet", height=80, alt=f"step {step}", columns=3, on_click=choose)


@pytest.fixture
def panel() -> Panel:
    return Panel()


@pytest.fixture
def now(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> list[float]:
    monkeypatch.setattr(drawn_once, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    monkeypatch.setattr(drawn_once.LOAD, "stretch", lambda: 1.0)
    return clock


def page_of(at: Tab, panel: Panel) -> Follower:
    return Follower([Live("sheet", panel.show, 0.25, hears=("sheet",), alike=alike)], Scene(at))


def another(at: Tab) -> Tab:
    """Another person's tab that shows the same training."""
    made = Tab(at.experiment)
    made.ticket = at.ticket
    return made


def shown(message: bytes) -> dict[str, Any]:
    length = int.from_bytes(message[:4], "little")
    header: dict[str, Any] = json.loads(message[4 : 4 + length])
    return {name: value for name, value in header.items() if name != "serial"}


def test_two_pages_that_show_the_same_moment_have_it_drawn_once(at: Tab, panel: Panel) -> None:
    first, second = (page_of(one, panel).look().messages["sheet"] for one in (at, another(at)))
    assert panel.drawn == 1
    assert shown(first) == shown(second)
    assert {message[-192 * 3:] for message in (first, second)} == {bytes(192 * 3)}


def test_who_has_chosen_something_else_is_shown_that(at: Tab, panel: Panel) -> None:
    other = another(at)
    other.picture = "validation", 2
    about = [shown(page_of(one, panel).look().messages["sheet"])["about"] for one in (at, other)]
    assert [[tile["chosen"] for tile in one] for one in about] == [
        [True, False, False], [False, False, True]]


def test_who_reads_another_language_has_it_drawn_in_that(at: Tab, panel: Panel) -> None:
    other = another(at)
    other.spoken = replace(other.spoken, language="de")
    for one in (at, other):
        page_of(one, panel).look()
    assert panel.drawn == 2


def test_a_click_acts_on_the_page_that_it_was_made_on_alone(at: Tab, panel: Panel) -> None:
    other = another(at)
    pages = page_of(at, panel), page_of(other, panel)
    for page in pages:
        page.look()
    answer = pages[1].act("sheet", "click", 2).messages["sheet"]
    assert [tile["chosen"] for tile in shown(answer)["about"]] == [False, False, True]
    assert (at.picture, other.picture) == (("validation", 0), ("validation", 2))
    pages[0].act("sheet", "click", 1)
    assert (at.picture, other.picture) == (("validation", 1), ("validation", 2))


def test_a_new_moment_of_a_run_that_one_person_has_is_drawn_anew(
    at: Tab, panel: Panel, now: list[float], manager: Any
) -> None:
    page = page_of(at, panel)
    page.look()
    for step in range(1, 4):
        now[0] += 0.25
        manager.change("run0", step=step)
        assert shown(page.look().messages["sheet"])["alt"] == f"step {step}"


def followed(manager: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run is one that others follow, too."""
    alone = manager.view
    monkeypatch.setattr(
        manager, "view", lambda *which: replace(alone(*which), in_step=True, follows="common"))


def test_pages_that_look_a_step_later_are_shown_what_was_drawn_for_the_first(
    at: Tab, panel: Panel, now: list[float], manager: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed(manager, monkeypatch)
    page_of(at, panel).look()
    now[0] += MOMENT / 2
    manager.change("run0", step=1)
    assert shown(page_of(another(at), panel).look().messages["sheet"])["alt"] == "step 0"
    now[0] += MOMENT
    assert shown(page_of(another(at), panel).look().messages["sheet"])["alt"] == "step 1"


@pytest.mark.parametrize("what", [{"state": PAUSED}, {"records": (object(),)}])
def test_what_happens_to_a_run_is_shown_at_once_however_many_follow(
    at: Tab, panel: Panel, now: list[float], manager: Any, what: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    followed(manager, monkeypatch)
    page_of(at, panel).look()
    manager.change("run0", step=1, **what)
    page = page_of(another(at), panel)
    page.draw_all_anew()
    assert shown(page.look().messages["sheet"])["alt"] == "step 1"


def test_content_travels_as_a_message_that_was_written_for_one_page() -> None:
    header, bodies = {"alt": "x", "tag": "7"}, (b"ab", b"")
    for serial in (3, 4):
        sent = Content(header, *bodies).message("sheet--2", serial)
        whole = packed({**header, "place": "sheet--2", "serial": serial}, *bodies)
        assert shown(sent) == shown(whole)
        assert sent[-2:] == whole[-2:] == b"ab"


def test_nothing_of_a_view_is_new_to_what_decides_whether_pages_show_the_same() -> None:
    """A field that panels are to read belongs into `alike`, one that they must not into here."""
    decides = {"snapshot", "place_in_queue", "data", "follows", "first", "in_step", "run_id"}
    beside = {"started", "expected_wait_seconds", "wanted", "resumable", "kin", "shared", "before",
              "left_at"}
    assert {one.name for one in fields(RunView)} == decides | beside
