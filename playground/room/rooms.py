"""The rooms of this process by their codes, and who sits in which, by the secret of the tab."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from playground.errors import BadInput
from playground.messages import DEFAULT, lazy
from playground.room.capabilities import membership, teaching
from playground.room.codes import Guesses, as_code, new_code
from playground.room.members import Home
from playground.room.room import Later, Room
from playground.training.manager.capabilities import owner_hash

MOST = 100
SILENCE = 3 * 3600.0
"""Seconds without anybody's page, after which a room ends by itself."""
STILL = lazy("Your teacher has frozen the pages for a moment; nothing was changed.")
_NO_ROOM = lazy("There is no room with this code; look at it again, or ask your teacher.")


@dataclass(frozen=True)
class Seat:
    """Where a tab sits: the token says what it may do there."""

    room: Room
    token: str
    teaches: bool = False


def in_a_timer(seconds: float, act: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()


class Rooms:
    """All methods may be called from any thread. `secret` is that of a browser's tab."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, later: Later = in_a_timer
    ) -> None:
        self._clock, self._later = clock, later
        self._rooms: dict[str, Room] = {}
        # A hash of the tab's secret -> code: a room holds no secret.
        self._seats: dict[str, str] = {}
        self._guesses = Guesses(clock)
        # Two who open a room at once must not get one code; people join and leave meanwhile.
        self._guard = threading.Lock()

    def open(self, secret: str, language: str = DEFAULT) -> Seat:
        """A new room, led by the holder of that secret; the one that it leads already."""
        found = self.seat(secret)
        if found is not None:
            if found.teaches:
                return found
            self.leave(secret)
        with self._guard:
            self._sweep()
            if len(self._rooms) >= MOST and not self._one_gives_way():
                raise BadInput(lazy("Too many rooms are open here; try again in a while."))
            code = new_code(self._rooms.__contains__)
            room = Room(code, teaching(secret, code), language,
                        clock=self._clock, later=self._later)
            self._rooms[code] = room
            self._seats[owner_hash(secret)] = code
        return Seat(room, teaching(secret, code), teaches=True)

    def join(self, typed: str, secret: str, home: Home, guesser: str) -> Seat:
        """Sit down in the room with that code. Raises `BadInput`, and counts a wrong code.

        `guesser`: whoever tries, as far as can be told; `find` says the same without sitting down.
        """
        room = self.find(typed, guesser)
        found = self.seat(secret)
        if found is not None and found.room is not room:
            if found.teaches:
                raise BadInput(lazy(
                    "This tab leads a room; close that first, or join in another tab."))
            self.leave(secret)
        elif found is not None and found.teaches:
            return found
        token = membership(secret, room.code)
        room.join(token, home)
        with self._guard:
            self._seats[owner_hash(secret)] = room.code
        return Seat(room, token)

    def find(self, typed: str, guesser: str) -> Room:
        """The room with that code. Raises `BadInput`, also where too many wrong ones were tried."""
        self._guesses.check(guesser)
        code = as_code(typed)
        with self._guard:
            self._sweep()
            room = self._rooms.get(code)
        if room is None:
            self._guesses.wrong(guesser)
            raise BadInput(_NO_ROOM)
        return room

    def seat(self, secret: str) -> Seat | None:
        """Where the holder of that secret sits; None for who is in no room."""
        if not self._seats:
            return None
        who = owner_hash(secret)
        with self._guard:
            self._sweep()
            code = self._seats.get(who)
            room = self._rooms.get(code) if code is not None else None
        if room is None or code is None:
            return None
        for token, teaches in ((teaching(secret, code), True), (membership(secret, code), False)):
            if (room.is_led_by if teaches else room.has)(token):
                return Seat(room, token, teaches)
        # The next group has come.
        with self._guard:
            self._seats.pop(who, None)
        return None

    def locked(self, secret: str) -> frozenset[str]:
        """The controls that the teacher has locked for the holder of that secret."""
        seat = self.seat(secret)
        return frozenset() if seat is None or seat.teaches else seat.room.state.locked

    def check_moves(self, secret: str) -> None:
        """Raises `BadInput` where the teacher has frozen that one's pages."""
        seat = self.seat(secret)
        if seat is not None and not seat.teaches and seat.room.state.still:
            raise BadInput(STILL)

    def leave(self, secret: str) -> None:
        """Get up; a room that is left by who leads it is closed."""
        found = self.seat(secret)
        if found is None:
            return
        if found.teaches:
            found.room.close(found.token)
        else:
            found.room.leave(found.token)
        with self._guard:
            self._seats.pop(owner_hash(secret), None)
            self._sweep()

    @property
    def open_rooms(self) -> tuple[Room, ...]:
        with self._guard:
            return tuple(self._rooms.values())

    def _one_gives_way(self) -> bool:
        """With the guard held: the empty room that has been silent for longest ends."""
        empty = [room for room in self._rooms.values() if not room.people]
        if empty:
            min(empty, key=lambda room: room.touched).end()
            self._sweep()
        return bool(empty)

    def _sweep(self) -> None:
        """With the guard held: let go of rooms that have ended, or have been silent for hours."""
        now = self._clock()
        gone = [code for code, room in self._rooms.items()
                if room.ended or now - room.touched >= SILENCE]
        for code in gone:
            self._rooms.pop(code).end()
        if gone:
            self._seats = {who: code for who, code in self._seats.items() if code in self._rooms}


_rooms: Rooms | None = None
# Two pages may ask for the first time at once.
_making = threading.Lock()


def rooms() -> Rooms:
    """The rooms of this process."""
    global _rooms
    with _making:
        if _rooms is None:
            _rooms = Rooms()
        return _rooms
