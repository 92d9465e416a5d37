"""A kernel as a picture: one cell a weight, on a scale fixed to the range of the start.

Never averaged and never rescaled: a mean of many weights is near zero whatever they are, and a
scale that follows the weights would hide that they shrink. What has no room is cut off, as one
block, and counted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DEEPEST = 127


@dataclass(frozen=True)
class MatrixView:
    """`levels` int8 (r, c): 127 w / limit, rounded, within ±127.

    0 is a weight of |w| ≤ limit / 254, drawn as the page's background; not only an exact zero.
    A unit (a filter) fills `rows_per_unit` rows, read like lines of text.
    """

    levels: NDArray[np.int8]
    shown: int
    total: int
    rows_per_unit: int


def matrix_levels(
    kernel: NDArray[np.float32], limit: float, rows: int, columns: int
) -> MatrixView:
    """The view of a kernel (inputs, units) or (3, 3, channels, filters) in rows x columns cells.

    `limit` is `glorot_limit` of the kernel's shape. Raises `ValueError` without room.
    """
    block, parts = _block(kernel, rows, columns)
    return MatrixView(as_levels(block, limit), block.size, kernel.size, parts)


def zero_dots(kernel: NDArray[np.float32], rows: int, columns: int) -> NDArray[np.uint8]:
    """Of the same weights, in the same places, 1 where one is exactly zero, else 0."""
    block, _ = _block(kernel, rows, columns)
    return np.asarray(block == 0, np.uint8)


def _block(
    kernel: NDArray[np.float32], rows: int, columns: int
) -> tuple[NDArray[np.float32], int]:
    """What of a kernel has room, and how many rows a unit takes.

    A filter's 9 weights of a channel stand side by side. Units that are longer than a row are
    wrapped into equal parts where more of the kernel is seen so; else the first rows and columns
    are. Raises `ValueError` without room.
    """
    if rows < 1 or columns < 1:
        raise ValueError("a matrix needs at least one row and one column")
    units, length = kernel.shape[-1], kernel.size // kernel.shape[-1]
    parts = _parts(units, length, rows, columns)
    whole_units, width = min(units, rows // parts), min(length // parts, columns)
    if parts == 1 and kernel.ndim == 2:
        # Cut before anything is computed: the article's dense kernel has 9.4 million weights.
        return kernel[:width, :whole_units].T, parts
    per_unit = _by_unit(kernel[..., :whole_units])
    return per_unit.reshape(whole_units * parts, length // parts)[:, :width], parts


def as_levels(weights: NDArray[np.float32], limit: float) -> NDArray[np.int8]:
    """Levels of weights of any shape, as in `MatrixView`, read-only."""
    with np.errstate(invalid="ignore", over="ignore"):
        scaled = np.clip(weights / np.float32(limit), -1, 1)
    # What is no number must not look like a zero.
    levels: NDArray[np.int8] = np.rint(DEEPEST * np.nan_to_num(scaled, nan=1.0)).astype(np.int8)
    levels.flags.writeable = False
    return levels


def _parts(units: int, length: int, rows: int, columns: int) -> int:
    """Into how many equal rows a unit is wrapped: of those that show the most, the fewest."""

    def shown(parts: int) -> int:
        return min(units, rows // parts) * parts * min(length // parts, columns)

    wrapped = (parts for parts in range(2, min(rows, length) + 1)
               if length % parts == 0 and length // parts <= columns)
    return max((1, *wrapped), key=lambda parts: (shown(parts), -parts))


def _by_unit(kernel: NDArray[np.float32]) -> NDArray[np.float32]:
    """(units, weights of a unit); of a filter channel by channel."""
    units = kernel.shape[-1]
    by_channel = kernel.transpose(3, 2, 0, 1) if kernel.ndim == 4 else kernel.T
    return by_channel.reshape(units, -1)
