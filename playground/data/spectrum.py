"""Amplitude spectra mixed with those of other pictures: another texture, the same shapes.

Phases hold what a picture shows, amplitudes how strong which fineness is in it: a camera, a light,
a rendering program. Xu et al., "A Fourier-based Framework for Domain Generalization" (CVPR 2021).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.data.background_pool import photographed, pool

# How many numbers a picture takes: whether, which other picture, how much of its amplitudes.
COLUMNS = 3
SHARE = 0.3
MOST = 0.5


def mix_spectrum(images: NDArray[np.uint8], numbers: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Some of the pictures (b, h, w, 3) with amplitudes of a background or a photographed place.

    Returns a new array.

    `numbers` (COLUMNS, b), uniform in [-1, 1).
    """
    height, width = images.shape[1:3]
    kinds = [kind(max(height, width)) for kind in (pool, photographed)]
    count = sum(map(len, kinds))
    out = images.copy()
    for image, (whether, which, much) in zip(out, numbers.T.tolist(), strict=True):
        if whether < 2 * SHARE - 1:
            at = int((which + 1) / 2 * count)
            other = kinds[0][at] if at < len(kinds[0]) else kinds[1][at - len(kinds[0])]
            image[:] = mixed(image, other[:height, :width], MOST * (much + 1) / 2)
    return out


def mixed(
    image: NDArray[np.uint8], other: NDArray[np.uint8], share: float
) -> NDArray[np.uint8]:
    """(h, w, 3): the phases of `image`, and amplitudes of which `share` are those of `other`."""
    spectrum = np.fft.rfft2(image.astype(np.float32), axes=(0, 1))
    theirs = np.abs(np.fft.rfft2(other.astype(np.float32), axes=(0, 1)))
    own = np.abs(spectrum)
    # As a factor, so that no phase has to be taken apart.
    spectrum *= 1 - share + share * theirs / np.maximum(own, 1e-3)
    result = np.fft.irfft2(spectrum, image.shape[:2], axes=(0, 1))
    return np.asarray(np.clip(np.rint(result), 0, 255), np.uint8)
