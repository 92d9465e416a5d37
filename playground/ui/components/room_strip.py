"""What a page shows of a room to who is in one: a strip, and a cover while pages are frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("room_strip")
HEIGHT = 40


@dataclass(frozen=True)
class Own:
    """The person's own dot: `zeros` across and `accuracy` up, as shares; None before any."""

    zeros: float | None
    accuracy: float | None
    words: str


@dataclass(frozen=True)
class Listed:
    """A row of the ranking, in words; `own`: it is the reader's."""

    words: str
    own: bool


def room_strip(
    screen: Screen, *, key: str, label: str, name: str, message: str, own: Own,
    ranking: Sequence[Listed], cover: str,
) -> None:
    """`cover`: what is written over the page while it is frozen; empty where it is not."""
    screen.show(
        _mount, key,
        {"label": label, "name": name, "message": message, "own": asdict(own),
         "ranking": [asdict(one) for one in ranking], "cover": cover},
        height=HEIGHT)
