"""What holds for the class: a message, locks, freezing, names; and what comes afterwards."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.errors import BadInput
from playground.experiment import CONTROLS
from playground.messages import _
from playground.room.room import UNDO_SECONDS
from playground.room.rooms import Seat, rooms
from playground.room.table import table
from playground.ui.room.board_view import rows_of
from playground.ui.room.teaching import told
from playground.ui.session import Tab

_MESSAGE, _LOCKS, _FREEZE, _NAMES = "room-message", "room-locks", "room-freeze", "room-names"


def draw(at: Tab, seat: Seat) -> None:
    state = seat.room.state
    frozen = state.frozen
    st.button(
        _("Let them go on") if frozen else _("Freeze all pages"), key=_FREEZE, type="primary",
        icon=":material/play_arrow:" if frozen else ":material/pause:", width="stretch",
        on_click=lambda: told(at, lambda: seat.room.freeze(seat.token, not frozen)))
    st.text_input(
        _("Message above everybody's page"), state.message, key=_MESSAGE,
        on_change=lambda: told(at, lambda: seat.room.say(
            seat.token, str(st.session_state.get(_MESSAGE) or ""))))
    st.multiselect(
        _("Locked controls"), list(CONTROLS), sorted(state.locked), key=_LOCKS,
        format_func=lambda name: CONTROLS[name].label, on_change=lambda: told(
            at, lambda: seat.room.lock(seat.token, st.session_state.get(_LOCKS) or [])),
        placeholder=_("none"))
    st.toggle(
        _("Show names"), state.names, key=_NAMES, on_change=lambda: told(
            at, lambda: seat.room.show_names(seat.token, bool(st.session_state.get(_NAMES)))))


def draw_end(at: Tab, seat: Seat) -> None:
    _people(at, seat)
    st.download_button(
        _("Table as CSV"), lambda: _table(seat), "room.csv", "text/csv", key="room-table",
        icon=":material/table:", on_click="ignore")
    if seat.room.state.clears_at is None:
        st.button(_("Next group"), key="room-next", icon=":material/groups:", help=_(
            "Sends everybody home, and clears their runs and pictures. It can be undone for "
            "{seconds:.0f} seconds.", seconds=UNDO_SECONDS),
            on_click=lambda: told(at, lambda: seat.room.next_group(seat.token)))
    else:
        with st.container(key="room-undo", horizontal=True, vertical_alignment="center"):
            said = _("In ten seconds everybody is sent home, and their runs and pictures are "
                     "cleared.")
            st.html(f'<p role="status">{escape(said)}</p>')
            st.button(_("Undo"), key="room-undo-button", type="primary", icon=":material/undo:",
                      on_click=lambda: told(at, lambda: seat.room.undo_next_group(seat.token)))
    st.button(_("Close the room"), key="room-close", type="tertiary", icon=":material/logout:",
              on_click=_close, args=(at,))


def _people(at: Tab, seat: Seat) -> None:
    """Somebody may have chosen a name that hurts."""
    try:
        names = {one.id: one.alias for one in seat.room.present(seat.token)}
    except BadInput:
        return
    if not names:
        return
    with st.popover(_("Give somebody another name"), key="room-rename-box"):
        for member, alias in names.items():
            st.button(alias, key=f"room-rename-{member}", on_click=_rename,
                      args=(at, seat, member))


def _rename(at: Tab, seat: Seat, member: str) -> None:
    told(at, lambda: seat.room.rename_anew(seat.token, member))


def _close(at: Tab) -> None:
    told(at, lambda: rooms().leave(at.owner))


def _table(seat: Seat) -> str:
    """With names where they are shown."""
    places = {place.member: place for _name, place in seat.room.ranking}
    return table(rows_of(seat), places, names=seat.room.state.names)
