"""A room with a clock of its own, whose timers go off when a test says so."""

from __future__ import annotations

from collections.abc import Callable

from playground.room.members import Home
from playground.room.rooms import Rooms, Seat


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0
        self.due: list[Callable[[], None]] = []

    def __call__(self) -> float:
        return self.now

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        self.due.append(act)


def made() -> tuple[Rooms, Clock]:
    clock = Clock()
    return Rooms(clock, clock.later), clock


def opened(rooms: Rooms) -> Seat:
    return rooms.open("teacher's secret")


def joined(rooms: Rooms, code: str, secret: str, home: Home | None = None) -> Seat:
    return rooms.join(code, secret, home or Home(), guesser="somewhere")
