"""How busy this process is with drawing, and how much slower screens must therefore be."""

from __future__ import annotations

import threading
import time

# Of a core, for all screens together: what they take, the training beside them has not, and what it
# takes to send and to paint comes on top.
SHARE = 0.05
_MEMORY = 3.0  # seconds


class Load:
    """The share of a core that screens have taken lately; for all tabs of the process."""

    def __init__(self) -> None:
        self._share = 0.0
        self._at = time.monotonic()
        # Each tab's ticks run in a thread of its own.
        self._guard = threading.Lock()

    def spent(self, seconds: float) -> None:
        """A screen has just taken `seconds` of processor time."""
        with self._guard:
            self._fade()
            self._share += seconds / _MEMORY

    def stretch(self) -> float:
        """By how much every rate is to be slower: 1 while screens take less than `SHARE`."""
        with self._guard:
            self._fade()
            return min(8.0, max(1.0, self._share / SHARE))

    def _fade(self) -> None:
        now = time.monotonic()
        self._share *= 0.5 ** ((now - self._at) / (_MEMORY * 0.693))
        self._at = now


LOAD = Load()
