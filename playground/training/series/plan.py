"""A plan of runs: points, each an experiment with a place on the plan, most telling first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import lazy

ARTICLE, SWEEP, LUCK = "article", "sweep", "luck"
KINDS = (ARTICLE, SWEEP, LUCK)
MOST_POINTS = 400


@dataclass(frozen=True)
class Point:
    """`place` says where on the plan it stands, in values that JSON can hold."""

    place: Mapping[str, Any]
    experiment: Experiment


@dataclass(frozen=True)
class Plan:
    """`asked` is what the plan was made of; `points` stand in the order of training.

    Raises `BadInput` where there is none, or there are too many.
    """

    kind: str
    asked: Mapping[str, Any]
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        if not self.points:
            raise BadInput(lazy("There is nothing to train: choose at least one value."))
        if len(self.points) > MOST_POINTS:
            raise BadInput(lazy(
                "That are {count} runs, and at most {most} can be planned at once; choose fewer "
                "points or seeds.", count=len(self.points), most=MOST_POINTS))


def telling_order(count: int) -> list[int]:
    """The places of a row of `count` in the order in which they tell most: ends, middle, halves.

    After any number of them the row is covered as evenly as it can be.
    """
    return list(_telling(count))


def _telling(count: int) -> Iterator[int]:
    yield from sorted({0, count - 1}) if count else ()
    spans = [(0, count - 1)]
    while spans:
        halves: list[tuple[int, int]] = []
        for low, high in spans:
            middle = (low + high) // 2
            if low < middle:
                yield middle
                halves += [(low, middle), (middle, high)]
        spans = halves


def whole_seeds(first: int, count: int) -> tuple[int, ...]:
    """`count` seeds from `first` on. Raises `BadInput` where there is none."""
    if count < 1:
        raise BadInput(lazy("There must be at least one seed, not {count}.", count=count))
    return tuple(range(first, first + count))


def by_seed(
    experiments: Sequence[tuple[Mapping[str, Any], Experiment]], seeds: Sequence[int]
) -> tuple[Point, ...]:
    """All experiments with one seed before any with the next; each place names its seed."""
    return tuple(
        Point({**place, "seed": seed}, experiment.with_values({"seed": seed}))
        for seed in seeds for place, experiment in experiments)
