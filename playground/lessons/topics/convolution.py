"""A filter that slides over a picture."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.lessons.computed import Answer, Condition, Numbers, Reply
from playground.lessons.given import Given, tiles

SIDE = 32
"""Pixels of the picture that the filters slide over: few enough to be seen one by one."""
PICTURE = 0
"""Of the tiles in the row `elsewhere`: the one that is shown first."""

FILTERS: Mapping[str, NDArray[np.float32]] = {
    "vertical": np.array([[1, 0, -1]] * 3, np.float32),
    "horizontal": np.array([[1, 0, -1]] * 3, np.float32).T,
    "blur": np.full((3, 3), 1 / 9, np.float32),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]], np.float32),
}
"""By hand; the first is the article's. Applied as networks do: not mirrored (cross-correlation)."""

WEIGHTS = tuple(f"w{place}" for place in range(1, 10))
"""Names of a filter's weights as the picture tells them, row by row."""
_EXACT = 1e-6


def small(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A picture (s, s, 3) at `SIDE`, each pixel the mean of those that it stands for."""
    shrunk = Image.fromarray(picture).resize((SIDE, SIDE), Image.Resampling.BOX)
    return np.asarray(shrunk)


def gray(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(h, w): 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), rounded."""
    weighted = picture.astype(np.float64) @ np.array([0.299, 0.587, 0.114])
    rounded: NDArray[np.uint8] = np.floor(weighted + 0.5).astype(np.uint8)
    return rounded


def _on_even_ground(given: Given) -> Reply:
    """What the vertical-edge filter gives where the picture's nine pixels are most alike."""
    picture = gray(small(tiles("elsewhere").images[PICTURE])).astype(np.float64)
    windows = np.lib.stride_tricks.sliding_window_view(picture, (3, 3)).reshape(-1, 3, 3)
    even = windows[int(np.ptp(windows, axis=(1, 2)).argmin())]
    total, brightness = float((even * FILTERS["vertical"]).sum()), float(even.mean())
    # Next to what? To the brightness: a filter whose weights add up to 1 would give that.
    near = {"zero": 0.0, "brightness": brightness, "large": 3 * brightness}
    choice = min(near, key=lambda name: abs(abs(total) - near[name]))
    return Reply(choice, {"brightness": round(brightness), "sum": round(total)})


def _horizontal_only(told: Numbers) -> bool:
    """Weights that the reader has typed, which answer to a horizontal edge and to no vertical one.

    An edge between columns, wherever it lies under the filter, adds whole columns of weights: it
    goes unseen where each of them adds up to 0. Then even ground does, too.
    """
    weights = np.array([told[name] for name in WEIGHTS]).reshape(3, 3)
    blind = bool(np.all(np.abs(weights.sum(axis=0)) < _EXACT))
    sees = bool(np.any(np.abs(weights.sum(axis=1)) > _EXACT))
    return bool(told["edited"]) and blind and sees


ANSWERS = {
    "filter-on-even-ground": Answer(
        ("large", "brightness", "zero"), _on_even_ground, gives=("brightness", "sum")),
}
CONDITIONS = {
    "finds-horizontal-edges-only": Condition((*WEIGHTS, "edited"), _horizontal_only),
}
