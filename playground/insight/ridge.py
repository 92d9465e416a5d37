"""How a layer's weights are distributed after each epoch that is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from playground.data.decoded import Progress
from playground.insight.histogram import WeightHistogram, weight_histogram
from playground.model.weights import Weights, glorot_limit

MOST_EPOCHS = 24


@dataclass(frozen=True, eq=False)
class Ridge:
    """A layer's histograms, on the same bins, aligned with the rising `epochs`."""

    epochs: tuple[int, ...]
    histograms: tuple[WeightHistogram, ...]
    limit: float


def chosen_epochs(kept: Sequence[int], most: int = MOST_EPOCHS) -> list[int]:
    """At most so many of them, spread evenly, the first and the last among them."""
    if len(kept) <= most:
        return list(kept)
    return [kept[int(at)] for at in np.linspace(0, len(kept) - 1, most).round()]


def ridges(
    kept: Sequence[int], weights: Callable[[int], Weights | None],
    progress: Progress | None = None,
) -> Mapping[str, Ridge]:
    """By layer; an epoch whose weights are not there is left out.

    `progress(epochs done, of all)` may raise to end the work.
    """
    chosen = chosen_epochs(kept)
    found: dict[str, list[tuple[int, WeightHistogram, float]]] = {}
    for done, epoch in enumerate(chosen, 1):
        for name, array in (weights(epoch) or {}).items():
            layer, _, what = name.rpartition("/")
            if what == "kernel":
                limit = glorot_limit(array.shape)
                found.setdefault(layer, []).append(
                    (epoch, weight_histogram(array, limit), limit))
        if progress is not None:
            progress(done, len(chosen))
    return {layer: Ridge(tuple(row[0] for row in rows), tuple(row[1] for row in rows), rows[0][2])
            for layer, rows in found.items()}
