"""The 64-bit perceptual hash of a picture, and the pairs of pictures whose hashes nearly agree.

The low frequencies of a picture survive recompression and small shifts: two pictures whose hashes
differ in at most two bits are takes of one moment. The same bits as `imagehash.phash`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.data.decode import flatten_alpha

_SIDE = 32
_LOW = 8
_BLOCK = 1024


def _cosines() -> NDArray[np.float64]:
    """The first rows of the DCT-II: 2 cos(pi k (2 n + 1) / 2N), shape (8, 32)."""
    frequency = np.arange(_LOW)[:, None]
    place = 2 * np.arange(_SIDE)[None, :] + 1
    return 2.0 * np.cos(np.pi * frequency * place / (2 * _SIDE))


_DCT = _cosines()


def perceptual_hash(picture: Image.Image) -> int:
    """64 bits: which of the 8x8 lowest frequencies of the 32x32 gray picture pass their median."""
    if picture.mode == "RGBA":
        picture = Image.fromarray(flatten_alpha(np.asarray(picture)[None])[0])
    small = picture.convert("L").resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    low = _DCT @ np.asarray(small, np.float64) @ _DCT.T
    # A flat picture has no frequencies, only rounding noise: without this its bits are random.
    low = np.round(low, 6)
    bits = (low > np.median(low)).ravel()
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def near_duplicate_pairs(hashes: NDArray[np.uint64], distance: int = 2) -> NDArray[np.int64]:
    """Pairs (k, 2) of indices, first < second, at most `distance` bits apart, whatever their class.

    Of equal hashes only those that follow each other are paired: enough to connect them all.
    At a distance of 6 and more the real set collapses into a few giant groups.
    """
    unique, first_of, which = np.unique(hashes, return_index=True, return_inverse=True)
    pairs: list[NDArray[np.int64]] = [np.empty((0, 2), np.int64)]
    for start in range(0, len(unique), _BLOCK):
        block = unique[start : start + _BLOCK]
        # Only columns from this block on: a pair counts once.
        bits = np.bitwise_count(block[:, None] ^ unique[None, start:])
        one, other = np.nonzero(bits <= distance)
        ahead = one < other
        pairs.append(first_of[np.stack([one[ahead], other[ahead]], axis=1) + start])
    order = np.argsort(which, kind="stable")
    equal = which[order[1:]] == which[order[:-1]]
    pairs.append(np.stack([order[:-1][equal], order[1:][equal]], axis=1))
    return np.sort(np.concatenate(pairs), axis=1)


def are_near(
    hashes: NDArray[np.uint64], others: NDArray[np.uint64], distance: int = 2
) -> NDArray[np.bool_]:
    """(m,) which of `others` (m,) are at most `distance` bits from one of `hashes` (n,)."""
    unique = np.unique(hashes)
    near = [
        (np.bitwise_count(others[start : start + _BLOCK, None] ^ unique) <= distance).any(axis=1)
        for start in range(0, len(others), _BLOCK)]
    return np.concatenate([np.empty(0, np.bool_), *near])
