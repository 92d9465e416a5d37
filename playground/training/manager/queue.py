"""Who trains next, and how long the others wait: pure functions of who asks and who trains."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

AHEAD_SECONDS = 120.0
"""A run is overtaken by none that asks so much later, however short: nobody waits for ever."""


class Asked(NamedTuple):
    """When a run asked for its slot: `order` grows with every asking, `at` is in seconds."""

    order: int
    at: float

    def due(self, remaining: float | None) -> float:
        """The moment that decides whose turn it is; `remaining`: seconds that it still trains.

        Of two that ask together the shorter one comes first: it lets the other one wait less than
        that would it. None: not known.
        """
        return self.at + (AHEAD_SECONDS if remaining is None else min(remaining, AHEAD_SECONDS))


@dataclass(frozen=True)
class Asking:
    """A run that waits for a slot. `order` grows with every asking; `due`: see `Asked`.

    `attended`: somebody is there who waits with it. `of_series`: it is one of many of a plan.
    """

    run_id: str
    owner: str
    order: int
    attended: bool = True
    of_series: bool = False
    due: float = 0.0


def in_turn(
    asking: Iterable[Asking], training: Iterable[str], of_series: Iterable[str] = ()
) -> list[Asking]:
    """Who comes next, first; `training` names the owner of each run that has a slot.

    Everybody's first run before anybody's second: one person who compares ten settings must not
    make nine others wait for all of them. Of different people's first runs, or second ones, the one
    that is due first, then the one that came first; one person's own in the order in which they
    came. Runs whose page is gone come when nobody who is there waits. `of_series`: the owners of
    series whose runs have a slot; one's series comes after what one plays with, and takes the same
    turns as others' runs.
    """
    ahead, series = Counter(training), Counter(of_series)
    turns: list[tuple[bool, int, float, int, Asking]] = []
    for one in sorted(asking, key=lambda one: (one.of_series, one.order)):
        if one.of_series:
            ahead[one.owner] += series.pop(one.owner, 0)
        turns.append((not one.attended, ahead[one.owner], one.due, one.order, one))
        ahead[one.owner] += 1
    return [one for *_, one in sorted(turns, key=lambda turn: turn[:4])]


def expected_waits(
    remaining: Sequence[float | None], durations: Sequence[float | None], slots: int
) -> list[float | None]:
    """Seconds until each waiting run gets a slot, in turn; None where that cannot be told.

    `remaining`: seconds that each training run still takes; `durations`: how long each waiting one
    will; None in either where it is not known.
    """
    known = [math.inf if seconds is None else max(0.0, seconds) for seconds in remaining]
    free = known + [0.0] * (slots - len(known))
    heapq.heapify(free)
    waits: list[float | None] = []
    for seconds in durations:
        wait = heapq.heappop(free)
        waits.append(wait if math.isfinite(wait) else None)
        heapq.heappush(free, wait + (math.inf if seconds is None else seconds))
    return waits
