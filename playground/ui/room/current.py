"""The room in which a tab sits, for whatever shows its code."""

from __future__ import annotations

from dataclasses import dataclass

from playground.room.rooms import rooms
from playground.ui.session import Tab

JOIN = "join"


@dataclass(frozen=True)
class CurrentRoom:
    """`path` opens it, below the app's own address: "Room?join=CODE". `teaches`: the tab leads it.

    `people`: how many are in it.
    """

    code: str
    path: str
    teaches: bool
    people: int


def current_room(at: Tab) -> CurrentRoom | None:
    """The one of that tab; None for who is in none, which costs nothing."""
    seat = rooms().seat(at.owner)
    if seat is None:
        return None
    code = seat.room.code
    return CurrentRoom(code, join_path(code), seat.teaches, seat.room.people)


def join_path(code: str) -> str:
    return f"Room?{JOIN}={code}"
