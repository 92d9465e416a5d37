"""Bootstrap samples of the training pictures, for bagging."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.data.streams import Purpose, stream


def bootstrap_positions(n: int, sample: int, seed: int) -> NDArray[np.int64]:
    """Positions into n training pictures, sorted, (n,): drawn with replacement for that sample.

    Sample 0 is no sample: each once. On average 63 % of the pictures are in a sample. Breiman
    1996, "Bagging Predictors": networks that were trained on different samples err differently,
    and the mean of their answers errs less.
    """
    if not sample:
        return np.arange(n)
    return np.sort(stream(seed, Purpose.BOOTSTRAP, sample).integers(0, n, n))
