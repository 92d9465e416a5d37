"""What every page does first, any number of times: page settings, style, files, warm-up."""

from __future__ import annotations

from functools import cache

import streamlit as st

from playground.messages import Message
from playground.ui import language
from playground.ui.compat import keep_downloads, keep_keras_session
from playground.ui.room import on_pages
from playground.ui.styles import styled


def bootstrap(title: Message) -> None:
    """Set a page up. Called first in each page's file: a page may be opened by its own address."""
    language.begin()
    st.set_page_config(page_title=str(title), layout="wide", initial_sidebar_state="collapsed")
    styled()
    language.tell_browser()
    _once()
    on_pages.draw()


@cache
def _once() -> None:
    keep_keras_session()
    keep_downloads()
