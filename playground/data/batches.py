"""In which order the training pictures are seen: a function of seed and epoch, nothing else."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from playground.data.streams import Purpose, stream


# Asked for once a batch: a large set would be shuffled anew at every step.
@lru_cache(maxsize=8)
def epoch_order(n: int, seed: int, epoch: int) -> NDArray[np.int64]:
    """A permutation of 0 ... n-1, read-only, shape (n,)."""
    order = stream(seed, Purpose.BATCHES, epoch).permutation(n)
    order.setflags(write=False)
    return order


def batch_positions(
    n: int, batch_size: int, seed: int, epoch: int, batch: int
) -> NDArray[np.int64]:
    """Positions into the training pictures for one batch, counted from 0; the last may be short.

    Raises `IndexError` beyond the last batch of the epoch.
    """
    if not 0 <= batch < steps_per_epoch(n, batch_size):
        raise IndexError(f"an epoch of {n} pictures has no batch {batch}")
    return epoch_order(n, seed, epoch)[batch * batch_size : (batch + 1) * batch_size]


def steps_per_epoch(n: int, batch_size: int) -> int:
    """Batches an epoch, the short last one included."""
    return -(-n // batch_size)
