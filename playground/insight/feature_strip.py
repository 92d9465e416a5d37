"""Small pictures of a conv layer: a few of its feature maps, and its kernels beside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.insight.weight_matrix import as_levels

COUNT = 8


@dataclass(frozen=True)
class FeatureStrip:
    """`pictures` uint8 (k, h, w) of the feature maps `channels` (k,); white is `peak`.

    All have one scale, from 0, which ReLU makes the least: a map that stays silent is black.
    """

    channels: NDArray[np.int64]
    pictures: NDArray[np.uint8]
    peak: float


def strongest_channels(maps: NDArray[np.float32], count: int = COUNT) -> NDArray[np.int64]:
    """The channels of maps (h, w, f) with the largest mean, strongest first, ties by number."""
    return np.argsort(-maps.mean(axis=(0, 1)), kind="stable")[:count]


def feature_strip(maps: NDArray[np.float32], channels: NDArray[np.int64]) -> FeatureStrip:
    """The chosen maps of one picture's (h, w, f) as pictures, on a scale that all of them share."""
    chosen = np.ascontiguousarray(np.moveaxis(maps[..., channels], -1, 0))
    peak = float(chosen.max(initial=0.0))
    pictures = np.rint(chosen * (255 / peak) if peak else chosen).astype(np.uint8)
    return FeatureStrip(channels, pictures, peak)


def kernel_colors(kernel: NDArray[np.float32], limit: float) -> NDArray[np.uint8]:
    """The first conv layer's kernel (3, 3, 3, f) as RGB pictures (f, 3, 3, 3), gray where it is 0.

    Raises `ValueError` for another: only the first layer's channels are colors.
    """
    if kernel.shape[2] != 3:
        raise ValueError(f"{kernel.shape[2]} channels are no colors")
    colors = as_levels(kernel, limit).astype(np.int16) + 128
    return np.ascontiguousarray(np.moveaxis(colors, -1, 0)).astype(np.uint8)


def kernel_badges(
    kernel: NDArray[np.float32], limit: float, channels: NDArray[np.int64]
) -> NDArray[np.int8]:
    """Levels (k, 3, 3) of the chosen filters of a kernel (3, 3, c, f), as in `MatrixView`.

    Of each filter the slice with the largest Σ|w|, the input that weighs most in it: a mean over
    its inputs would be near zero whatever they are.
    """
    filters = np.moveaxis(kernel[..., channels], (3, 2), (0, 1))
    heaviest = np.abs(filters).sum(axis=(2, 3)).argmax(axis=1)
    return as_levels(filters[np.arange(len(filters)), heaviest], limit)
