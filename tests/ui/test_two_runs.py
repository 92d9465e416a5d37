"""Two runs on one page: each of its panels has a place of its own, and acts on its own run."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from playground.presets import PLAY_DEFAULT
from playground.ui import play
from playground.ui.live.follower import Follower, Scene
from playground.ui.session import Tab
from playground.ui.stage import Choices


def two_runs() -> None:
    """The page of the first test, which Streamlit runs as a script of its own."""
    import streamlit as st

    from playground.presets import PLAY_DEFAULT
    from playground.ui import fragments, play
    from playground.ui.components.screen import Mounting
    from playground.ui.live.follower import Scene
    from playground.ui.session import Tab
    from playground.ui.stage import stage_of

    if "tabs" not in st.session_state:
        st.session_state["tabs"] = [Tab(PLAY_DEFAULT.experiment()) for _ in range(2)]
    scenes = [Scene(tab, prefix) for tab, prefix in zip(
        st.session_state["tabs"], ("", "twin"), strict=True)]
    st.session_state["play-page"] = scenes[0].at
    for scene in scenes:
        screen = Mounting(scene.mark)
        play.panels(screen, stage_of(scene.at))
    fragments.follower(play._LIVE, stage_of(scenes[0].at), *scenes)


def places(page: AppTest) -> list[str]:
    return [found.proto.id for found in page.get("bidi_component")]


def test_the_panels_of_two_runs_stand_on_one_page(manager: Any) -> None:
    page = AppTest.from_function(two_runs, default_timeout=180).run()
    assert not page.exception
    one = {place for place in places(page) if "--twin" not in place}
    twin = {place for place in places(page) if "--twin" in place}
    # All of the first run's but the connection, of which a page has one.
    assert len(twin) == len(one) - 1 > 8


@pytest.fixture
def twins(manager: Any) -> tuple[Tab, Tab]:
    made = Tab(PLAY_DEFAULT.experiment()), Tab(PLAY_DEFAULT.experiment())
    for tab in made:
        tab.ticket = manager.submit(tab.experiment, owner="me")
    return made


def test_a_click_and_a_knob_reach_the_run_of_their_own_panel(
    twins: tuple[Tab, Tab], manager: Any
) -> None:
    one, twin = twins
    page = Follower(play._LIVE, Scene(one), Scene(twin, "twin"))
    page.look()
    update = page.act("layers--twin", "click", "conv2d_1")
    assert (one.layer, twin.layer) == ("dense", "conv2d_1")
    assert update.messages
    assert all(place.endswith("--twin") for place in update.messages)
    page.act("layers", "click", "conv2d_2")
    assert (one.layer, twin.layer) == ("conv2d_2", "conv2d_1")
    page.act("knob-dropout--twin", "edit", 0.25)
    assert (one.experiment.dropout, twin.experiment.dropout) == (0.0, 0.25)
    page.act("knob-dropout", "edit", 0.5)
    assert (one.experiment.dropout, twin.experiment.dropout) == (0.5, 0.25)


def test_each_run_brings_its_own_panels_up_to_date(twins: tuple[Tab, Tab], manager: Any) -> None:
    page = Follower(play._LIVE, Scene(twins[0]), Scene(twins[1], "twin"))
    every = page.look().messages
    assert {place.removesuffix("--twin") for place in every} == {
        place for place in every if not place.endswith("--twin")}
    assert set(page.hears) >= {"layers", "layers--twin", "knob-lambda--twin"}


def test_another_run_of_the_desk_is_watched_beside_the_tabs_own_and_not_steered(
    at: Tab, manager: Any
) -> None:
    other = manager.submit(at.experiment, owner=at.owner)
    seen = Choices(at.experiment)
    page = Follower(play._LIVE, Scene(at), Scene(at, "other", other, seen))
    manager.change(other.run_id, epoch=7)
    both = page.look().messages
    assert b"<b>7</b>" in both["run-status--other"]
    assert b"<b>0</b>" in both["run-status"]
    page.act("layers--other", "click", "conv2d_1")
    assert (at.layer, seen.layer) == ("dense", "conv2d_1")
    assert "knob-dropout--other" not in page.hears
    page.act("knob-dropout--other", "edit", 0.25)
    assert at.experiment.dropout == 0.0
    assert "turn" not in [call[0] for call in manager.calls]
