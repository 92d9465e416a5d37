"""The second row: what regularizes on the left, what the network is fed on the right."""

from __future__ import annotations

import streamlit as st

from playground.ui import address, more
from playground.ui.session import here
from playground.ui.widgets import choice, dial, regularizer, shows, strength


def draw() -> None:
    """As a fragment of its own: a knob that is dragged must not run the whole page."""
    st.fragment(_draw)()


def _draw() -> None:
    at = here()
    if at.needs_page:
        at.needs_page = False
        st.rerun()
    with st.container(key="controls", horizontal=True):
        if shows("regularizer"):
            with st.container(key="box-regularizer", width="content"):
                regularizer()
        _box("lambda", strength)
        _box("dropout", lambda: dial("dropout", step=0.05))
        _box("data", lambda: choice("data"))
        _box("share", lambda: dial("share", step=1, format="general"))
        _box("wrong-labels", lambda: dial("wrong-labels", step=1))
        more.popover()
    address.write(at, at.view())


def _box(name: str, draw_control: object) -> None:
    if shows(name):
        with st.container(key=f"box-{name}"):
            draw_control()  # type: ignore[operator]
