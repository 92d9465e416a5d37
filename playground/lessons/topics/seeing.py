"""A photo as numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.lessons.computed import Answer, Condition, Numbers, Reply
from playground.lessons.given import Given, tiles

PICTURE = 2
"""Of the tiles in the row `elsewhere`: the one that is shown first."""
MORE_RED = 80
"""By so much red is above blue on skin."""


def darkest_point(image: NDArray[np.uint8]) -> tuple[int, int]:
    """Row and column of the point of an (h, w, 3) picture whose numbers have the least sum."""
    row, column = np.unravel_index(_brightness(image).argmin(), image.shape[:2])
    return int(row), int(column)


def _brightness(image: NDArray[np.uint8]) -> NDArray[np.float64]:
    mean: NDArray[np.float64] = image.mean(axis=-1)
    return mean


def _darkest_number(given: Given) -> Reply:
    brightness = _brightness(tiles("elsewhere").images[PICTURE])
    darkest, brightest = float(brightness.min()), float(brightness.max())
    return Reply("low" if darkest < 128 else "high",
                 {"darkest": round(darkest), "brightest": round(brightest)})


def _more_red_than_blue(told: Numbers) -> bool:
    return told["red"] - told["blue"] >= MORE_RED


ANSWERS = {
    "darkest-number": Answer(
        ("low", "high", "name"), _darkest_number, gives=("darkest", "brightest")),
}
CONDITIONS = {
    "more-red-than-blue": Condition(("red", "blue"), _more_red_than_blue),
}
