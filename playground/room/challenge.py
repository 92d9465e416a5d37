"""A challenge: the fewest weights with which a network still answers right, and who has them.

Judged on pictures that no page shows (`hidden_set.py`), by a thread of the server (`judge.py`).
Against probing: a network is judged at the end of an epoch and not more often than every
`EVERY` seconds a person, and what is told of its accuracy is coarse.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from playground.messages import Text

GOAL = 0.9
EVERY = 30.0  # seconds
BAND = 5  # per cent


@dataclass(frozen=True)
class Score:
    """Of one network: how many of its weights are not zero, and whether it reached the goal.

    `band`: its accuracy in per cent, rounded down to a multiple of `BAND`; more is told to nobody.
    """

    run_id: str
    epoch: int
    weights: int
    reached: bool
    band: int

    @classmethod
    def of(cls, run_id: str, epoch: int, weights: int, accuracy: float, goal: float) -> Score:
        # A hair of room: what is 18 of 20 pictures is .9.
        band = BAND * math.floor((100 * accuracy + 1e-9) / BAND)
        return cls(run_id, epoch, weights, accuracy >= goal - 1e-9, band)

    def better_than(self, other: Score | None) -> bool:
        return other is None or self.order < other.order

    @property
    def order(self) -> tuple[bool, int, int]:
        """Who has reached the goal comes first, with the fewest weights; the others by accuracy."""
        return (not self.reached, self.weights if self.reached else -self.band, self.weights)


@dataclass(frozen=True)
class Place:
    """A row of the ranking, from 1; people with the same result have the same place."""

    place: int
    member: str
    score: Score


class Challenge:
    """Not locked: the room's lock guards it."""

    def __init__(self, goal: float = GOAL) -> None:
        self.goal = goal
        self._best: dict[str, Score] = {}
        self._judged: dict[str, tuple[str, int, float]] = {}
        self._problems: dict[str, Text] = {}

    def due(self, member: str, run_id: str, epoch: int, now: float) -> bool:
        """Whether that network may be judged now: after an epoch that it was not judged after."""
        before = self._judged.get(member)
        if epoch < 1:
            return False
        return before is None or (before[:2] != (run_id, epoch) and now - before[2] >= EVERY)

    def judged_at(self, member: str) -> float:
        """When, by the judge's clock; whoever was never judged comes first."""
        before = self._judged.get(member)
        return before[2] if before is not None else -math.inf

    def note(self, member: str, run_id: str, epoch: int, now: float, found: Score | Text) -> None:
        """What came of it: the best stays, whatever its person does afterwards."""
        self._judged[member] = run_id, epoch, now
        if not isinstance(found, Score):
            self._problems[member] = found
            return
        self._problems.pop(member, None)
        if found.better_than(self._best.get(member)):
            self._best[member] = found

    def best(self, member: str) -> Score | None:
        return self._best.get(member)

    def problem(self, member: str) -> Text:
        """Why that one's network was not judged, the last time; empty where it was."""
        return self._problems.get(member, "")

    def forget(self, member: str) -> None:
        for each in (self._best, self._judged, self._problems):
            each.pop(member, None)

    def ranking(self) -> tuple[Place, ...]:
        """The best first."""
        return ranked(list(self._best.items()))


def ranked(scores: Sequence[tuple[str, Score]]) -> tuple[Place, ...]:
    ordered = sorted(scores, key=lambda each: each[1].order)
    places: list[Place] = []
    for at, (member, score) in enumerate(ordered, 1):
        same = places and places[-1].score.order == score.order
        places.append(Place(places[-1].place if same else at, member, score))
    return tuple(places)
