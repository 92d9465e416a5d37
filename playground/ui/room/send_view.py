"""Where the teacher sends everybody: a lesson, or an experiment."""

from __future__ import annotations

import streamlit as st

from playground.data.sources import registered
from playground.lessons.catalog import catalog
from playground.lessons.lesson import Lesson
from playground.link import to_link
from playground.messages import _
from playground.presets import PRESETS
from playground.room.rooms import Seat
from playground.ui import address, language
from playground.ui.learn import pictures
from playground.ui.learn.link import Narrowed, query
from playground.ui.room.teaching import told
from playground.ui.session import Tab

_LESSON, _PRESET, _FIRST = "room-lesson", "room-preset", "room-first"


def draw(at: Tab, seat: Seat) -> None:
    lessons = {one.name: one for one in catalog(
        language.here().language, pictures.names()).lessons}
    with st.container(key="room-send-lesson", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(_("Lesson"), list(lessons), key=_LESSON,
                     format_func=lambda name: lessons[name].title)
        st.button(_("Send"), key="room-send-lesson-button", type="primary", icon=":material/send:",
                  on_click=_send_lesson, args=(at, seat, lessons))
    st.checkbox(_("Collect predictions; the answer waits for me"), value=True, key=_FIRST)
    with st.container(key="room-send-preset", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(_("Experiment"), ["", *PRESETS], key=_PRESET, format_func=_named)
        st.button(_("Send"), key="room-send-preset-button", icon=":material/send:",
                  on_click=_send_experiment, args=(at, seat))


def _named(name: str) -> str:
    return str(PRESETS[name].description).rstrip(".") if name else _("as on my Play page")


def _send_lesson(at: Tab, seat: Seat, lessons: dict[str, Lesson]) -> None:
    lesson = lessons.get(str(st.session_state.get(_LESSON)))
    if lesson is None:
        return
    asked = bool(st.session_state.get(_FIRST)) and lesson.predict is not None

    def act() -> None:
        if asked and lesson.predict is not None:
            seat.room.ask(seat.token, lesson.name, lesson.predict.choices)
        seat.room.send(seat.token, "lesson", query(lesson.name, Narrowed(predict_first=asked)))

    told(at, act)


def _send_experiment(at: Tab, seat: Seat) -> None:
    name = str(st.session_state.get(_PRESET))
    what = (to_link(PRESETS[name].experiment(), registered()) if name in PRESETS
            else address.query(at, at.view()))
    told(at, lambda: seat.room.send(seat.token, "experiment", what))
