"""The pages of the app, and a row of links between them."""

from __future__ import annotations

import streamlit as st

from playground.ui import language

PAGES = {
    "Play": "app.py",
    "Try a hand": "pages/2_Try_a_hand.py",
    "Game": "pages/3_Game.py",
}


def bar(here: str) -> None:
    """The app's name and the links; the page that is open is named, not linked."""
    with st.container(key="page-bar", horizontal=True, vertical_alignment="center"):
        st.html('<div class="pg-brand">Regularization playground</div>', width="content")
        links(here)
        with st.container(key="language-box", width="stretch", horizontal_alignment="right"):
            language.menu()


def links(here: str) -> None:
    """The links alone, for a page that has a bar of its own."""
    for label, file in PAGES.items():
        st.page_link(file, label=label, disabled=label == here, width="content")
