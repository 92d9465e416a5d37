"""All lessons, in the article's order."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.lessons.catalog import Catalog
from playground.messages import _
from playground.ui import language
from playground.ui.components.lesson_path import Step, lesson_path
from playground.ui.components.screen import Mounting
from playground.ui.learn.icons import ICONS
from playground.ui.learn.learner import learner
from playground.ui.learn.link import LESSON, query
from playground.ui.session import Tab


def draw(at: Tab, found: Catalog, notice: str = "") -> None:
    mine = learner()
    st.html(f'<h1 class="ln-title">{escape(_("Learn"))}</h1><p class="ln-lead">'
            + escape(_("One idea a page: predict, then move it and see. In the order of the "
                       "article.")) + "</p>")
    for sentence in filter(None, (notice, *map(str, found.problems))):
        st.html(f'<p class="ln-notice" role="alert">{escape(sentence)}</p>')
    lesson_path(
        Mounting(), steps(found), key="lesson-cards", shape="cards", done=mine.done,
        overview=overview_query(), on_open=lambda name: open_lesson(at, name),
        on_forget=mine.forget)


def steps(found: Catalog) -> list[Step]:
    """Numbered as they stand: a teacher's own may stand between ours."""
    return [Step(one.name, number, one.title, one.idea, query(one.name, language=_spoken()),
                 ICONS.get(one.picture, ""))
            for number, one in enumerate(found.lessons, 1)]


def overview_query() -> str:
    return query("", language=_spoken())


def open_lesson(at: Tab, name: str) -> None:
    """The overview where it is empty. Of a teacher's link nothing is left then."""
    words = {LESSON: name} if name else {}
    if spoken := _spoken():
        words[language.LINK] = spoken
    st.query_params.from_dict(words)
    at.needs_page = True


def _spoken() -> str:
    """The language, where a link or the menu has named one."""
    here = language.here()
    return here.language if here.named else ""
