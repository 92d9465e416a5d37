"""The code of a room: few letters, to be read aloud and typed, and too many to be guessed."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable

from cachetools import LRUCache

from playground.errors import BadInput
from playground.messages import lazy

# Without vowels, so that no word comes of it, and without what is taken for another on a blackboard
# or by ear: I J L O, B for P, D for T, M for N, V for W.
LETTERS = "CFGHKNPRSTWXZ"
LENGTH = 6
"""13 to the 6th: 4.8 million."""


def new_code(taken: Callable[[str], bool]) -> str:
    """One that is not taken."""
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        if not taken(code):
            return code


def as_code(typed: str) -> str:
    """What somebody has typed or a link holds, as a code is written; whatever else stays out."""
    return "".join(letter for letter in typed[:40].upper() if letter in LETTERS)[:LENGTH]


class Guesses:
    """Wrong codes, of one guesser and of all: after too many, no code is looked at for a while.

    A room is found by its right code alone, so what is limited is how often a wrong one may be
    tried. All together 60 a minute: of the 4.8 million codes one of 20 rooms is hit in some 60
    hours, on average. A right code takes nothing. Behind a proxy a whole class is one guesser.
    """

    OF_ONE, OF_ALL = 20, 60
    MINUTE = 60.0

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._left: LRUCache[str, tuple[float, float]] = LRUCache(5000)
        # People of a class type in the same moment, each in a thread of their own.
        self._guard = threading.Lock()

    def check(self, guesser: str) -> None:
        """Raises `BadInput` where that one, or all, have guessed too often."""
        with self._guard:
            if min(self._now(guesser, self.OF_ONE), self._now("", self.OF_ALL)) < 1:
                raise BadInput(lazy(
                    "Too many wrong codes were tried; wait a minute, then type it again."))

    def wrong(self, guesser: str) -> None:
        """That one has tried a code that there is not."""
        with self._guard:
            for who, most in ((guesser, self.OF_ONE), ("", self.OF_ALL)):
                self._left[who] = self._now(who, most) - 1, self._clock()

    def _now(self, who: str, most: int) -> float:
        """How many are left: as many come back in a minute as there are at most."""
        left, at = self._left.get(who, (float(most), self._clock()))
        return min(float(most), left + (self._clock() - at) * most / self.MINUTE)
