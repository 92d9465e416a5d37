"""A sweep in numbers: each measure against the swept value, with its spread over the seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playground.training.series.reading import PointView
from playground.training.series.results import PointResult

MEASURES: Mapping[str, Callable[[PointResult], float | None]] = {
    "accuracy": lambda result: result.accuracy,
    "elsewhere": lambda result: result.elsewhere,
    "gap": lambda result: result.gap,
    "exact_zeros": lambda result: result.exact_zeros,
    "near_zeros": lambda result: result.near_zeros,
}
"""By name, each 0 to 1 (the gap -1 to 1); None is what was not measured."""


@dataclass(frozen=True)
class Band:
    """Mean, least and most over the `count` runs that have it."""

    mean: float
    low: float
    high: float
    count: int


@dataclass(frozen=True)
class SweepValue:
    """One method at one value: its runs by seed, whole ones only, and what trains or waits."""

    method: str
    value: Any
    runs: Mapping[int, PointResult]
    diverged: int = 0
    left: int = 0

    def band(self, measure: str) -> Band | None:
        """None where no run has it yet."""
        found = [MEASURES[measure](result) for result in self.runs.values()]
        numbers = [number for number in found if number is not None]
        if not numbers:
            return None
        mean = sum(numbers) / len(numbers)
        return Band(mean, min(numbers), max(numbers), len(numbers))


@dataclass(frozen=True)
class SweepResult:
    """`values` by method in the order of the plan, each rising (or as asked, for names)."""

    control: str
    methods: tuple[str, ...]
    seeds: tuple[int, ...]
    values: Mapping[str, tuple[SweepValue, ...]]

    def best(self, method: str | None = None) -> SweepValue | None:
        """The highest mean validation accuracy at the end, of that method or of all.

        Only values with as many whole runs as any has: one lucky seed must not beat a mean of
        three. None before the first run has ended.
        """
        offered = [one for name in self.methods if method in (None, name)
                   for one in self.values[name] if one.runs]
        most = max((len(one.runs) for one in offered), default=0)
        offered = [one for one in offered if len(one.runs) == most]
        return max(offered, key=_mean_accuracy, default=None)


def _mean_accuracy(one: SweepValue) -> float:
    band = one.band("accuracy")
    return band.mean if band is not None else 0.0


def sweep_result(asked: Mapping[str, Any], points: Iterable[PointView]) -> SweepResult:
    """Of a sweep's plan and its points as they stand."""
    methods: Sequence[str] = tuple(map(str, asked["methods"]))
    cells: dict[tuple[str, Any], list[PointView]] = {}
    for point in points:
        cells.setdefault((str(point.place["method"]), point.place["value"]), []).append(point)
    return SweepResult(
        control=str(asked["control"]), methods=tuple(methods),
        seeds=tuple(int(seed) for seed in asked["seeds"]),
        values={method: tuple(
            _value(method, value, cells.get((method, value), [])) for value in asked["values"])
            for method in methods})


def _value(method: str, value: Any, points: Sequence[PointView]) -> SweepValue:
    runs = {int(point.place["seed"]): point.result for point in points
            if point.done and not point.diverged and point.result is not None}
    return SweepValue(
        method, value, runs, diverged=sum(point.diverged for point in points),
        left=sum(not point.done for point in points))
