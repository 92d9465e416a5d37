"""What a person does on a page, which the teacher of a room may have frozen."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from playground.ui.session import Tab

P = ParamSpec("P")


def unless_still(act: Callable[Concatenate[Tab, P], None]) -> Callable[Concatenate[Tab, P], None]:
    """Nothing is done for a tab that is held still; the page says so."""
    @wraps(act)
    def acted(at: Tab, /, *given: P.args, **more: P.kwargs) -> None:
        if not at.is_held_still():
            act(at, *given, **more)

    return acted
