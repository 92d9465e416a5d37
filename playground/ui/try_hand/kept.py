"""The photos and test sets of all tabs, by their desks' secrets: in memory alone, and for an hour.

A connection that is lost, F5 and a laptop that sleeps end a session; what its person has brought
stays for `HOUR` and is found again by the secret in the browser's tab. A server that is started
anew has lost it, and says so.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cachetools import FIFOCache

from playground.data.sources import forget_private, is_private
from playground.ui import ahead

if TYPE_CHECKING:
    from playground.ui.try_hand.desk import Desk

HOUR = 3600.0
MOST_BYTES_AWAY = 128 * 2**20
"""Of all photos that nobody has open, some 20 of the largest: more would fill the memory of a
server that many come to and leave again. Whose they were is told so, as after the hour."""
_MOST_LOSSES = 1000


@dataclass
class _Entry:
    desk: Desk
    sessions: set[int] = field(default_factory=set)
    left: float | None = None
    """When the last session that had it open ended."""


_entries: dict[str, _Entry] = {}
_losses: FIFOCache[str, tuple[int, int]] = FIFOCache(_MOST_LOSSES)
_timer: threading.Timer | None = None
# Pages come and go in threads of their own, and sessions end on the event loop's.
_guard = threading.RLock()


def of(secret: str, make: Callable[[], Desk]) -> Desk:
    """What is kept for that secret, else what `make` gives."""
    with _guard:
        _sweep()
        found = _entries.get(secret)
        if found is None:
            found = _entries[secret] = _Entry(make())
        return found.desk


def counted(secret: str) -> tuple[int, int]:
    """How many photos there are, and how many pictures marked with their sign."""
    with _guard:
        found = _entries.get(secret)
        return (0, 0) if found is None else (len(found.desk.photos), len(found.desk.test_set))


def sit_down(secret: str, session: int) -> None:
    """That session has it open."""
    with _guard:
        found = _entries.get(secret)
        if found is not None:
            found.sessions.add(session)
            found.left = None


def left(secret: str, session: int) -> None:
    """That session has ended: F5, a lost connection, or a closed page."""
    with _guard:
        found = _entries.get(secret)
        if found is None:
            return
        found.sessions.discard(session)
        if not found.sessions:
            found.left = time.monotonic()
            found.desk.rest()
            while _bytes_away() > MOST_BYTES_AWAY:
                make_room()
            _sweep_later()


def _sweep_later() -> None:
    """When the next hour is over; one timer, which is a thread, for all who have left."""
    global _timer
    left_at = min((one.left for one in _entries.values() if one.left is not None), default=None)
    if _timer is not None or left_at is None:
        return
    _timer = threading.Timer(left_at + HOUR + 1 - time.monotonic(), _sweep_in_time)
    _timer.daemon = True
    _timer.start()


def _sweep_in_time() -> None:
    global _timer
    with _guard:
        _timer = None
        _sweep()
        _sweep_later()


def make_room() -> bool:
    """Let go of the photos of whoever has been away for longest; whether there were any.

    Marked pictures stay: they are a person's work, and their hour is promised.
    """
    with _guard:
        away = [(one.left, secret) for secret, one in _entries.items()
                if one.left is not None and one.desk.photos]
        if not away:
            return False
        secret = min(away)[1]
        desk = _entries[secret].desk
        _note(secret, len(desk.photos), 0)
        desk.clear()
        return True


def _bytes_away() -> int:
    return sum(shown.photo.nbytes for one in _entries.values() if one.left is not None
               for shown in one.desk.photos)


def clear(secret: str) -> None:
    """Let go of all photos, marked pictures and sets of that secret, as when its hour is over."""
    with _guard:
        found = _entries.pop(secret, None)
        if found is not None:
            forget_training(found.desk)
            while found.desk.brought:
                forget_set(found.desk, found.desk.brought[0])


def say_what_is_lost(secret: str, photos: int, marked: int) -> None:
    """The tab that holds the secret had so many when it was last here."""
    with _guard:
        if secret not in _entries and (photos or marked):
            _note(secret, photos, marked)


def take_losses(secret: str) -> tuple[int, int]:
    """How many photos and marked pictures are gone; told once."""
    with _guard:
        return _losses.pop(secret, (0, 0))


def _note(secret: str, photos: int, marked: int) -> None:
    _losses[secret] = photos, marked


def _sweep() -> None:
    now = time.monotonic()
    with _guard:
        for secret, one in list(_entries.items()):
            if one.left is None:
                continue
            desk = one.desk
            if now - one.left >= HOUR or not (
                    desk.photos or len(desk.test_set) or desk.brought):
                clear(secret)


def own_sources(secret: str) -> tuple[str, ...]:
    """The secret names of the sets of pictures that there are for that secret."""
    with _guard:
        found = _entries.get(secret)
        names = [found.desk.training, *found.desk.brought] if found is not None else []
    return tuple(filter(is_private, names))


def forget_set(desk: Desk, name: str) -> None:
    """Let go of a set that was brought."""
    desk.brought.remove(name)
    forget_private(name)
    ahead.forget(name)


def forget_training(desk: Desk) -> None:
    """Let go of the pictures that were kept for the Play page."""
    name, desk.training = desk.training, ""
    if name:
        forget_private(name)
        ahead.forget(name)
