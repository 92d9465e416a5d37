"""What stands behind cut-outs that bring their own setting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Behind:
    """The background of each of n pictures. Both arrays are read-only.

    `backgrounds` (k, size, size, 3) uint8 RGB at the network's size; `which` (n,) into them.
    """

    backgrounds: NDArray[np.uint8]
    which: NDArray[np.int64]

    def of(self, indices: NDArray[np.int64] | slice) -> NDArray[np.uint8]:
        """Copies of the backgrounds of those pictures, (len(indices), size, size, 3)."""
        return self.backgrounds[self.which[indices]]
