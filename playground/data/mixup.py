"""Which pictures of a batch are mixed with which, and in what share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.data.streams import Purpose, stream


def mixing(
    count: int, alpha: float, seed: int, epoch: int, batch: int
) -> tuple[NDArray[np.int32], float]:
    """Each picture's partner (count,), and the share of a picture itself, from 0 to 1.

    One share a batch, from Beta(α, α), as in the paper's own code; with α = 0 it is 1. Zhang,
    Cisse, Dauphin and Lopez-Paz 2018, "mixup: Beyond Empirical Risk Minimization".
    """
    drawn = stream(seed, Purpose.MIXUP, epoch, batch)
    partners = drawn.permutation(count).astype(np.int32)
    return partners, float(drawn.beta(alpha, alpha)) if alpha > 0 else 1.0
