"""Recorded runs, faint behind the live one: what this method, and the others, came to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.figures.look import Ghost
from playground.ui.stage import Stage


@dataclass(frozen=True, eq=False)
class Card:
    """A recorded run as the tray shows it; `values` are the controls that make it."""

    key: str
    name: str
    levels: NDArray[np.int8]
    validation: float
    zeros: float
    values: dict[str, object]


def accuracy(stage: Stage) -> list[Ghost]:
    return []


def knock_out(stage: Stage) -> list[Ghost]:
    return []


def cards() -> list[Card]:
    return []
