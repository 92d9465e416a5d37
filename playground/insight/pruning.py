"""Pruning: the smallest p % of a network's weights set to zero, and how accurate it stays.

By magnitude alone and without training on (Han et al. 2015, "Learning both weights and connections
for efficient neural networks"). It is where L1 shows its worth: what it has made small is not
missed. Only kernels are pruned; biases and normalizations are few, and stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from playground.data.threads import in_threads
from playground.insight.forward import CHUNK, Array, Weights, probabilities
from playground.model.architectures import Architecture

# Finer towards the end: a network trained with L1 loses nothing before.
PERCENTS = (0, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92, 94, 96, 97, 98, 99, 99.5, 100)
KERNEL = "/kernel"


class Pruning:
    """The weights of one network, in order of their size: any share of them can be removed.

    The smallest of all kernels together or, `per_layer`, the same share of each kernel. Where two
    are of one size, the earlier one is smaller; what is no number is larger than any.
    """

    def __init__(self, weights: Weights, *, per_layer: bool = False) -> None:
        self._weights = dict(weights)
        self.per_layer = per_layer
        self.kernels = tuple(name for name in self._weights if name.endswith(KERNEL))

    @cached_property
    def _ranks(self) -> dict[str, NDArray[np.uint32]]:
        """Of each weight its place in the order, in its kernel or in all of them."""
        sizes = [np.abs(self._weights[name]).ravel() for name in self.kernels]
        if self.per_layer or not sizes:
            ranked = [_rank(of_kernel) for of_kernel in sizes]
        else:
            ends = np.cumsum([len(of_kernel) for of_kernel in sizes])[:-1]
            ranked = np.split(_rank(np.concatenate(sizes)), ends)
        return {name: places.reshape(self._weights[name].shape)
                for name, places in zip(self.kernels, ranked, strict=True)}

    def weights(self, percent: float) -> dict[str, Array]:
        """All the weights, with `percent` of those of the kernels, rounded, set to zero."""
        pruned = dict(self._weights)
        for name in self.kernels:
            smallest = self._ranks[name] < self._count(name, percent)
            if smallest.any():
                pruned[name] = np.where(smallest, np.float32(0), self._weights[name])
        return pruned

    def kernel(self, layer: str, percent: float) -> Array:
        """That layer's alone, of the largest kernel where it has none."""
        name = f"{layer}{KERNEL}"
        if name not in self.kernels:
            name = max(self.kernels, key=lambda one: self._weights[one].size)
        smallest = self._ranks[name] < self._count(name, percent)
        return np.where(smallest, np.float32(0), self._weights[name])

    def _count(self, name: str, percent: float) -> int:
        """How many of its group, one kernel or all of them, are removed."""
        size = self._weights[name].size if self.per_layer else self.size
        return round(percent / 100 * size)

    @cached_property
    def size(self) -> int:
        """How many weights the kernels have."""
        return sum(self._weights[name].size for name in self.kernels)


def zeros(weights: Weights) -> float:
    """Share of the kernels' weights that are exactly zero."""
    kernels = [array for name, array in weights.items() if name.endswith(KERNEL)]
    size = sum(kernel.size for kernel in kernels)
    return 1 - sum(int(np.count_nonzero(kernel)) for kernel in kernels) / size if size else 0.0


@dataclass(frozen=True, eq=False)
class Judged:
    """Pictures uint8 (n, size, size, 3) with their true labels (n,), on which accuracy is told."""

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]


@dataclass(frozen=True)
class PrunedReading:
    """The network with `percent` of its weights removed. `zeros`: share that is exactly zero then.

    `accuracy` by the names of the sets; None where a set has no picture.
    """

    percent: float
    zeros: float
    accuracy: Mapping[str, float | None]


class PrunedNetwork:
    """Reads how accurate a network is at any share removed; each reading is made once."""

    def __init__(self, pruning: Pruning, architecture: Architecture, pooling: str,
                 sets: Mapping[str, Judged]) -> None:
        self.pruning = pruning
        self.sets = sets
        self._forward: Callable[[NDArray[np.uint8], Weights], Array] = (
            lambda images, weights: probabilities(images, weights, architecture, pooling))
        self._readings: dict[float, PrunedReading] = {}

    def at(self, percent: float) -> PrunedReading:
        """With that share removed, 0 to 100. May be asked from any thread."""
        # Two threads that ask at once both compute, and get the same: no lock.
        known = self._readings.get(percent)
        if known is None:
            known = self._readings[percent] = self._read(percent)
        return known

    def has(self, percent: float) -> bool:
        """Whether that share has been read."""
        return percent in self._readings

    @property
    def known(self) -> tuple[PrunedReading, ...]:
        """What has been read by now, rising."""
        return tuple(reading for _, reading in sorted(self._readings.items()))

    def curve(self, percents: Sequence[float] = PERCENTS) -> Iterator[PrunedReading]:
        """One after the other, as they are ready."""
        return map(self.at, percents)

    def _read(self, percent: float) -> PrunedReading:
        weights = self.pruning.weights(percent)
        share = zeros(weights)
        for known in list(self._readings.values()):
            # The more is removed, the more is zero: with as many zeros it is the same network.
            if known.zeros == share:
                return PrunedReading(percent, share, known.accuracy)
        return PrunedReading(percent, share, self._accuracies(weights))

    def _accuracies(self, weights: Weights) -> dict[str, float | None]:
        parts = [(name, slice(at, at + CHUNK)) for name, judged in self.sets.items()
                 for at in range(0, len(judged.labels), CHUNK)]

        def right(part: tuple[str, slice]) -> int:
            judged, where = self.sets[part[0]], part[1]
            # A network that has diverged gives inf or NaN, on purpose without a warning.
            with np.errstate(invalid="ignore", over="ignore"):
                answers = self._forward(judged.images[where], weights).argmax(axis=1)
            return int((answers == judged.labels[where]).sum())

        counts = dict.fromkeys(self.sets, 0)
        for (name, _), count in zip(parts, in_threads(right, parts), strict=True):
            counts[name] += count
        return {name: counts[name] / len(judged.labels) if len(judged.labels) else None
                for name, judged in self.sets.items()}


def removable(curve: Sequence[PrunedReading], name: str, loss: float = 0.01) -> float | None:
    """The largest measured percentage up to which accuracy on that set stays within `loss`.

    Of what the network has with nothing removed, and at every measured percentage before too.
    None without a reading of the set. `curve` rises from 0.
    """
    read = [(one.percent, accuracy) for one in curve
            if (accuracy := one.accuracy.get(name)) is not None]
    if not read:
        return None
    least, kept = read[0][1] - loss, read[0][0]
    for percent, accuracy in read:
        # A hair of room: .65 - .01 is not .64 in binary.
        if accuracy < least - 1e-9:
            break
        kept = percent
    return kept


def _rank(sizes: Array) -> NDArray[np.uint32]:
    """At which place each stands, from 0 for the smallest."""
    places = np.empty(len(sizes), np.uint32)
    places[np.argsort(sizes, kind="stable")] = np.arange(len(sizes), dtype=np.uint32)
    return places
