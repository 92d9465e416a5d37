"""A line or a table whose words change while a run trains: markup that this project has written."""

from __future__ import annotations

from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("markup", isolated=False)


def markup(screen: Screen, html: str, *, key: str, height: int) -> None:
    """Show `html` in a box of fixed `height` pixels.

    The words of an element with `data-fit` become smaller until they fit its height.
    It becomes part of the page as it is: whatever comes from outside must be escaped in it.
    """
    screen.show(_mount, key, {"html": html}, height=height)
