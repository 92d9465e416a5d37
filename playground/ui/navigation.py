"""The pages of the app, and a row of links between them."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.messages import _, lazy_p
from playground.ui import language

PAGES = {
    "Play": (lazy_p("page", "Play"), "app.py"),
    "Learn": (lazy_p("page", "Learn"), "pages/4_Learn.py"),
    "Compare": (lazy_p("page", "Compare"), "pages/1_Compare.py"),
    "Inside": (lazy_p("page", "Inside"), "pages/5_Inside.py"),
    "Data": (lazy_p("page", "Data"), "pages/6_Data.py"),
    "Try a hand": (lazy_p("page", "Try a hand"), "pages/2_Try_a_hand.py"),
    "Game": (lazy_p("page", "Game"), "pages/3_Game.py"),
    "Room": (lazy_p("page", "Room"), "pages/8_Room.py"),
}


def bar(here: str) -> None:
    """The app's name and the links; the page that is open is named, not linked."""
    with st.container(key="page-bar", horizontal=True, vertical_alignment="center"):
        brand()
        with st.container(key="page-links", horizontal=True, vertical_alignment="center",
                          width="content"):
            links(here)
        with st.container(key="language-box", width="stretch", horizontal_alignment="right"):
            language.menu()


def brand() -> None:
    st.html(f'<div class="pg-brand">{escape(_("Regularization playground"))}</div>',
            width="content")


def links(here: str, *, but: str = "") -> None:
    """The links alone, for a page that has a bar of its own; `but` one, which stands elsewhere."""
    for name, (label, file) in PAGES.items():
        if name != but:
            st.page_link(file, label=str(label), disabled=name == here, width="content")


def room_link() -> None:
    """For a bar that has no place left for it."""
    label, file = PAGES["Room"]
    st.page_link(file, label=str(label), icon=":material/meeting_room:", width="stretch")
