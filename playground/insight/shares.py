"""The shares of a kernel's weights that tell the regularizers apart.

|w| < ε alone does not: after L1 and after L2 it is much the same. How few weights carry 90 % of
Σ|w| does, and so does how many have grown beyond the range of the start, and how many are 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CARRIED = 0.9


@dataclass(frozen=True)
class WeightShares:
    """Each a fraction of the kernel's weights, 0 to 1."""

    exact_zeros: float
    near_zeros: float
    """|w| < ε, exact zeros included."""
    carrying: float
    """The fewest weights whose |w| add up to 90 % of Σ|w|; 0 where all are zero."""
    beyond_start: float
    """|w| above the bound of the start weights: 0 at the start."""


def weight_shares(kernel: NDArray[np.float32], limit: float, epsilon: float) -> WeightShares:
    """The shares of a kernel of any shape; `limit` is `glorot_limit` of that shape."""
    magnitude = np.abs(kernel).ravel()
    size = magnitude.size
    return WeightShares(
        exact_zeros=1 - int(np.count_nonzero(magnitude)) / size,
        near_zeros=int(np.count_nonzero(magnitude < epsilon)) / size,
        carrying=carrying_share(magnitude),
        # In the weights' own precision: a start weight on the bound itself is not beyond it.
        beyond_start=int(np.count_nonzero(magnitude > np.float32(limit))) / size,
    )


def carrying_share(weights: NDArray[np.float32], carried: float = CARRIED) -> float:
    """Share of the weights, largest first, that it takes to reach `carried` of Σ|w|."""
    falling = np.sort(np.abs(weights).ravel())[::-1]
    reached = np.cumsum(falling, dtype=np.float64)
    if not reached[-1]:
        return 0.0
    last = int(np.searchsorted(reached, carried * reached[-1]))
    return min(last + 1, falling.size) / falling.size
