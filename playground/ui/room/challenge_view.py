"""The challenge, as the teacher begins and ends it, and its ranking."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.messages import _
from playground.room.challenge import GOAL
from playground.room.judge import judging
from playground.room.rooms import Seat
from playground.ui.components.markup import markup
from playground.ui.components.screen import Mounting, Screen
from playground.ui.room.following import Now
from playground.ui.room.strip import told as score_in_words
from playground.ui.room.teaching import told
from playground.ui.session import Tab

_RANKING = "room-ranking"
_MOST = 10


def draw(at: Tab, seat: Seat, screen: Mounting) -> None:
    on = seat.room.state.challenge is not None
    goal = _("The fewest weights at {goal:.0%}, judged at the end of epochs on pictures that no "
             "page shows.", goal=GOAL)
    st.html(f'<p class="ro-note">{escape(goal)}</p>')
    with st.container(key="room-challenge-row", horizontal=True, vertical_alignment="center"):
        if on:
            st.button(_("End the challenge"), key="room-challenge-end", on_click=lambda: told(
                at, lambda: seat.room.end_challenge(seat.token)))
            st.toggle(_("Everybody sees the ranking"), seat.room.state.ranking, key=_RANKING,
                      on_change=lambda: told(at, lambda: seat.room.show_ranking(
                          seat.token, bool(st.session_state.get(_RANKING)))))
        else:
            st.button(_("Begin the challenge"), key="room-challenge-begin",
                      icon=":material/emoji_events:", on_click=_begin, args=(at, seat))
    show(screen, Now(at, seat))


def _begin(at: Tab, seat: Seat) -> None:
    def act() -> None:
        seat.room.begin_challenge(seat.token)
        judging()

    told(at, act)


def show(screen: Screen, shown: Now) -> None:
    """The first ten; by name where names are shown."""
    seat = shown.seat
    if seat is None or not seat.teaches:
        return
    room = seat.room
    names = room.state.names
    rows = "".join(
        f"<tr><td>{place.place}</td><td>{escape(alias) if names else ''}</td>"
        f"<td>{escape(score_in_words(place.score))}</td></tr>"
        for alias, place in room.ranking[:_MOST])
    if not rows and room.state.challenge is not None:
        rows = f"<tr><td>{escape(_('Nobody is judged yet.'))}</td></tr>"
    markup(screen, f'<table class="ro-ranking">{rows}</table>', key="room-ranking-table",
           height=180)
