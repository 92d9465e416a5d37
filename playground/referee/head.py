"""Which sign a hand's shape is: a small network that this project has trained, in NumPy alone.

It has four answers: the three signs, and none of them. `tools/train_referee` trains it on the
points of this project's own rendered hands; for the fourth answer, on hands put together from
fingers of different signs.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from playground.data.classes import CLASSES
from playground.errors import BadInput
from playground.referee import files
from playground.referee.shape import SIZE, Array, described

NONE: Final = len(CLASSES)
"""The place of "none of them" among the answers, after the signs."""
_SHAPES: Final = ("mean", "scale", "hidden/kernel", "hidden/bias", "out/kernel", "out/bias")


@lru_cache(maxsize=2)
def weights(path: Path) -> dict[str, Array]:
    """Read-only, by layer. Raises `BadInput` where the file is missing, damaged, or another's."""
    # A damaged archive can raise nearly anything.
    try:
        with np.load(path) as stored:
            found = {name: stored[name].astype(np.float32) for name in _SHAPES}
        hidden = len(found["hidden/bias"])
        wanted = ((SIZE,), (SIZE,), (SIZE, hidden), (hidden,), (hidden, NONE + 1), (NONE + 1,))
        if tuple(found[name].shape for name in _SHAPES) != wanted:
            raise ValueError
    except Exception:
        raise BadInput(files.UNREADABLE) from None
    for array in found.values():
        array.setflags(write=False)
    return found


def answers(world: Array, path: Path | None = None) -> Array:
    """(4,) probabilities in the order of CLASSES, then none; of (21, 3) points in space."""
    w = weights(path or files.FOLDER / files.HEAD)
    x = (described(world) - w["mean"]) / w["scale"]
    hidden = np.maximum(x @ w["hidden/kernel"] + w["hidden/bias"], 0)
    out = hidden @ w["out/kernel"] + w["out/bias"]
    share = np.exp(out - out.max())
    return np.asarray(share / share.sum(), np.float32)
