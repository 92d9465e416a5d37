"""Two runs at the same pace: neither is ever more than one step ahead of the other.

Each computes in its own thread and at the same time as the other; who is ahead waits. What a run
computes does not depend on it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

LISTENS_EVERY = 0.05  # seconds


class Lockstep:
    """Made for a race; each of its runs takes a side."""

    def __init__(self) -> None:
        # Notified at each step: who waits should go on at once, not at the next look.
        self._moved = threading.Condition()
        self._steps: dict[Side, int] = {}

    def side(self) -> Side:
        """Of one more run, for which the others wait from now on."""
        made = Side(self)
        with self._moved:
            self._steps[made] = 0
        return made

    def wait(self, side: Side, step: int, seconds: float) -> bool:
        """Whether that side, which stands at `step`, may take the next; at most so long."""
        with self._moved:
            self._steps[side] = step
            self._moved.notify_all()
            return self._moved.wait_for(
                lambda: all(step <= other for other in self._steps.values()), seconds)

    def leave(self, side: Side) -> None:
        """Nobody waits for it any more."""
        with self._moved:
            self._steps.pop(side, None)
            self._moved.notify_all()


class Side:
    """What one run of a race holds."""

    def __init__(self, race: Lockstep) -> None:
        self._race = race

    def wait(self, step: int, seconds: float) -> bool:
        """See `Lockstep.wait`."""
        return self._race.wait(self, step, seconds)

    def leave(self) -> None:
        """A second call does nothing."""
        self._race.leave(self)


class Racing:
    """Whether a run races, and how it keeps the pace; `side` is swapped whole, by any thread."""

    def __init__(self) -> None:
        self.side: Side | None = None

    def keep_pace(self, step: int, attend: Callable[[], None]) -> None:
        """Wait for who is behind, where there is anybody; `attend` hears commands meanwhile."""
        while (side := self.side) is not None and not side.wait(step, LISTENS_EVERY):
            attend()

    def leave(self) -> None:
        """Nobody waits for it any more; a second call does nothing."""
        side = self.side
        if side is not None:
            side.leave()
