"""The pictures on which runs give different answers, the most telling first.

Most telling is what is right in one run and wrong in another, and stayed so over the last epochs:
an answer that flips from one epoch to the next says little of what a knob did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.comparison.confusion import reading_at
from playground.training.history import History
from playground.training.snapshot import SetReading

STEADY_OVER = 3
"""Epochs over which it is judged whether an answer stays."""


@dataclass(frozen=True)
class Disagreement:
    """`index` into the runs' `Pictures`, its true `label` (None where the pictures are not at
    hand), and each run's answer, in the order of the runs.

    `steady`: share of the last epochs at which every run gave the answer that it gives now.
    """

    index: int
    label: int | None
    answers: tuple[int, ...]
    steady: float = 1.0

    @property
    def right(self) -> tuple[bool, ...]:
        """Which runs are right; none where the label is not known."""
        return tuple(answer == self.label for answer in self.answers)


@dataclass(frozen=True)
class Disagreements:
    """`found`, the most telling first, of `pictures` that all the runs were judged on."""

    found: tuple[Disagreement, ...]
    pictures: int


def disagreements(
    runs: Sequence[History], labels: NDArray[np.int64] | None = None, epoch: int | None = None,
    which: str = "validation",
) -> Disagreements:
    """Of runs that were judged on pictures of one `Pictures`, whose `labels` (n,) may be given.

    After that epoch, or after the last of each run. Runs that kept no answers are passed over, and
    have the answer −1. Pictures that not all of the others were judged on are left out.
    """
    readings = [_reading(run, epoch, which) for run in runs]
    kept = [reading for reading in readings if reading is not None]
    if len(kept) < 2:
        return Disagreements((), 0)
    common = kept[0].indices
    for reading in kept[1:]:
        common = np.intersect1d(common, reading.indices)
    answers = np.stack([
        _answers_to(common, reading) if reading is not None else np.full(len(common), -1, np.int8)
        for reading in readings])
    there = answers[[reading is not None for reading in readings]]
    differ = np.flatnonzero((there != there[0]).any(axis=0))
    steady = _steadiness(runs, epoch, which, common, answers)
    found = [
        Disagreement(
            int(common[at]), None if labels is None else int(labels[common[at]]),
            tuple(map(int, answers[:, at])), float(steady[at]))
        for at in differ]
    found.sort(key=_telling)
    return Disagreements(tuple(found), len(common))


def _telling(one: Disagreement) -> tuple[float, ...]:
    """Smallest first."""
    if one.label is None:
        return (-one.steady, one.index)
    known = [right for right, answer in zip(one.right, one.answers, strict=True) if answer >= 0]
    split = min(sum(known), len(known) - sum(known))
    # Of equals those where the baseline is wrong: what the other run has gained.
    return (-split * one.steady, -split, float(one.right[0]), one.index)


def _reading(run: History, epoch: int | None, which: str) -> SetReading | None:
    reading = reading_at(run, epoch, which)
    return reading if reading is not None and len(reading.answers) else None


def _answers_to(indices: NDArray[np.int64], reading: SetReading) -> NDArray[np.int8]:
    order = np.argsort(reading.indices)
    at = np.searchsorted(reading.indices, indices, sorter=order)
    return np.asarray(reading.answers[order[at]], np.int8)


def _steadiness(
    runs: Sequence[History], epoch: int | None, which: str, common: NDArray[np.int64],
    answers: NDArray[np.int8],
) -> NDArray[np.float64]:
    """(pictures,) the share of the last epochs in which no run gave another answer than now."""
    kept = np.ones((STEADY_OVER, len(common)), bool)
    counted = 1
    for back in range(1, STEADY_OVER):
        whole = True
        for run, now in zip(runs, answers, strict=True):
            last = (run.epoch if epoch is None else epoch) - back
            reading = _reading(run, last, which) if last > 0 else None
            if reading is None or not np.isin(common, reading.indices).all():
                whole = whole and not len(now[now >= 0])
                continue
            kept[back] &= _answers_to(common, reading) == now
        if not whole:
            break
        counted += 1
    return np.asarray(kept[:counted].mean(axis=0), np.float64)
