"""Backgrounds from nothing: flat colors, gradients, soft noise and stripes.

They need not look real. They must differ, so that nothing but the hand says which class it is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_GRID = 6
_ROUGHNESS = 0.2


def backgrounds(
    generator: np.random.Generator, count: int, height: int, width: int
) -> NDArray[np.uint8]:
    """`count` backgrounds, (count, height, width, 3): two colors, mixed by one of four patterns."""
    colors = generator.random((count, 2, 1, 1, 3), np.float32) * 255
    kinds = generator.integers(0, 4, count)
    angles = generator.random(count) * 2 * np.pi
    stripes = 2 + 10 * generator.random(count)
    noise = _soft_noise(generator, count, height, width)
    slope = _slopes(angles, height, width)
    turns = (2 * np.pi * stripes[:, None, None]).astype(np.float32)
    mix = _ROUGHNESS * (noise - 0.5)
    gradient, soft, striped = kinds == 1, kinds == 2, kinds == 3
    mix[gradient] += slope[gradient]
    mix[soft] += noise[soft]
    mix[striped] += 0.5 + 0.5 * np.sin(slope[striped] * turns[striped])
    np.clip(mix, 0, 1, out=mix)
    result: NDArray[np.float32] = mix[..., None] * (colors[:, 1] - colors[:, 0])
    result += colors[:, 0]
    return result.astype(np.uint8)


def _slopes(angles: NDArray[np.float64], height: int, width: int) -> NDArray[np.float32]:
    """(count, height, width) rising from about 0 to about 1 in the direction of each angle."""
    x = np.linspace(-0.5, 0.5, width)[None, None, :] / np.sqrt(2)
    y = np.linspace(-0.5, 0.5, height)[None, :, None] / np.sqrt(2)
    across = (0.5 + np.cos(angles)[:, None, None] * x).astype(np.float32)
    along = (np.sin(angles)[:, None, None] * y).astype(np.float32)
    rising: NDArray[np.float32] = across + along
    return rising


def _soft_noise(
    generator: np.random.Generator, count: int, height: int, width: int
) -> NDArray[np.float32]:
    """(count, height, width) in [0, 1]: a coarse grid of random numbers, interpolated."""
    grid = generator.random((count, _GRID, _GRID), np.float32)
    return np.asarray(_between(height) @ grid @ _between(width).T, np.float32)


def _between(length: int) -> NDArray[np.float32]:
    """Weights (length, _GRID) that interpolate linearly between the points of the grid."""
    place = np.linspace(0, _GRID - 1, length)[:, None]
    weights: NDArray[np.float64] = np.clip(1 - np.abs(place - np.arange(_GRID)), 0, 1)
    return weights.astype(np.float32)
