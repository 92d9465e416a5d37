"""ReLU and pooling: what is kept of a map, and what is lost."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.insight.forward import first_responses
from playground.lessons.computed import Answer, Condition, Numbers, Reply
from playground.lessons.given import Given

PICTURE = 2
"""Of the pictures in the row `elsewhere`: the one that is shown."""
BLOCK = 2
MOST_NUMBERS = 40_000
"""Of all maps together: what is sent to a browser."""
MOST_MAPS = 8
HALF = 0.5

Map = NDArray[np.float32]


def maps(given: Given) -> Map:
    """(k, h, w): what filters of the first layer give for the picture, before ReLU.

    Those that tell its places apart most, the first of them most of all.
    """
    picture = given.pictures("elsewhere")[PICTURE]
    found = first_responses(picture[None], given.weights, given.architecture)[0]
    channels = np.moveaxis(found, -1, 0)
    count = min(MOST_MAPS, max(1, MOST_NUMBERS // channels[0].size))
    # A filter that ReLU empties, or leaves as it is, shows nothing of ReLU.
    mixed = np.minimum((channels > 0).mean(axis=(1, 2)), (channels < 0).mean(axis=(1, 2)))
    order = np.argsort(-channels.std(axis=(1, 2)) * np.sqrt(mixed))
    chosen: Map = np.ascontiguousarray(channels[order[:count]])
    chosen.flags.writeable = False
    return chosen


def max_pooled(values: NDArray[np.floating], size: int) -> NDArray[np.floating]:
    """Of (h, w) the largest number of each block of that size; what fills none is left out."""
    h, w = (side // size for side in values.shape)
    blocks = values[: h * size, : w * size].reshape(h, size, w, size)
    largest: NDArray[np.floating] = blocks.max(axis=(1, 3))
    return largest


def _strongest_moves(given: Given) -> Reply:
    """The strongest number of the first map changes places with another of its block."""
    before = np.maximum(maps(given)[0], 0)
    h, w = (side // BLOCK * BLOCK for side in before.shape)
    before = before[:h, :w]
    row, column = np.unravel_index(before.argmax(), before.shape)
    after = before.copy()
    beside = column + (1 if column % BLOCK == 0 else -1)
    after[row, column], after[row, beside] = before[row, beside], before[row, column]
    was, now = (float(max_pooled(one, BLOCK)[row // BLOCK, column // BLOCK])
                for one in (before, after))
    choice = "same" if now == was else "less" if now < was else "more"
    return Reply(choice, {"strongest": now, "kept": 1 / BLOCK**2})


def _strongest_halved(told: Numbers) -> bool:
    """The largest number after pooling is less than half of the largest before."""
    return told["strongest"] < HALF


ANSWERS = {
    "strongest-moves-in-its-block": Answer(
        ("same", "less", "more"), _strongest_moves, gives=("strongest", "kept")),
}
CONDITIONS = {
    "strongest-halved": Condition(("strongest",), _strongest_halved),
}
