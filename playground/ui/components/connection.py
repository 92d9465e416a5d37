"""The page's own connection to the server: live content comes over it, and events go back.

See `playground/ui/live/route.py` for the other end.
"""

from __future__ import annotations

from playground.ui.components.mounting import component, nothing

_mount = component("connection")


def connection(address: str, *, key: str) -> None:
    """Connect to `address`, relative to the app's own; runs the fragment when the page is behind.

    Takes no room on the page. Another address opens another connection in its place.
    """
    _mount(key=key, data={"address": address}, on_events_change=nothing)
