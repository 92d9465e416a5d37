"""The knock-out curve: how accurate a network stays as hidden units are removed at random.

Dropout leaves no mark on the weights. It trains a network to do without any of its units, and
this is where that shows: trained with it, accuracy holds for longer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHARES: NDArray[np.float64] = np.linspace(0.0, 0.95, 20)
ORDERS = 8
# The same orders at every moment of every run: curves then differ by their networks alone.
ORDERS_SEED = 20


@dataclass(frozen=True)
class KnockOut:
    """`accuracy` (k,), mean over the orders, with `shares` (k,) of the units removed, rising."""

    shares: NDArray[np.float64]
    accuracy: NDArray[np.float64]

    def at(self, share: float) -> float:
        """Accuracy with that share removed, interpolated between the measured ones."""
        return float(np.interp(share, self.shares, self.accuracy))


def knock_out(
    units: NDArray[np.float32],
    labels: NDArray[np.int64],
    kernel: NDArray[np.float32],
    bias: NDArray[np.float32],
) -> KnockOut:
    """Remove 0 to 95 % of the hidden units (n, u), for labels (n,) and output kernel (u, 3).

    The remaining units are scaled by u / (u - removed), as dropout scales them in training. In
    each order, what is removed at one share stays removed at all larger ones. Raises `ValueError`
    without a picture.
    """
    count, width = units.shape
    if not count:
        raise ValueError("a knock-out curve needs at least one picture")
    removed = np.minimum(np.rint(SHARES * width), width - 1).astype(int)
    rank = removal_orders(width)
    # (orders, shares, units): what is left of the network, as one factor a unit.
    left = (rank[:, None, :] >= removed[:, None]) * (width / (width - removed))[:, None]
    # Many small products: one large one starts threads, which wait for those that train.
    logits = units @ (left[..., None] * kernel).astype(np.float32) + bias
    right = logits.argmax(axis=-1) == labels
    return KnockOut(SHARES, right.mean(axis=(0, 2)))


def removal_orders(width: int) -> NDArray[np.int64]:
    """(orders, units): at which place each unit is removed."""
    generator = np.random.default_rng(ORDERS_SEED)
    return np.stack([generator.permutation(width) for _ in range(ORDERS)])


SHARES.flags.writeable = False
