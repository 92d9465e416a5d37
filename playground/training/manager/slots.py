"""Who trains now and who next: slots are given, taken back, and given up for those who are there.

Not locked: the manager's lock guards it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import count

from playground.training.manager.limits import Limits
from playground.training.manager.managed import ManagedRun
from playground.training.manager.pace import Pace
from playground.training.manager.queue import Asked, expected_waits, in_turn

PAUSE_SECONDS = 30.0
"""A longer pause gives the slot back."""


class Slots:
    """Of all `runs`, which the manager adds to and takes from."""

    def __init__(
        self, runs: Mapping[str, ManagedRun], limits: Limits, clock: Callable[[], float]
    ) -> None:
        self._runs, self._limits, self._clock = runs, limits, clock
        self._order = count()
        self.pace = Pace()

    def next_order(self) -> Asked:
        """For a run that asks for a slot now."""
        return Asked(next(self._order), self._clock())

    def hand_out(self) -> None:
        while (waiting := self._in_turn()) and self._has_room_for(waiting[0]):
            waiting[0].take_slot(self._clock())

    @property
    def free(self) -> bool:
        """Whether who comes now need not wait."""
        return not self._in_turn() and len(self._taken(self._holders())) < self._limits.runs

    def mind(self, managed: ManagedRun, now: float) -> None:
        """Take back the slot of one that has been paused for long."""
        if not managed.running.paused:
            managed.paused_since = None
        elif managed.paused_since is None:
            managed.paused_since = now
        elif now - managed.paused_since >= PAUSE_SECONDS:
            managed.give_back(now)

    def place_of(self, managed: ManagedRun) -> tuple[int | None, float | None]:
        """The run's place among those who wait, and how long it will; None for one that has not."""
        if not managed.asks:
            return None, None
        waiting, now = self._in_turn(), self._clock()
        waits = expected_waits(
            [self._remaining(one, now) for one in self._holders()],
            [self._remaining(one, now) for one in waiting], self._places(waiting))
        place = waiting.index(managed)
        return place + 1, waits[place]

    def _places(self, waiting: Iterable[ManagedRun]) -> int:
        """How many train at once while those wait."""
        people = {one.owner for one in (*self._holders(), *waiting) if not one.of_series}
        return self._limits.runs + (self._limits.beside if len(people) > 1 else 0)

    def _has_room_for(self, managed: ManagedRun) -> bool:
        holders, now = self._holders(), self._clock()
        if self._fits(managed):
            return True
        # Who asks for a slot while one of their own runs is paused in one has made the choice.
        idle = [one for one in holders if one.owner == managed.owner and one.running.paused]
        if idle:
            idle[0].give_back(now)
            return True
        # What one plays with goes before one's own series, which goes on where it stands.
        planned = [one for one in holders if one.owner == managed.owner and one.of_series]
        if planned and not managed.of_series:
            return self._made_way(planned, managed, now)
        # A run that nobody looks at loses nothing by training later: it goes on where it stands.
        away = [one for one in holders if one.lease.unattended(now)]
        if away and not managed.lease.unattended(now):
            return self._made_way(away, managed, now)
        return False

    def _made_way(self, holders: Iterable[ManagedRun], managed: ManagedRun, now: float) -> bool:
        """Whether that run fits once so many of `holders` as it takes have given way."""
        for one in holders:
            one.give_way(now, self.next_order())
            if self._fits(managed):
                return True
        return False

    def _fits(self, managed: ManagedRun) -> bool:
        holders = self._holders()
        taken = len(self._taken([*holders, managed]))
        # Two people's runs are quicker with a core each than one after the other; one person's
        # own must not slow each other down.
        beside = 0 if managed.of_series or any(
            one.owner == managed.owner or one.of_series for one in holders) else self._limits.beside
        return taken <= self._limits.runs + beside

    def _taken(self, runs: Iterable[ManagedRun]) -> list[ManagedRun]:
        """One run a slot that they take together: a slot holds several of one owner's series."""
        abreast: Counter[str] = Counter()
        first = []
        for one in runs:
            if not one.of_series or abreast[one.owner] % self._limits.abreast == 0:
                first.append(one)
            abreast[one.owner] += one.of_series
        return first

    def _holders(self) -> list[ManagedRun]:
        # Who rides in another one's slot takes none: the two share its cores.
        return [one for one in self._runs.values() if one.has_slot and one.rides is None]

    def _in_turn(self) -> list[ManagedRun]:
        now = self._clock()
        asking = filter(None, (one.asking(now, self._remaining(one, now))
                               for one in self._runs.values() if one.asks))
        taken = self._taken(self._holders())
        turns = in_turn(asking, *(
            [one.owner for one in taken if one.of_series is planned]
            for planned in (False, True)))
        return [self._runs[one.run_id] for one in turns]

    def _remaining(self, managed: ManagedRun, now: float) -> float | None:
        """How many seconds more it needs a slot."""
        bounds = [self.pace.remaining(managed.snapshot)]
        if self._limits.minutes is not None:
            bounds.append(60 * self._limits.minutes - managed.slot_seconds(now))
        if managed.paused_since is not None:
            bounds.append(managed.paused_since + PAUSE_SECONDS - now)
        return min((bound for bound in bounds if bound is not None), default=None)
