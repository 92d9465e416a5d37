"""What each page does for who is in a room, before anything else of it; for others, nothing."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import parse_qsl

import streamlit as st

from playground.errors import BadInput
from playground.room.room import Room
from playground.room.rooms import Seat, rooms
from playground.ui import language, session
from playground.ui.session import Tab

_WAS = "room-was-in"
LEARN, PLAY = "pages/4_Learn.py", "app.py"


def draw() -> None:
    """Within a page's bootstrap. Goes to where the teacher has sent everybody."""
    at = session.tab()
    seat = rooms().seat(at.owner) if at is not None else None
    if at is None or seat is None:
        was = st.session_state.pop(_WAS, None)
        # Of a room that has ended everybody keeps what there is.
        if isinstance(was, Room) and not was.ended:
            _begin_anew()
        return
    if seat.teaches:
        return
    st.session_state[_WAS] = seat.room
    _go(at, seat)
    # Here, because a page of somebody in no room must not wait for what is read for this.
    from playground.ui.components.screen import Mounting
    from playground.ui.room.desk_home import home_of
    from playground.ui.room.following import follow, now
    from playground.ui.room.strip import STRIP, show

    with suppress(BadInput):
        # The desk may be another one: after F5, or where it was forgotten meanwhile.
        seat.room.settle(seat.token, home_of(at.desk))
    # This run of the page is what was asked for.
    at.needs_page = False
    with st.container(key="room"):
        show(Mounting(), now(at))
        follow(at, (STRIP,))


def _go(at: Tab, seat: Seat) -> None:
    """Where the target is another than the last one to which this tab has gone."""
    target = seat.room.state.target
    if at.room_target < 0:
        # A page that was loaded again stays where its person has gone since.
        at.room_target = seat.room.arrived(seat.token)
    if target is None or target.number <= at.room_target:
        return
    at.room_target = target.number
    with suppress(BadInput):
        seat.room.arrive(seat.token, target.number)
    if target.kind == "lesson":
        words = dict(parse_qsl(target.what))
        if language.here().named:
            words[language.LINK] = language.here().language
        st.switch_page(LEARN, query_params=words)
    from playground.ui import actions

    actions.sent_to(at, target.what)
    st.switch_page(PLAY)


def leaves() -> None:
    """The person has left by a click, and keeps what there is."""
    st.session_state.pop(_WAS, None)


def _begin_anew() -> None:
    """The next group has come: the tab is as if it had just been opened."""
    from playground.presets import PLAY_DEFAULT
    from playground.ui.learn.learner import learner

    learner().forget()
    at = session.tab()
    if at is not None and at.ticket is None:
        at.experiment, at.planned, at.room_target = PLAY_DEFAULT.experiment(), (), -1
