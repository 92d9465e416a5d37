"""How a kernel's weights are distributed, in bins that are the same at every moment of every run.

The bins span twice the range of the start, so that a run's start, its end and another run of the
same layer lie in the same bars. Exact zeros have a count of their own, and so does what lies
beyond either end: one outlier must not squeeze all others into a bin.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# An even number, so that 0 is an edge; a multiple of four, so that ± the start's bound are, too.
BINS = 64
START_RANGES = 2


@dataclass(frozen=True)
class WeightHistogram:
    """`edges` (BINS + 1,), in the unit of the weights; `counts` (BINS,) without exact zeros.

    All counts together are the kernel's size. Bins left of 0 hold [edge, next edge), the others
    the same, but for 0 itself. What is no number counts as above.
    """

    edges: NDArray[np.float64]
    counts: NDArray[np.int64]
    zeros: int
    below: int
    above: int


def weight_histogram(kernel: NDArray[np.float32], limit: float) -> WeightHistogram:
    """Count a kernel of any shape; `limit` is `glorot_limit` of that shape."""
    weights = kernel.ravel()
    zeros = int(weights.size - np.count_nonzero(weights))
    with np.errstate(over="ignore", invalid="ignore"):
        # In place: the article's dense kernel has 9.4 million weights.
        position = weights * np.float32(BINS / (2 * START_RANGES * limit))
        np.floor(position, out=position)
    np.nan_to_num(position, copy=False, nan=BINS, posinf=BINS, neginf=-BINS)
    np.clip(position, -BINS // 2 - 1, BINS // 2, out=position)
    counts = np.bincount(position.astype(np.int16) + (BINS // 2 + 1), minlength=BINS + 2)
    counts[BINS // 2 + 1] -= zeros
    counts.flags.writeable = False
    width = 2 * START_RANGES * limit / BINS
    edges = np.arange(-BINS // 2, BINS // 2 + 1, dtype=np.float64) * width
    edges.flags.writeable = False
    return WeightHistogram(edges, counts[1:-1], zeros, int(counts[0]), int(counts[-1]))
