"""The page Room: join or open one; the teacher's desk, or a member's place."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from playground.errors import BadInput
from playground.messages import _
from playground.presets import PLAY_DEFAULT
from playground.room.rooms import rooms
from playground.ui import desks, language, navigation, ownership, session
from playground.ui.room import member_view, teacher_view
from playground.ui.room.current import JOIN
from playground.ui.room.desk_home import home_of
from playground.ui.session import Tab

_STYLE = Path(__file__).parents[1] / "style" / "room.css"
_TYPED = "room-code"


def page() -> None:
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    at = session.tab() or session.begin(Tab(PLAY_DEFAULT.experiment()))
    at.needs_page = False
    ownership.keep(at)
    ownership.hold(at)
    teacher_view.go_to_run(at)
    navigation.bar("Room")
    seat = rooms().seat(at.owner)
    with st.container(key="room-page"):
        _messages(at)
        if seat is None:
            _door(at)
        elif seat.teaches:
            teacher_view.draw(at, seat)
        else:
            member_view.draw(at, seat)


def _messages(at: Tab) -> None:
    """What was refused, where it is read in peace: whoever mistypes a code looks at the field."""
    told, at.messages = at.messages, []
    for sentence in told:
        st.html(f'<p class="ro-notice" role="alert">{escape(str(sentence))}</p>')


def _door(at: Tab) -> None:
    st.html(f'<h1 class="ro-title">{escape(_("Room"))}</h1><p class="ro-lead">' + escape(_(
        "For a class: the teacher opens a room, the others join it. No accounts; nothing but a "
        "name that is given is kept, and that only until the room ends.")) + "</p>")
    with st.container(key="room-doors", horizontal=True):
        with st.container(key="room-join"):
            _join_form(at)
        with st.container(key="room-open"):
            what = _("Send everybody to a lesson, see how all runs are doing, and freeze the pages "
                     "when you want to be heard.")
            st.html(f'<h2 class="ro-heading">{escape(_("For teachers"))}</h2>'
                    f"<p>{escape(what)}</p>")
            st.button(_("Open a room"), key="room-open-button", icon=":material/meeting_room:",
                      on_click=_open, args=(at,))


def _join_form(at: Tab) -> None:
    """Typed, or by a link: that asks before it joins, since the tab may hold a desk of its own."""
    linked = st.query_params.get(JOIN, "")[:40]
    st.html(f'<h2 class="ro-heading">{escape(_("Join a room"))}</h2>')
    st.text_input(_("Code of the room"), linked, key=_TYPED)
    st.button(_("Join"), key="room-join-button", type="primary", icon=":material/login:",
              on_click=_join, args=(at,))


def _join(at: Tab) -> None:
    typed = st.session_state.get(_TYPED)
    try:
        rooms().join(typed if isinstance(typed, str) else "", at.owner, home_of(at.desk),
                     _guesser(at))
    except BadInput as error:
        at.say(error.text)
        return
    _seated(at)


def _open(at: Tab) -> None:
    try:
        rooms().open(at.owner, language.here().language)
    except BadInput as error:
        at.say(error.text)
        return
    _seated(at)


def _seated(at: Tab) -> None:
    desks.keep(at.desk)
    at.room_target = -1
    if JOIN in st.query_params:
        del st.query_params[JOIN]


def _guesser(at: Tab) -> str:
    """The address that somebody tries from; behind a proxy that tells none, the tab."""
    return st.context.ip_address or at.owner
