"""A lesson's question in a room: the prediction is told, the answer waits, the tally is shown."""

from __future__ import annotations

from contextlib import suppress
from html import escape

import streamlit as st

from playground.errors import BadInput
from playground.lessons.lesson import Lesson
from playground.messages import _
from playground.room.question import Question
from playground.room.rooms import Seat, rooms
from playground.ui.learn.learner import SKIPPED, Learner
from playground.ui.room.tally import tally as bars
from playground.ui.session import Tab


def waits(at: Tab, lesson: Lesson, mine: Learner) -> bool:
    """Tell the room what was predicted; whether the answer is kept back until it is revealed.

    To the teacher's own page it is shown as to anybody: it may be on a projector, so it waits too.
    """
    seat, asked = _asked(at, lesson)
    if seat is None or asked is None:
        return False
    if asked.revealed:
        # Whoever has not predicted by now sees the answer as after a skip.
        mine.predicted.setdefault(lesson.name, SKIPPED)
        return False
    if not seat.teaches:
        with suppress(BadInput):
            seat.room.predict(seat.token, lesson.name, mine.predicted.get(lesson.name, SKIPPED))
    return asked.waits


def waiting(lesson: Lesson, mine: Learner) -> None:
    """In the place of the answer, once something was chosen."""
    chosen = mine.predicted.get(lesson.name, SKIPPED)
    choices = lesson.predict.choices if lesson.predict is not None else {}
    told = (_("Your prediction: {choice}", choice=choices[chosen]) if chosen in choices
            else _("You have made no prediction."))
    question = lesson.predict.question if lesson.predict is not None else ""
    st.html(f'<p class="ln-waits"><b>{escape(question)}</b></p>'
            f'<p class="ln-waits">{escape(told)}</p><p class="ln-waits" role="status">'
            + escape(_("The answer comes when your teacher shows it to everybody.")) + "</p>")


def reveal_button(at: Tab, lesson: Lesson) -> None:
    """On the teacher's page, beside the question."""
    seat, asked = _asked(at, lesson)
    if seat is None or asked is None or asked.revealed or not seat.teaches:
        return
    st.button(_("Reveal the answer"), key="lesson-reveal", icon=":material/visibility:",
              type="primary", on_click=_reveal, args=(at, seat))


def _reveal(at: Tab, seat: Seat) -> None:
    try:
        seat.room.reveal(seat.token)
    except BadInput as error:
        at.say(error.text)
    at.needs_page = True


def tally(at: Tab, lesson: Lesson, right: str) -> None:
    """Beside the answer: how many in the room have predicted what."""
    seat, asked = _asked(at, lesson)
    if seat is None or asked is None or not asked.revealed:
        return
    st.html(f'<div class="ln-tally"><div class="ln-label">{escape(_("Predicted in this room"))}'
            f"</div>{bars(asked, lesson, right)}</div>")


def _asked(at: Tab, lesson: Lesson) -> tuple[Seat | None, Question | None]:
    seat = rooms().seat(at.owner)
    asked = seat.room.state.question if seat is not None else None
    return seat, asked if asked is not None and asked.lesson == lesson.name else None
