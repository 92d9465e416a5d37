"""The article's three augmentations and its shift's twin along the width.

Fast enough to run between two training steps.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def flip_and_shift(
    images: NDArray[np.uint8],
    mirrored: NDArray[np.bool_],
    upside_down: NDArray[np.bool_],
    down: NDArray[np.int64],
    right: NDArray[np.int64] | None = None,
) -> NDArray[np.uint8]:
    """Shift each picture down and right by whole pixels (back where negative), then flip it.

    `images` (b, h, w, c); the others (b,). What a shift uncovers repeats the edge, as the
    article's loader fills it ('nearest'). Returns a new array.
    """
    height, width, channels = images.shape[1:]
    images = np.ascontiguousarray(images)
    out = np.empty_like(images)
    rows = np.clip(np.arange(height) - down[:, None], 0, height - 1)
    rows[upside_down] = rows[upside_down, ::-1]
    scratch = np.empty((height, width, channels), np.uint8)
    shifts = np.clip(0 * down if right is None else right, 1 - width, width - 1)
    for image, order, mirror, shift, result in zip(
        images, rows, mirrored, shifts.tolist(), out, strict=True
    ):
        target = scratch if mirror else result
        np.take(
            image.reshape(height, -1), order, axis=0,
            out=target.reshape(height, -1), mode="clip",
        )
        # Numpy sees that these overlap, and buffers.
        if shift > 0:
            target[:, shift:] = target[:, :-shift]
            target[:, :shift] = target[:, shift : shift + 1]
        elif shift < 0:
            target[:, :shift] = target[:, -shift:]
            target[:, shift:] = target[:, shift - 1 : shift]
        if mirror:
            # A plane at a time: numpy copies long runs of one stride four times as fast as
            # pixels of three bytes.
            for channel in range(channels):
                result[:, :, channel] = scratch[:, ::-1, channel]
    return out
