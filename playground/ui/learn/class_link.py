"""A link to this lesson for a class, with what the teacher wants out of the way."""

from __future__ import annotations

import streamlit as st

from playground.lessons.lesson import Lesson
from playground.messages import _
from playground.ui import language
from playground.ui.components.copy_link import copy_link
from playground.ui.learn.link import Narrowed, query


def draw(lesson: Lesson, narrow: Narrowed) -> None:
    opened = st.popover(_("Link for a class"), key="class-link", on_change="rerun",
                        icon=":material/share:")
    if not opened.open:
        return
    with opened:
        wanted = Narrowed(
            st.checkbox(_("Without the text"), narrow.no_text, key="class-no-text"),
            st.checkbox(_("The picture is only looked at"), narrow.locked, key="class-locked"),
            st.checkbox(_("Begin with the prediction"), narrow.predict_first, key="class-first",
                        disabled=lesson.predict is None))
        here = language.here()
        copy_link(
            key="class-copy", label=_("Copy link"),
            help=_("Copies a link to this lesson as chosen here"),
            query=query(lesson.name, wanted, here.language if here.named else ""))
