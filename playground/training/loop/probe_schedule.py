"""When a run is probed: about once a second, and never for more than a share of its time."""

from __future__ import annotations

import time

PROBE_SECONDS = 1.0
FIRST_PROBE_SECONDS = 0.4
# However slow the network: a probe of the article's takes a third of a second.
PROBE_SHARE = 0.1


class Probing:
    """Counts from the end of the first step: one that had to be traced does not delay the rest.

    The first look comes early, since whoever pressed Play waits for it.
    """

    def __init__(self) -> None:
        self._last: float | None = None
        self._cost = 0.0

    def due(self) -> bool:
        """To be asked after each step."""
        now = time.perf_counter()
        if self._last is None:
            self._last = now - PROBE_SECONDS + FIRST_PROBE_SECONDS
        return now - self._last > max(PROBE_SECONDS, self._cost / PROBE_SHARE)

    def done(self, cost: float) -> None:
        """A probe has ended that took `cost` seconds, pauses not counted."""
        self._last, self._cost = time.perf_counter(), cost
