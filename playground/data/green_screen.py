"""The studio's backdrop: the green screen that the article's hands lie on, drawn from nothing."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

# How many there are: part of every pack of the kind 'studio', which says which one is whose.
SCREENS = 16
_GREEN = (0.0, 160.0, 90.0)
_FALLOFF = 0.28
_NOISE = 2.0


@lru_cache(maxsize=4)
def green_screens(size: int) -> NDArray[np.uint8]:
    """(16, size, size, 3), read-only: one cloth and one lamp, as a fixed camera sees them.

    They differ by a little: the exposure, where the lamp's light falls, and the sensor's noise.
    """
    return drawn_screens(size, np.random.default_rng(0))


def drawn_screens(size: int, generator: np.random.Generator) -> NDArray[np.uint8]:
    """As many others, drawn by that generator; read-only."""
    exposure = 1 + 0.05 * (2 * generator.random((SCREENS, 1, 1, 1)) - 1)
    lamp = 0.5 + 0.25 * (2 * generator.random((2, SCREENS, 1, 1)) - 1)
    place = (np.arange(size) + 0.5) / size
    distance = (place[None, :, None] - lamp[0]) ** 2 + (place[None, None, :] - lamp[1]) ** 2
    light = exposure * (1.08 - _FALLOFF * distance[..., None])
    noise = _NOISE * generator.standard_normal((SCREENS, size, size, 3))
    screens = np.clip(np.rint(light * np.array(_GREEN) + noise), 0, 255)
    result: NDArray[np.uint8] = screens.astype(np.uint8)
    result.setflags(write=False)
    return result
