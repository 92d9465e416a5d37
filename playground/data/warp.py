"""Rotation and zoom in one bilinear resampling."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def rotate_and_zoom(
    images: NDArray[np.uint8], angles: NDArray[np.float64], zooms: NDArray[np.float64]
) -> NDArray[np.uint8]:
    """Turn counterclockwise by `angles` (b,), in radians, and enlarge by `zooms` (b,).

    `images` (b, h, w, 3 or 4), turned about their middle. Edge pixels are repeated outwards:
    black corners would be something to learn.
    """
    height, width = images.shape[1:3]
    margin = _margin(height, width, angles, zooms)
    around = ((0, 0), (margin, margin), (margin, margin), (0, 0))
    padded = np.pad(images, around, mode="edge")
    out = np.empty_like(images)
    for image, angle, zoom, result in zip(padded, angles, zooms, out, strict=True):
        inverse = _inverse(height, width, float(angle), float(zoom), margin)
        result[:] = np.asarray(
            Image.fromarray(image).transform(
                (width, height), Image.Transform.AFFINE, inverse, Image.Resampling.BILINEAR
            )
        )
    return out


def _inverse(
    height: int, width: int, angle: float, zoom: float, margin: int
) -> tuple[float, float, float, float, float, float]:
    """Where a pixel (x, y) of the result comes from in the padded picture: a x + b y + c, ..."""
    cos, sin = math.cos(angle) / zoom, math.sin(angle) / zoom
    middle_x, middle_y = width / 2, height / 2
    return (
        cos, -sin, middle_x - cos * middle_x + sin * middle_y + margin,
        sin, cos, middle_y - sin * middle_x - cos * middle_y + margin,
    )


def _margin(
    height: int, width: int, angles: NDArray[np.float64], zooms: NDArray[np.float64]
) -> int:
    """Pixels beyond the edge that the corners of the turned frame reach, with two to spare."""
    cos, sin = np.abs(np.cos(angles)) / zooms, np.abs(np.sin(angles)) / zooms
    beyond_x = (cos * width + sin * height - width) / 2
    beyond_y = (sin * width + cos * height - height) / 2
    farthest = max(beyond_x.max(initial=0.0), beyond_y.max(initial=0.0))
    return max(0, math.ceil(float(farthest))) + 2
