"""Whether a picture of a network says anything about it: does it change when the network does?

Adebayo et al. 2018, "Sanity Checks for Saliency Maps": the layers' weights are replaced by random
ones, from the output down, and what a method draws is compared with what it drew before. A method
whose picture stays does not show what the network has learned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.data.decoded import Progress
from playground.insight.saliency import METHODS, Maps, saliency
from playground.insight.tensor_forward import Weights
from playground.model.architectures import Architecture, layers
from playground.model.weights import start_weights

# Of a new network's start weights: any other than a run's own is as good.
_RANDOM_SEED = 20_180
_C1, _C2 = 0.01**2, 0.03**2
_WINDOW = 8


@dataclass(frozen=True, eq=False)
class Stage:
    """`layer` is the last that was replaced, with all behind it; empty: the network as it is.

    `maps`: by method (n, size, size). `rank` and `ssim`: by method, how alike they are to those of
    the whole network, the mean over the pictures in which that has anything marked; 1 is the same,
    a rank of 0 no more alike than chance.
    """

    layer: str
    maps: Maps
    rank: Mapping[str, float]
    ssim: Mapping[str, float]


STAYS = 0.5
"""From this mean rank correlation on a method's pictures are said to stay."""


def alike(stages: list[Stage]) -> dict[str, float]:
    """By method the mean rank correlation over all stages with something replaced."""
    return {name: float(np.mean([stage.rank[name] for stage in stages[1:]]))
            for name in METHODS}


def cascade(
    images: NDArray[np.uint8],
    classes: NDArray[np.int64],
    weights: Weights,
    architecture: Architecture,
    pooling: str,
    progress: Progress | None = None,
) -> list[Stage]:
    """The network as it is, then with one layer more replaced each time, from the output down.

    `progress(stages done, of all)` may raise to end the work. Imports TensorFlow.
    """
    rounds = list(randomized(weights, architecture, pooling))
    stages: list[Stage] = []
    for done, (layer, replaced) in enumerate(rounds, 1):
        maps = saliency(images, classes, replaced, architecture, pooling)
        whole = stages[0].maps if stages else maps
        stages.append(Stage(
            layer, maps,
            {name: _mean(rank_correlation, whole[name], maps[name]) for name in METHODS},
            {name: _mean(structural_similarity, whole[name], maps[name]) for name in METHODS}))
        if progress is not None:
            progress(done, len(rounds))
    return stages


def randomized(
    weights: Weights, architecture: Architecture, pooling: str, seed: int = _RANDOM_SEED
) -> Iterator[tuple[str, Weights]]:
    """First ("", the weights themselves), then with one layer more as it starts, output first.

    A normalization is replaced with the convolution before it.
    """
    rows = layers(architecture, pooling)
    start, now = start_weights(rows, seed), dict(weights)
    bearers: dict[str, list[str]] = {}
    for row in rows:
        if row.kernel is not None:
            of_bearer = bearers.setdefault(row.name, [])
        of_bearer += [f"{row.name}/{name}" for name in row.weights]
    yield "", dict(now)
    for layer in reversed(bearers):
        now |= {name: start[name] for name in bearers[layer]}
        yield layer, dict(now)


def rank_correlation(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Spearman's coefficient of two pictures' pixels, equal ones sharing their mean rank; -1 to 1.

    0 where one of them is the same everywhere: it then orders nothing.
    """
    a, b = _ranks(one), _ranks(other)
    a, b = a - a.mean(), b - b.mean()
    norm = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / norm if norm else 0.0


def _ranks(picture: NDArray[np.float32]) -> NDArray[np.float64]:
    _, place, counts = np.unique(picture, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts - 1) / 2)[place.ravel()], np.float64)


def structural_similarity(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """SSIM (Wang et al. 2004, equation 13) of two pictures, each scaled to 0 … 1.

    Uniform windows of 8×8 pixels, with σ² and σxy as means over the window. Two empty ones: 1.
    """
    x, y = (_windows(_scaled(picture)) for picture in (one, other))
    mean_x, mean_y = x.mean(axis=(-2, -1)), y.mean(axis=(-2, -1))
    covariance = (x * y).mean(axis=(-2, -1)) - mean_x * mean_y
    variances = x.var(axis=(-2, -1)) + y.var(axis=(-2, -1))
    alike = ((2 * mean_x * mean_y + _C1) * (2 * covariance + _C2)) / (
        (mean_x**2 + mean_y**2 + _C1) * (variances + _C2))
    return float(alike.mean())


def _windows(picture: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.lib.stride_tricks.sliding_window_view(picture, (_WINDOW, _WINDOW))[::2, ::2]


def _scaled(picture: NDArray[np.float32]) -> NDArray[np.float64]:
    least, most = float(picture.min()), float(picture.max())
    return (picture.astype(np.float64) - least) / (most - least if most > least else 1.0)


def _mean(
    measure: Callable[[NDArray[np.float32], NDArray[np.float32]], float],
    ones: NDArray[np.float32], others: NDArray[np.float32],
) -> float:
    """Over the pictures in which the whole network has anything marked; 0 where in none."""
    found = [measure(one, other) for one, other in zip(ones, others, strict=True)
             if float(one.max()) > float(one.min())]
    return float(np.mean(found)) if found else 0.0
