"""Predictions, as the teacher sees them come in."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.errors import BadInput
from playground.lessons.catalog import catalog
from playground.messages import _, ngettext
from playground.room.rooms import Seat
from playground.ui.components.markup import markup
from playground.ui.components.screen import Mounting, Screen
from playground.ui.learn import pictures
from playground.ui.room.following import Now
from playground.ui.room.tally import tally
from playground.ui.room.teaching import told
from playground.ui.session import Tab


def draw(at: Tab, seat: Seat, screen: Mounting) -> None:
    asked = seat.room.state.question
    show(screen, Now(at, seat))
    if asked is not None and not asked.revealed:
        st.button(_("Reveal the answer"), key="room-reveal", icon=":material/visibility:",
                  type="primary", on_click=reveal, args=(at, seat))


def reveal(at: Tab, seat: Seat) -> None:
    told(at, lambda: seat.room.reveal(seat.token))


def show(screen: Screen, shown: Now) -> None:
    seat = shown.seat
    if seat is None or not seat.teaches:
        return
    try:
        asked = seat.room.votes(seat.token)
    except BadInput:
        return
    lesson = None if asked is None else catalog(
        shown.at.spoken.language, pictures.names()).named(asked.lesson)
    if asked is None or lesson is None or lesson.predict is None:
        markup(screen, f'<p class="ro-note">{escape(_("Send a lesson to collect predictions."))}'
               "</p>", key="room-tally", height=180)
        return
    count = sum(asked.tally.values())
    told_count = ngettext("{n} prediction of {people}", "{n} predictions of {people}", count,
                          people=seat.room.people)
    # How they are spread is seen by all at once: else a projector tells what most have predicted.
    bars = tally(asked, lesson) if asked.revealed else ""
    markup(screen, f'<p class="ro-note">{escape(lesson.predict.question)}</p>'
           f'<p class="ro-count" role="status">{escape(told_count)}</p>{bars}',
           key="room-tally", height=180)
