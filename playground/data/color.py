"""Other light and another camera: white balance, exposure, hue, saturation, gamma, noise.

So that a network does not take a skin, a lamp or a sensor for the class: a webcam by night is
yellow, dark and noisy, and some pictures have no color at all.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

# How many numbers a picture takes.
COLUMNS = 10

GAIN = 1.3
HUE_DEGREES = 10.0
SATURATION = 1.45
GAMMA = (0.7, 1 / 0.7)
EXPOSURE = 1.9
GRAY_SHARE = 0.25
NOISY_SHARE = 0.3
# Standard deviation of the noise, in steps of 255.
NOISE = (1.5, 7.0)

# Weights of red, green and blue in luma, ITU-R BT.601.
_LUMA = np.tile([0.299, 0.587, 0.114], (3, 1))
_GRAIN = 1 << 18


def recolor(images: NDArray[np.uint8], numbers: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Each picture (b, h, w, 3) in a light of its own; returns a new array.

    `numbers` (COLUMNS, b), uniform in [-1, 1). Gains, saturation, gamma and exposure are uniform in
    the logarithm: as often stronger as weaker.
    """
    height, width = images.shape[1:3]
    gray = numbers[3] < 2 * GRAY_SHARE - 1
    matrices = _matrices(numbers, gray)
    tables = _gamma_tables(numbers[6])
    # Of the last share of the range, from the least to the most noise.
    noise = (numbers[8] + 2 * NOISY_SHARE - 1) / (2 * NOISY_SHARE)
    strengths = np.where(noise > 0, NOISE[0] + (NOISE[1] - NOISE[0]) * noise, 0.0)
    out = np.empty_like(images, order="C")
    for at, image in enumerate(images):
        matrix = tuple(matrices[at])
        seen = Image.fromarray(image).convert("RGB", matrix)
        # One table for all channels: Python's own translation is the quickest there is.
        content = seen.tobytes().translate(tables[at].tobytes())
        out[at] = np.frombuffer(content, np.uint8).reshape(height, width, 3)
        if strengths[at]:
            place = (numbers[9, at] + 1) / 2
            out[at] = _noisy(out[at], float(strengths[at]), float(place), bool(gray[at]))
    return out


def _matrices(numbers: NDArray[np.float64], gray: NDArray[np.bool_]) -> NDArray[np.float64]:
    """(b, 12): rows of three weights and an offset, as Pillow takes them.

    Luma plus the rest, which is turned about the gray axis (hue) and scaled (saturation), then a
    gain for each channel; after Haeberli, "Matrix Operations for Image Processing" (1993).
    """
    angles = np.deg2rad(HUE_DEGREES) * numbers[4]
    saturation = np.where(gray, 0.0, SATURATION ** numbers[5])
    chroma = saturation[:, None, None] * (_turns(angles) @ (np.eye(3) - _LUMA))
    # A picture without color is of a camera without color: its light has none either.
    gains = GAIN ** (numbers[:3].T * ~gray[:, None]) * (EXPOSURE ** numbers[7])[:, None]
    weights = gains[:, :, None] * (_LUMA + chroma)
    return np.concatenate([weights, np.zeros((len(gray), 3, 1))], axis=2).reshape(-1, 12)


def _turns(angles: NDArray[np.float64]) -> NDArray[np.float64]:
    """(b, 3, 3): rotations about (1, 1, 1), by Rodrigues' formula."""
    cos, sin = np.cos(angles)[:, None, None], np.sin(angles)[:, None, None]
    across = np.array([[0.0, -1.0, 1.0], [1.0, 0.0, -1.0], [-1.0, 1.0, 0.0]]) / np.sqrt(3)
    turns: NDArray[np.float64] = cos * np.eye(3) + sin * across + (1 - cos) / 3
    return turns


def _gamma_tables(numbers: NDArray[np.float64]) -> NDArray[np.uint8]:
    """(b, 256): 255 (v / 255) ** gamma."""
    low, high = np.log(GAMMA)
    gammas = np.exp(low + (high - low) * (numbers + 1) / 2)
    values = 255 * (np.arange(256) / 255)[None, :] ** gammas[:, None]
    return np.asarray(np.rint(values), np.uint8)


def _noisy(
    image: NDArray[np.uint8], strength: float, place: float, gray: bool
) -> NDArray[np.uint8]:
    """With grain added, the same in all channels where there is no color; (h, w, 3)."""
    shape = (*image.shape[:2], 1) if gray else image.shape
    size = int(np.prod(shape))
    grain = _grain(max(_GRAIN, 2 * size))
    start = int(place * (len(grain) - size))
    noise = grain[start : start + size].reshape(shape) * np.float32(strength)
    noise = noise + image
    np.rint(noise, out=noise)
    return np.asarray(np.clip(noise, 0, 255), np.uint8)


@lru_cache(maxsize=4)
def _grain(size: int) -> NDArray[np.float32]:
    """Normal noise, drawn once: a piece from anywhere in it costs a tenth of new numbers."""
    noise = np.random.Generator(np.random.Philox(key=0)).standard_normal(size, np.float32)
    noise.setflags(write=False)
    return noise
