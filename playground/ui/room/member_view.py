"""A member's place on the page Room: the name, and the way out."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.errors import BadInput
from playground.messages import _
from playground.room.rooms import Seat, rooms
from playground.ui.room import on_pages
from playground.ui.session import Tab

_NAME = "room-name"


def draw(at: Tab, seat: Seat) -> None:
    try:
        member = seat.room.member(seat.token)
    except BadInput as error:
        st.html(f'<p class="ro-notice" role="alert">{escape(str(error))}</p>')
        return
    told = _("You are in room {code} as {name}.", code=seat.room.code, name=member.alias)
    st.html(f'<h1 class="ro-title">{escape(told)}</h1><p class="ro-lead">' + escape(_(
        "Go on to any page: what your teacher says and shows stands above each of them. Your "
        "teacher sees how your run is doing, and cannot steer it.")) + "</p>")
    with st.container(key="room-member", horizontal=True, vertical_alignment="bottom"):
        st.text_input(_("Another name"), member.alias, key=_NAME)
        st.button(_("Change"), key="room-rename", on_click=_rename, args=(at, seat))
        st.button(_("Leave the room"), key="room-leave", icon=":material/logout:",
                  on_click=_leave, args=(at,), type="tertiary")


def _rename(at: Tab, seat: Seat) -> None:
    try:
        seat.room.rename(seat.token, str(st.session_state.get(_NAME) or ""))
    except BadInput as error:
        at.say(error.text)


def _leave(at: Tab) -> None:
    on_pages.leaves()
    try:
        rooms().leave(at.owner)
    except BadInput:
        # The next group has come meanwhile.
        return
