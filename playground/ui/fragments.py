"""Parts of the page that run alone: panels, when something in them is clicked, and the connection.

What trains is followed over a connection of its own (`live/`); a run of a fragment for
each tick would cost the browser more than the tick.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from playground.ui import actions, address
from playground.ui.components.connection import connection
from playground.ui.live.follower import Follower, Live
from playground.ui.session import Tab, here
from playground.ui.stage import stage_of

_KEY = "follower"


def panel(draw: Callable[[], None], name: str = "") -> None:
    """Draw now, and alone again when something in it is clicked.

    `name` tells it from others where `draw` is no function of its own.
    """
    def run() -> None:
        follow(here())
        draw()

    # A fragment is known by its function's name.
    run.__qualname__, run.__module__ = name or draw.__qualname__, draw.__module__
    st.fragment(run)()


def follow(at: Tab) -> None:
    """Run the whole page where a panel's own event concerns other panels too."""
    if at.needs_page:
        at.needs_page = False
        st.rerun()


def buttons(draw: Callable[[], None]) -> None:
    """A panel with what depends on whether a run trains."""
    def run() -> None:
        at = here()
        # Before they are drawn: a run that ends meanwhile must be found out.
        ticking = at.ticking(at.view())
        draw()
        found = st.session_state.get(_KEY)
        if isinstance(found, Follower):
            found.buttons_ran(ticking=ticking)

    panel(run, draw.__qualname__)


def follower(lives: Sequence[Live]) -> None:
    """Keep `lives` up to date, and run the page where it has fallen behind."""
    found = st.session_state.get(_KEY)
    if not isinstance(found, Follower):
        at = here()
        found = st.session_state[_KEY] = Follower(at, lives)
        found.buttons_ran(ticking=at.ticking(at.view()))
    found.page_ran()
    panel(lambda: _connected(found), "connection")


def _connected(page: Follower) -> None:
    """Runs alone when the browser was told that the page is behind."""
    at = here()
    stage = stage_of(at)
    if page.page_is_behind(stage):
        at.pictures_pending = at.pictures_pending and stage.pictures_pending
        actions.adopt_replayed()
        st.rerun()
    query = address.query(at, stage.view)
    address.write(query)
    page.link_written(query)
    connection(f"live/{page.key}", key="connection")
