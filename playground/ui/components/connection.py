"""The page's own connection to the server: live content comes over it, and events go back.

Two ways lead there: a WebSocket (`live/route.py`), and Streamlit's own connection, over which this
component asks and is answered (`live/relay.py`). The browser takes the one that answers; what is
said is the same: see docs/live-protocol.md.
"""

from __future__ import annotations

from typing import Protocol

import streamlit as st

from playground.messages import _
from playground.ui.components.mounting import component, nothing

_mount = component("connection")


class Delivery(Protocol):
    """What was last answered to what the browser said, with `more` in its header."""

    def __call__(self, **more: object) -> bytes: ...


def said(key: str) -> object:
    """What the browser has last said at the place `key`, over Streamlit's own connection."""
    return (st.session_state.get(key) or {}).get("said")


def connection(key: str, address: str, delivery: Delivery) -> None:
    """Connect to `address`, relative to the app's own; runs the fragment when the page is behind.

    Takes no room on the page. Another address opens another connection in its place.
    """
    lost = _("The live view has lost its connection and tries again.")
    _mount(key=key, data=delivery(address=address, lost=lost), on_said_change=nothing)
