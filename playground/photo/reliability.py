"""How far a network's probabilities can be believed: calibration and its error.

Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks" (ICML 2017).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.model.tempered import LEAST, softened

BINS = 15


@dataclass(frozen=True)
class Bin:
    """Answers of about the same confidence: their number, mean confidence, share that is right."""

    count: int
    confidence: float
    accuracy: float


def temperature(
    probabilities: NDArray[np.float32], labels: NDArray[np.int64],
    weights: NDArray[np.float64] | None = None,
) -> float:
    """That of the least cross-entropy, between 0.2 and 10, for (n, 3) and (n,).

    Of several looks, (looks, n, 3), the mean is the answer, each with that temperature. `weights`
    (n,): how much each answer counts.
    """
    looks = probabilities.reshape(-1, *probabilities.shape[-2:])
    candidates = np.geomspace(0.2, 10, 400)
    at = np.arange(len(labels))
    weights = np.ones(len(labels)) if weights is None else weights
    losses = [
        -(weights * np.log(np.maximum(
            softened(looks, each).mean(axis=0)[at, labels], LEAST))).sum()
        for each in candidates]
    return float(candidates[int(np.argmin(losses))])


def reliability(
    probabilities: NDArray[np.float32], labels: NDArray[np.int64], bins: int = BINS
) -> list[Bin]:
    """The answers by the winner's probability, in bins of the same width from 0 to 1."""
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    found = []
    for number in range(bins):
        inside = which == number
        count = int(inside.sum())
        found.append(Bin(
            count, float(confidence[inside].mean()) if count else 0.0,
            float(right[inside].mean()) if count else 0.0))
    return found


def expected_calibration_error(
    probabilities: NDArray[np.float32], labels: NDArray[np.int64], bins: int = BINS
) -> float:
    """Mean distance of confidence and accuracy over the answers' bins, 0 to 1."""
    found = reliability(probabilities, labels, bins)
    return sum(each.count * abs(each.confidence - each.accuracy) for each in found) / len(labels)
