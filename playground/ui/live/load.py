"""How busy this process is with drawing and sending, and how much slower screens must therefore be.

A screen that shows a training takes its time from that: where many watch, each is shown less often,
down to once a second, before the training becomes slow. What somebody does is answered at once all
the same.
"""

from __future__ import annotations

import threading
import time

# Of a core, for all screens together: what they take, the training beside them has not.
SHARE = 0.08
SLOWEST = 4.0
_MEMORY = 3.0  # seconds


class Load:
    """The share of a core that screens have taken lately; for all tabs of the process."""

    def __init__(self) -> None:
        self._share = 0.0
        self._at = time.monotonic()
        self._sender: tuple[float, float] | None = None
        # Each tab's ticks run in a thread of its own.
        self._guard = threading.Lock()

    def spent(self, seconds: float) -> None:
        """A screen has just taken `seconds` of processor time."""
        with self._guard:
            self._fade()
            self._share += seconds / _MEMORY

    def sender_has_spent(self, seconds: float) -> None:
        """The thread that sends to all screens has taken so many seconds of it since it began."""
        with self._guard:
            self._fade()
            if self._sender is not None:
                at, before = self._sender
                # What it took long ago counts no more.
                lately = min(1.0, _MEMORY / max(self._at - at, 1e-9))
                self._share += lately * (seconds - before) / _MEMORY
            self._sender = self._at, seconds

    def stretch(self) -> float:
        """By how much every rate is to be slower: 1 while screens take less than `SHARE`."""
        with self._guard:
            self._fade()
            return min(SLOWEST, max(1.0, self._share / SHARE))

    def _fade(self) -> None:
        now = time.monotonic()
        self._share *= 0.5 ** ((now - self._at) / (_MEMORY * 0.693))
        self._at = now


LOAD = Load()
