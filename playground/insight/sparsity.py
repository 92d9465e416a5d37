"""How small a kernel's weights are: exact zeros, norms, and a histogram any ε can be read from.

Bins are log-spaced, twenty a decade from 1e-8 to 100, the same for every kernel and run, so that
histograms compare and a share "|w| < ε" can be read at any ε, not just one chosen beforehand.
Exact zeros have a count of their own: on a logarithm they have no place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS_A_DECADE = 20
LOWEST_DECADE, HIGHEST_DECADE = -8, 2
BIN_COUNT = (HIGHEST_DECADE - LOWEST_DECADE) * BINS_A_DECADE
EDGES: NDArray[np.float64] = np.logspace(LOWEST_DECADE, HIGHEST_DECADE, BIN_COUNT + 1)
NEAR_ZERO = 1e-3


@dataclass(frozen=True)
class KernelReading:
    """One kernel at one moment. `counts` has shape (BIN_COUNT + 2,): below, bins, above."""

    name: str
    size: int
    exact_zeros: int
    near_zeros: int
    l1_norm: float
    l2_norm: float
    counts: NDArray[np.int64]

    def below(self, epsilon: float) -> float:
        """Share of the weights with |w| < ε, exact zeros included; within a bin, interpolated."""
        if epsilon <= 0:
            return 0.0
        cumulated = self.exact_zeros + np.cumsum(self.counts)
        position = float(np.log10(epsilon) - LOWEST_DECADE) * BINS_A_DECADE
        if position <= 0:
            # Under the lowest edge nothing is resolved: all of it counts as below.
            return float(cumulated[0]) / self.size
        if position >= BIN_COUNT:
            return float(cumulated[BIN_COUNT]) / self.size
        whole = int(position)
        inside = (position - whole) * float(self.counts[whole + 1])
        return (float(cumulated[whole]) + inside) / self.size


def read_kernel(name: str, kernel: NDArray[np.float32]) -> KernelReading:
    """Count and measure one kernel of any shape. Weights that are not finite count as above."""
    magnitude = np.abs(kernel).ravel()
    zeros = int(magnitude.size - np.count_nonzero(magnitude))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        position = np.log10(magnitude, dtype=np.float32)
        position -= LOWEST_DECADE
        position *= BINS_A_DECADE
        np.nan_to_num(position, copy=False, nan=BIN_COUNT, posinf=BIN_COUNT, neginf=-1)
        np.clip(np.floor(position, out=position), -1, BIN_COUNT, out=position)
        counts = np.bincount(position.astype(np.int16) + 1, minlength=BIN_COUNT + 2)
        l1 = float(magnitude.sum(dtype=np.float64))
        l2 = float(np.sqrt(np.dot(magnitude, magnitude)))
    counts[0] -= zeros
    counts.flags.writeable = False
    near = int(np.count_nonzero(magnitude < NEAR_ZERO))
    return KernelReading(name, magnitude.size, zeros, near, l1, l2, counts)


def count_zeros(kernels: list[NDArray[np.float32]]) -> Sparsity:
    """The two fractions alone, an order of magnitude quicker than whole histograms."""
    size = sum(kernel.size for kernel in kernels)
    exact = sum(kernel.size - int(np.count_nonzero(kernel)) for kernel in kernels)
    near = sum(int(np.count_nonzero(np.abs(kernel) < NEAR_ZERO)) for kernel in kernels)
    return Sparsity(exact / size, near / size)


@dataclass(frozen=True)
class Sparsity:
    """Fractions over several kernels together."""

    exact_zeros: float
    near_zeros: float


def sparsity(readings: list[KernelReading]) -> Sparsity:
    """Fractions of exact zeros and of |w| < 1e-3 over all weights of the kernels."""
    size = sum(reading.size for reading in readings)
    return Sparsity(
        sum(reading.exact_zeros for reading in readings) / size,
        sum(reading.near_zeros for reading in readings) / size,
    )
