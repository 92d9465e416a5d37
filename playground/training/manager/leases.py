"""Whether the person a run belongs to is still there."""

from __future__ import annotations

# A page in the background is heard of once a minute at worst: browsers slow down its timers. Only
# a silence that this does not explain counts as gone. A page that closes says so: see `release`.
SILENCE_GRACES = 3
# The page of a run that rests has nothing to poll for, and the run takes no slot.
RESTING_SECONDS = 3600.0
# A closing page's last poll may still be under way when the closing is told: not a sign of life.
SETTLING_SECONDS = 1.0


class Lease:
    """A run's life as long as its owner shows signs of life; all times from one clock, in seconds.

    After `release`, for `grace` seconds unless the owner comes back, as after a reload; without a
    word, three times as long, and an hour where the run rests.
    """

    def __init__(self, now: float, grace: float) -> None:
        self._seen, self._grace = now, grace
        self._released: float | None = None

    def sign_of_life(self, now: float) -> None:
        if self._released is not None and now - self._released < SETTLING_SECONDS:
            return
        self._seen, self._released = now, None

    def release(self, now: float) -> None:
        """The page has been closed, reloaded, or lost its connection. Twice is no longer grace."""
        if self._released is None:
            self._released = now

    def expired(self, now: float, *, resting: bool = False) -> bool:
        """`resting`: the run neither has a slot nor asks for one."""
        if self._released is not None:
            return now - self._released >= self._grace
        silence = SILENCE_GRACES * self._grace
        return now - self._seen >= (max(silence, RESTING_SECONDS) if resting else silence)
