"""The app, where the first "next group" is undone however late, and the second is meant at once.

A script for `streamlit run`: by its clock of ten seconds a slow page would come too late to undo.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from playground.room import room
from playground.ui.server import lifespan, middleware, routes

_SECONDS = iter([3600.0])
_next_group = room.Room.next_group


def unhurried(self: room.Room, token: str) -> None:
    room.UNDO_SECONDS = next(_SECONDS, 0.5)
    _next_group(self, token)


room.Room.next_group = unhurried  # type: ignore[method-assign]
app = st.App(
    Path(__file__).resolve().parents[2] / "app.py", lifespan=lifespan, routes=routes(),
    middleware=middleware())
