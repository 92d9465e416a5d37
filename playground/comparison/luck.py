"""Is it luck? Runs of two settings, paired by seed: differences, band, and what chance would do.

The rules need no statistics to be understood. If a setting changed nothing, each order of the
runs would be as likely as any other: that all k of one are above all k of the other happens by
chance once in C(2k, k). That one is above the other in every one of k pairs, once in 2^k.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.comparison.comparable import ALL, comparability
from playground.training.history import History

FEWEST = 3
"""With fewer seeds nothing can be told."""
_MOST_FLIPPED = 16

Measure = Callable[[History], float | None]


def last_validation(run: History) -> float | None:
    """Validation accuracy after the last epoch."""
    return run.records[-1].validation.accuracy if run.records else None


@dataclass(frozen=True)
class Pair:
    """Two runs of one seed, which differ in what is compared alone."""

    seed: int
    baseline: float
    other: float

    @property
    def difference(self) -> float:
        return self.other - self.baseline


@dataclass(frozen=True)
class Luck:
    """Pairs in the order of their seeds. `lonely`: seeds of which one run is missing, or not
    comparable with the other."""

    pairs: tuple[Pair, ...]
    lonely: tuple[int, ...] = ()

    @property
    def n(self) -> int:
        return len(self.pairs)

    @property
    def differences(self) -> tuple[float, ...]:
        return tuple(pair.difference for pair in self.pairs)

    @property
    def mean(self) -> float | None:
        """Of the differences; None without a pair."""
        return sum(self.differences) / self.n if self.pairs else None

    @property
    def band(self) -> tuple[float, float] | None:
        """The smallest and the largest difference."""
        return (min(self.differences), max(self.differences)) if self.pairs else None

    @property
    def above(self) -> int:
        return sum(difference > 0 for difference in self.differences)

    @property
    def below(self) -> int:
        return sum(difference < 0 for difference in self.differences)

    @property
    def separated(self) -> int:
        """1 where all others are above all baselines, -1 where all are below, else 0."""
        if not self.pairs:
            return 0
        ours = [pair.baseline for pair in self.pairs]
        theirs = [pair.other for pair in self.pairs]
        if min(theirs) > max(ours):
            return 1
        return -1 if max(theirs) < min(ours) else 0

    @property
    def sign_chance(self) -> float | None:
        """How often chance alone has as many pairs, or more, on the side that has more of them.

        Pairs that are equal say nothing and are left out; None where all are.
        """
        told = self.above + self.below
        if not told:
            return None
        most = max(self.above, self.below)
        ways: int = sum(math.comb(told, count) for count in range(most, told + 1))
        return min(1.0, ways / (1 << told))

    @property
    def permutation_chance(self) -> float | None:
        """Of all ways to swap the runs of a pair, the share with a mean as far from 0, or farther.

        Exact; None without a pair, and for more than 16 of them.
        """
        if not 0 < self.n <= _MOST_FLIPPED:
            return None
        sizes = np.array(self.differences)
        flips = (np.arange(2**self.n)[:, None] >> np.arange(self.n)) & 1
        means = np.abs(((1 - 2 * flips) * sizes).sum(axis=1))
        # As far as the numbers themselves, not as the order in which they were added.
        return float((means >= abs(sizes.sum()) - 1e-12).mean())


def paired(baselines: Sequence[History], others: Sequence[History],
           measure: Measure = last_validation) -> Luck:
    """Pair the runs of two settings by their seed; of several of one seed the last counts."""
    ours, theirs = ({run.began_as.seed: run for run in runs} for runs in (baselines, others))
    pairs, lonely = [], []
    for seed in sorted(ours.keys() | theirs.keys()):
        pair = _pair(seed, ours.get(seed), theirs.get(seed), measure)
        if pair is None:
            lonely.append(seed)
        else:
            pairs.append(pair)
    return Luck(tuple(pairs), tuple(lonely))


def _pair(seed: int, ours: History | None, theirs: History | None, measure: Measure
          ) -> Pair | None:
    if ours is None or theirs is None or comparability(ours, theirs).forbids(ALL):
        return None
    before, after = measure(ours), measure(theirs)
    if before is None or after is None or not math.isfinite(before) or not math.isfinite(after):
        return None
    return Pair(seed, before, after)


@dataclass(frozen=True)
class Band:
    """Runs of one setting with several seeds: mean, smallest and largest of each epoch (e,).

    `lines` (n, e) are the runs themselves, in the order of `seeds`. Only epochs that all of them
    have come to.
    """

    seeds: tuple[int, ...]
    epochs: NDArray[np.int64]
    mean: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    lines: NDArray[np.float64]


def band(runs: Sequence[History], read: Callable[[History], Sequence[float]] | None = None
         ) -> Band | None:
    """The band of a curve with a value an epoch, by default validation accuracy; None without."""
    found = [(run.began_as.seed, (read or _validation)(run)) for run in runs]
    shortest = min((len(curve) for _, curve in found), default=0)
    if not shortest:
        return None
    found.sort(key=lambda one: one[0])
    lines = np.array([list(curve)[:shortest] for _, curve in found], np.float64)
    return Band(tuple(seed for seed, _ in found), np.arange(1, shortest + 1),
                lines.mean(axis=0), lines.min(axis=0), lines.max(axis=0), lines)


def _validation(run: History) -> Sequence[float]:
    return [record.validation.accuracy for record in run.records]
