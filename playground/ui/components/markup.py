"""A line or a table whose words change while a run trains: markup that this project has written."""

from __future__ import annotations

from playground.ui.components.mounting import live_component

_draw = live_component("markup", isolated=False)


def markup(html: str, *, key: str, height: int) -> None:
    """Show `html` in a box of fixed `height` pixels.

    The words of an element with `data-fit` become smaller until they fit its height.
    It becomes part of the page as it is: whatever comes from outside must be escaped in it.
    """
    _draw(key, {"html": html}, height=height)
