"""Pictures as one 64-bit number a pixel: four channels in lanes of 16 bits.

One multiplication then weighs all channels of a pixel at once. Nothing spills into the next lane
as long as each lane stays below 65536: a channel of 8 bits times a weight of up to 256 does.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

# About as many pixels at a time as keep the intermediate numbers in the processor's cache.
_AT_ONCE = 12_288


def in_parts(count: int, height: int, width: int) -> Iterator[slice]:
    """Slices of a batch, of a few pictures each."""
    step = max(1, _AT_ONCE // (height * width))
    for start in range(0, count, step):
        yield slice(start, min(start + step, count))


def to_lanes(images: NDArray[np.uint8], out: NDArray[np.uint64]) -> None:
    """Fill `out` (b, h, w) from (b, h, w, 3 or 4); the fourth lane of three channels stays."""
    lanes = out.view(np.uint16).reshape(*out.shape, 4)
    if images.shape[-1] == 4:
        lanes[:] = images
        return
    # A channel at a time: numpy copies long runs of one stride faster than triples.
    for channel in range(images.shape[-1]):
        lanes[..., channel] = images[..., channel]


def from_lanes(lanes: NDArray[np.uint64], out: NDArray[np.uint8]) -> None:
    """The inverse of `to_lanes`, for lanes that hold 8 bits each."""
    narrow = lanes.view(np.uint16).astype(np.uint8).reshape(*lanes.shape, 4)
    if out.shape[-1] == 4:
        out[:] = narrow
        return
    for channel in range(out.shape[-1]):
        out[..., channel] = narrow[..., channel]


def divide_by_255(lanes: NDArray[np.uint64]) -> None:
    """Divide every lane in place, rounded; exact for products of two numbers of 8 bits."""
    values = lanes.view(np.uint16)
    values += 128
    values += values >> 8
    values >>= 8
