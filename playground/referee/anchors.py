"""The boxes that the palm detector's answers are relative to, as in single-shot detectors.

Liu et al., "SSD: Single Shot MultiBox Detector" (arXiv:1512.02325, 2016). Here only the middles
count: all boxes are as large as the picture.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

SIDE: Final = 192
"""Of the picture that the detector takes, in pixels."""
# Pixels from one anchor to the next, and how many stand at each place.
_GRIDS: Final = ((8, 2), (16, 6))


@lru_cache(maxsize=1)
def anchors() -> NDArray[np.float32]:
    """(2016, 2): x and y of each anchor's middle, as shares of the picture; read-only."""
    parts = []
    for stride, each in _GRIDS:
        middles = (np.arange(SIDE // stride) + 0.5) * stride / SIDE
        y, x = np.meshgrid(middles, middles, indexing="ij")
        parts.append(np.repeat(np.stack([x.ravel(), y.ravel()], 1), each, axis=0))
    made = np.concatenate(parts).astype(np.float32)
    made.setflags(write=False)
    return made
