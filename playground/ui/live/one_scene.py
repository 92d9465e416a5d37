"""A page that is one scene: what follows it, kept in the session, its connection, its address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar
from urllib.parse import parse_qs

import streamlit as st

from playground.ui.components.connection import connection, said
from playground.ui.fragments import panel
from playground.ui.live.following import Followed, Following
from playground.ui.live.relay import Relay


class Seen(Protocol):
    """What a page remembers of what is looked at; `needs_page`: it must be drawn as a whole."""

    needs_page: bool


class Scene(Followed, Protocol):
    """All of such a page."""

    @property
    def seen(self) -> Seen: ...


OfPage = TypeVar("OfPage", bound=Following[Any, Any])
Drawn = TypeVar("Drawn", bound=Scene)


def kept(
    page: str, scene: Drawn, kind: type[OfPage], made: Callable[[Drawn], OfPage]
) -> OfPage:
    """What follows the `page` of that name, which has just drawn all of that scene."""
    found = st.session_state.get(f"{page}-follower")
    if not isinstance(found, kind) or found.scenes != (scene,):
        found = st.session_state[f"{page}-follower"] = made(scene)
        st.session_state[f"{page}-relay"] = Relay(found)
    scene.seen.needs_page = False
    found.page_ran()
    return found


def connect(
    page: str, followed: Following[Any, Any], seen: Seen, link: Callable[[], str],
    behind: Callable[[], bool] = lambda: False,
) -> None:
    """Its connection; where the page is `behind` by the time it is asked, it runs again.

    `link`: the query string that the address should have.
    """
    relay, place = st.session_state[f"{page}-relay"], f"{page}-connection"
    assert isinstance(relay, Relay)

    def connected() -> None:
        relay.hear(said(place))
        if seen.needs_page or behind():
            st.rerun()
        words = link()
        write(words)
        followed.link_written(words)
        connection(place, f"live/{followed.key}", relay.delivery)

    panel(connected, place)


def write(words: str) -> None:
    """Bring the address up to that: a word may stand in it several times."""
    wanted = parse_qs(words, keep_blank_values=True)
    if {name: st.query_params.get_all(name) for name in st.query_params} != wanted:
        st.query_params.from_dict(wanted)
