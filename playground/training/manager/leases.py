"""Whether the person a run belongs to is still there.

Three answers, because a laptop that sleeps, a phone that changes networks, F5 and a closed page
look alike from here. Whoever is heard of is there. Whoever is not is away: the run trains on, and
only gives way where somebody who is there waits for its slot. Only after the grace, an hour unless
the operator says otherwise, is the run stopped; what is recorded of it can be resumed.
"""

from __future__ import annotations

# A page in the background is heard of once a minute at worst: browsers slow down its timers. Only
# a silence that this does not explain counts as away. A page that closes says so: see `release`.
SILENCE_SECONDS = 180.0
# A page that is loaded again or finds its connection back does so well within this.
AWAY_SECONDS = 60.0
# The page of a run that rests has nothing to poll for, and the run takes no slot.
RESTING_SECONDS = 3600.0
# A closing page's last poll may still be under way when the closing is told: not a sign of life.
SETTLING_SECONDS = 1.0


class Lease:
    """A run's life as long as its owner shows signs of life; all times from one clock, in seconds.

    After `release`, for `grace` seconds unless the owner comes back, as after a reload; without a
    word, at least three minutes, and an hour where the run rests.
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

    @property
    def left(self) -> bool:
        """Whether the page has gone, as far as it said, and nobody has come back to it."""
        return self._released is not None

    def unattended(self, now: float) -> bool:
        """Whether nobody is there, as far as can be told: then the run may have to give way."""
        if self._released is not None:
            return now - self._released >= min(AWAY_SECONDS, self._grace)
        return now - self._seen >= SILENCE_SECONDS

    def expired(self, now: float, *, resting: bool = False) -> bool:
        """`resting`: the run neither has a slot nor asks for one."""
        if self._released is not None:
            return now - self._released >= self._grace
        silence = max(SILENCE_SECONDS, self._grace)
        return now - self._seen >= (max(silence, RESTING_SECONDS) if resting else silence)
