"""The average picture of each class, and how far one gets by comparing with nothing else."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.data.classes import CLASSES

_AT_ONCE = 256


def average_pictures(
    rgb: NDArray[np.uint8], labels: NDArray[np.int64]
) -> NDArray[np.float64]:
    """(3, h, w, 3): the mean of each class's pictures (n, h, w, 3), NaN where it has none."""
    sums = np.zeros((len(CLASSES), *rgb.shape[1:]))
    for start in range(0, len(labels), _AT_ONCE):
        part, of_part = rgb[start : start + _AT_ONCE], labels[start : start + _AT_ONCE]
        for label in range(len(CLASSES)):
            sums[label] += part[of_part == label].sum(axis=0, dtype=np.float64)
    counts = np.bincount(labels, minlength=len(CLASSES))
    with np.errstate(invalid="ignore"):
        return np.asarray(sums / counts[:, None, None, None])


def nearest_average(
    averages: NDArray[np.float64], rgb: NDArray[np.uint8]
) -> NDArray[np.int64]:
    """(n,) whose average each picture is nearest to, by the sum of squared differences.

    The nearest-centroid classifier (Hastie, Tibshirani, Friedman, section 13.2): what can be told
    of the signs without learning any feature.
    """
    flat = averages.reshape(len(CLASSES), -1)
    there = np.asarray(~np.isnan(flat).any(axis=1))
    known = np.where(there[:, None], flat, 0.0)
    # ‖x - a‖² = ‖x‖² - 2 x·a + ‖a‖², and ‖x‖² is the same for all three.
    offset = np.where(there, (known**2).sum(axis=1), np.inf)
    found = np.empty(len(rgb), np.int64)
    for start in range(0, len(rgb), _AT_ONCE):
        part = rgb[start : start + _AT_ONCE].reshape(-1, known.shape[1]).astype(np.float64)
        found[start : start + len(part)] = (offset - 2 * part @ known.T).argmin(axis=1)
    return found
