"""Parts of the page that run alone: panels, when something in them is clicked, and the connection.

What trains is followed over a connection of its own (`live/`); a run of a fragment for
each tick would cost the browser more than the tick.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from playground.ui import actions, address
from playground.ui.compat import known_as
from playground.ui.components.connection import connection, said
from playground.ui.components.screen import Mounting
from playground.ui.live.follower import Follower, Live, Scene
from playground.ui.live.relay import Relay
from playground.ui.session import Tab, here
from playground.ui.stage import Stage, stage_of
from playground.ui.styles import styled_runs

_KEY, _RELAY = "follower", "relay"


def panel(draw: Callable[[], None], name: str = "") -> None:
    """Draw now, and alone again when something in it is clicked.

    `name` tells it from others where `draw` is no function of its own.
    """
    def run() -> None:
        follow(here())
        draw()

    st.fragment(known_as(run, name or draw.__qualname__, draw.__module__))()


def follow(at: Tab) -> None:
    """Run the whole page where a panel's own event concerns other panels too."""
    if at.needs_page:
        at.needs_page = False
        st.rerun()


def buttons(at: Tab, stage: Stage, draw: Callable[[Tab, Mounting, Stage], None]) -> None:
    """A panel with what depends on whether a run trains; `stage` is what the page shows."""
    shown = [(Mounting(), stage)]

    def run() -> None:
        # As a part of the page it shows what the page shows; alone, what is so then.
        screen, now = shown.pop() if shown else (Mounting(), stage_of(at))
        # As drawn, and not as after it: a run that ends meanwhile must be found out.
        draw(at, screen, now)
        found = st.session_state.get(_KEY)
        if isinstance(found, Follower):
            found.buttons_ran(ticking=now.ticking)

    panel(run, draw.__qualname__)


def page_begins() -> None:
    """First of all that a page with a follower does."""
    found = st.session_state.get(_KEY)
    if isinstance(found, Follower):
        found.page_begins()


def follower(lives: Sequence[Live[Stage]], stage: Stage, *scenes: Scene) -> None:
    """Keep `lives` up to date, and run the page where it has fallen behind.

    `stage`: what the page shows of its first scene.
    """
    styled_runs(*(scene.mark for scene in scenes))
    found = st.session_state.get(_KEY)
    if not isinstance(found, Follower) or found.scenes != scenes:
        found = st.session_state[_KEY] = Follower(lives, *scenes)
        found.buttons_ran(ticking=stage.ticking)
        st.session_state[_RELAY] = Relay(found)
    found.page_ran()
    relay = st.session_state[_RELAY]
    assert isinstance(relay, Relay)
    shown = [stage]
    panel(lambda: _connected(found, relay, shown), "connection")


def _connected(page: Follower, relay: Relay, shown: list[Stage]) -> None:
    """Runs alone when the browser was told that the page is behind, and where it asks this way."""
    at = page.scenes[0].at
    relay.hear(said("connection"))
    stage = shown.pop() if shown else stage_of(at)
    if page.page_is_behind(stage):
        at.pictures_pending = at.pictures_pending and stage.pictures_pending
        actions.adopt_replayed(at, stage.view)
        st.rerun()
    query = address.query(at, stage.view)
    address.write(query)
    page.link_written(query)
    connection("connection", f"live/{page.key}", relay.delivery)
