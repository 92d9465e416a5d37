"""Which training pictures are learned last: their mean loss over the epochs of a run.

The area under a picture's loss curve finds wrong labels, since a network learns what most pictures
say before it learns the exceptions by heart (Arpit et al. 2017, "A closer look at memorization in
deep networks"; Pleiss et al. 2020 rank by the margin in the same way).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.data.threads import in_threads
from playground.insight.forward import CHUNK, Weights, probabilities
from playground.model.architectures import Architecture

_LEAST = 1e-7


@dataclass(frozen=True, eq=False)
class LearnedLast:
    """Of n training pictures: `losses` (epochs, n), and `order` (n,), the hardest first.

    `epochs` are those that the losses are of. `wrong` (n,): whose label was made wrong.
    """

    epochs: tuple[int, ...]
    losses: NDArray[np.float32]
    order: NDArray[np.int64]
    wrong: NDArray[np.bool_]

    @property
    def mean(self) -> NDArray[np.float32]:
        """(n,) the mean loss over the epochs, in nats."""
        return np.asarray(self.losses.mean(axis=0))

    def found(self, count: int | None = None) -> int:
        """How many of the first `count` are wrongly labeled; by default as many as there are."""
        most = int(self.wrong.sum()) if count is None else count
        return int(self.wrong[self.order[:most]].sum())


def losses_of(
    images: NDArray[np.uint8], labels: NDArray[np.int64], weights: Weights,
    architecture: Architecture, pooling: str,
) -> NDArray[np.float32]:
    """(n,) the cross-entropy of each picture (n, h, w, 3) with its label as trained, in nats."""
    def of(chunk: slice) -> NDArray[np.float32]:
        given = probabilities(images[chunk], weights, architecture, pooling)
        right = given[np.arange(len(given)), labels[chunk]]
        return np.asarray(-np.log(np.maximum(right, _LEAST)), np.float32)

    chunks = [slice(at, at + CHUNK) for at in range(0, len(labels), CHUNK)]
    return np.concatenate([np.empty(0, np.float32), *in_threads(of, chunks)])


def learned_last(
    images: NDArray[np.uint8],
    labels: NDArray[np.int64],
    wrong: NDArray[np.bool_],
    epochs: Sequence[int],
    weights_of: Callable[[int], Weights],
    architecture: Architecture,
    pooling: str,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> LearnedLast:
    """Measure all training pictures at each of `epochs`; `weights_of(epoch)` gives the weights.

    `labels` (n,) as trained. `progress(done, total)` counts epochs, and may raise to break it off.
    Raises `ValueError` without an epoch.
    """
    if not epochs:
        raise ValueError("no epoch to measure")
    losses = np.empty((len(epochs), len(labels)), np.float32)
    for at, epoch in enumerate(epochs):
        losses[at] = losses_of(images, labels, weights_of(epoch), architecture, pooling)
        progress(at + 1, len(epochs))
    order = np.argsort(-losses.mean(axis=0), kind="stable")
    return LearnedLast(tuple(epochs), losses, order, wrong)
