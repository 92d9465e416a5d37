"""The Learn page: the lesson that the address names, else all of them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from playground.lessons.catalog import catalog
from playground.messages import _
from playground.presets import PLAY_DEFAULT
from playground.ui import language, navigation, ownership, session
from playground.ui.learn import lesson_page, overview, pictures
from playground.ui.learn.link import LESSON, narrowed
from playground.ui.session import Tab

_STYLE = Path(__file__).parents[1] / "style" / "learn.css"


def page() -> None:
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    at = session.tab() or session.begin(Tab(PLAY_DEFAULT.experiment()))
    ownership.keep(at)
    ownership.hold(at)
    navigation.bar("Learn")
    at.needs_page = False
    found = catalog(language.here().language, pictures.names())
    wanted = st.query_params.get(LESSON, "")
    lesson = found.named(wanted)
    with st.container(key="learn"):
        if lesson is None:
            overview.draw(at, found, _("There is no lesson of that name; these are all of them.")
                          if wanted else "")
        else:
            lesson_page.draw(at, found, lesson, narrowed(st.query_params.to_dict()))
