"""One lesson: its words, the question, the picture, the task."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.lessons.catalog import Catalog
from playground.lessons.given import Given
from playground.lessons.lesson import Lesson, Prediction
from playground.lessons.registry import answers
from playground.messages import _
from playground.messages.filling import filled
from playground.ui import actions, fragments, language, navigation
from playground.ui.components.lesson_path import lesson_path
from playground.ui.components.lesson_task import lesson_task
from playground.ui.components.prediction import Shown, prediction
from playground.ui.components.screen import Mounting
from playground.ui.learn import class_link, network, pictures
from playground.ui.learn.context import Context
from playground.ui.learn.learner import Learner, learner
from playground.ui.learn.link import Narrowed
from playground.ui.learn.overview import open_lesson, overview_query, steps
from playground.ui.room import in_lesson
from playground.ui.session import Tab

_TO_PLAY = "learn-to-play"


def draw(at: Tab, found: Catalog, lesson: Lesson, narrow: Narrowed) -> None:
    if st.session_state.pop(_TO_PLAY, False):
        st.switch_page(navigation.PAGES["Play"][1])
    fragments.panel(lambda: _draw(at, found, lesson, narrow), f"lesson-{lesson.name}")


def _draw(at: Tab, found: Catalog, lesson: Lesson, narrow: Narrowed) -> None:
    mine, screen, given = learner(), Mounting(), network.given(at)
    asked = lesson.predict is not None
    held_back = asked and in_lesson.waits(at, lesson, mine)
    revealed = not asked or (lesson.name in mine.predicted and not held_back)
    waits = (narrow.predict_first or held_back) and not revealed
    with st.container(key="lesson-head", horizontal=True, vertical_alignment="center"):
        _path(at, found, lesson, screen, mine)
        class_link.draw(lesson, narrow)
    with st.container(key="lesson-alone" if waits else "lesson"):
        with st.container(key="lesson-words"):
            st.html(f'<h1 class="ln-title">{escape(lesson.title)}</h1>')
            if not narrow.no_text:
                st.markdown(lesson.text)
        if lesson.predict is not None:
            with st.container(key="lesson-predict"):
                if held_back and lesson.name in mine.predicted:
                    in_lesson.waiting(lesson, mine)
                else:
                    _predict(at, lesson, lesson.predict, given, screen, mine)
                in_lesson.reveal_button(at, lesson)
        if waits:
            return
        with st.container(key="lesson-picture"):
            pictures.draw(lesson.picture, Context(
                lesson, given, screen, lambda told: mine.tell(lesson, told),
                locked=narrow.locked, revealed=revealed,
                predicted=mine.predicted.get(lesson.name, "")))
        with st.container(key="lesson-after"):
            _after(at, found, lesson, narrow, mine, screen)


def _path(at: Tab, found: Catalog, lesson: Lesson, screen: Mounting, mine: Learner) -> None:
    lesson_path(
        screen, steps(found), key="lesson-path", shape="row", here=lesson.name, done=mine.done,
        overview=overview_query(), on_open=lambda name: open_lesson(at, name))


def _predict(
    at: Tab, lesson: Lesson, asked: Prediction, given: Given, screen: Mounting, mine: Learner
) -> None:
    shown = None
    if lesson.name in mine.predicted:
        reply = answers()[asked.answer].compute(given)
        shown = Shown(reply.choice, mine.predicted[lesson.name],
                      filled(asked.explain, reply.values, language.here().language))
    prediction(
        screen, asked.question, asked.choices, key=f"lesson-{lesson.name}-question", answer=shown,
        on_choice=lambda choice: mine.predict(lesson, choice))
    if shown is not None:
        in_lesson.tally(at, lesson, shown.right)


def _after(
    at: Tab, found: Catalog, lesson: Lesson, narrow: Narrowed, mine: Learner, screen: Mounting
) -> None:
    if lesson.task is not None and not narrow.locked:
        lesson_task(screen, lesson.name, lesson.task.words, key="lesson-task",
                    done=lesson.name in mine.done)
    if lesson.play:
        st.button(_("Open in Play"), key="lesson-play", icon=":material/play_arrow:",
                  on_click=_open_in_play, args=(at, lesson))
    lesson_path(
        screen, steps(found), key="lesson-next", shape="next", here=lesson.name, done=mine.done,
        on_open=lambda name: open_lesson(at, name))


def _open_in_play(at: Tab, lesson: Lesson) -> None:
    actions.take_link(at, lesson.play)
    at.needs_page = True
    st.session_state[_TO_PLAY] = True
