"""A run of the page that an event needs, and that may not be asked for at once."""

from __future__ import annotations

from typing import Any

from playground.presets import PLAY_DEFAULT
from playground.ui import address
from playground.ui.components.markup import markup
from playground.ui.components.screen import Screen
from playground.ui.live.follower import Follower, Live, Scene
from playground.ui.session import Tab
from playground.ui.stage import Stage


def show(screen: Screen, stage: Stage) -> None:
    markup(screen, "words", key="sheet", height=20)


def write_link(page: Follower, at: Tab) -> None:
    page.link_written(address.query(at, at.view()))


def test_an_event_that_came_while_the_page_ran_is_shown_where_nothing_moves_any_more(
    manager: Any, clock: list[float]
) -> None:
    at = Tab(PLAY_DEFAULT.experiment())
    page = Follower([Live("sheet", show, 2.0, hears=("sheet",))], Scene(at))
    page.page_ran()
    write_link(page, at)
    assert not page.look().page
    assert page.resting
    # The page runs with what it read before; a click then changes what its address should say.
    page.page_begins()
    clock[0] += 0.1
    at.experiment = at.experiment.with_values({"dropout": 0.3})
    assert not page.act("sheet", "click", 1).page
    clock[0] += 2
    assert page.look().page
    write_link(page, at)
    clock[0] += 2
    assert not page.look().page
    assert page.resting
