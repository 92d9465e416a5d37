"""A button of the teacher's: what the room refuses is said on the page."""

from __future__ import annotations

from collections.abc import Callable

from playground.errors import BadInput
from playground.ui.session import Tab


def told(at: Tab, act: Callable[[], None]) -> None:
    try:
        act()
    except BadInput as error:
        at.say(error.text)
