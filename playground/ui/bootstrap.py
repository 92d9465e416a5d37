"""What every page does first, any number of times: page settings, style, files, warm-up."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from playground.messages import Message
from playground.ui import language
from playground.ui.compat import keep_keras_session

STYLE = Path(__file__).with_name("style")
# What comes later may rest on what came before: the page first, other displays last.
SHEETS = ("page", "toolbar", "controls", "stage", "tray", "contrast")


def bootstrap(title: Message) -> None:
    """Set a page up. Called first in each page's file: a page may be opened by its own address."""
    language.begin()
    st.set_page_config(page_title=str(title), layout="wide", initial_sidebar_state="collapsed")
    st.html(f"<style>{_style()}</style>")
    language.tell_browser()
    _once()


@cache
def _style() -> str:
    return "\n".join((STYLE / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)


@cache
def _once() -> None:
    keep_keras_session()
