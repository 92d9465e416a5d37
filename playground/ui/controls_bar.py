"""The second row: what regularizes on the left, what the network is fed on the right."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from playground.ui import address, more
from playground.ui.fragments import panel
from playground.ui.session import here
from playground.ui.widgets import choice, dial, regularizer, shows, strength


def draw() -> None:
    """As a fragment of its own: a knob that is dragged must not run the whole page."""
    panel(_draw)


def _draw() -> None:
    at = here()
    with st.container(key="controls", horizontal=True):
        with st.container(key="controls-regularize", horizontal=True):
            if shows("regularizer"):
                with st.container(key="box-regularizer", width="content"):
                    regularizer()
            _knob("lambda", strength)
            _knob("dropout", lambda: dial("dropout", step=0.05))
        with st.container(key="controls-feed", horizontal=True):
            _box("data", lambda: choice("data"))
            _knob("share", lambda: dial("share", step=1, unit="%"))
            _knob("wrong-labels", lambda: dial("wrong-labels", step=1, unit="%"))
            more.popover()
    address.write(address.query(at, at.view()))


def _box(name: str, draw_control: Callable[[], None]) -> None:
    if shows(name):
        with st.container(key=f"box-{name}"):
            draw_control()


def _knob(name: str, draw_control: Callable[[], None]) -> None:
    """In a fragment of its own: the other controls need not be drawn ten times a second."""
    _box(name, lambda: panel(draw_control, f"knob-{name}"))
