"""Photos made for the finder's tests: a hand of the hold-out at a known place, or none."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.data.background_pool import BACKGROUNDS_PACK, PackedBackgrounds
from playground.data.cache import default_folder
from playground.data.embedded import everyday_holdout
from playground.data.pack import HANDS
from playground.photo.photo import Photo
from playground.photo.square import Square


def as_photo(pixels: NDArray[np.uint8]) -> Photo:
    height, width = pixels.shape[:2]
    return Photo(np.ascontiguousarray(pixels), (width, height), "PNG", "")


@lru_cache(maxsize=1)
def hands() -> list[Image.Image]:
    """Every 29th cut-out of the hold-out, 112 x 112 RGBA."""
    return [member.open() for member in everyday_holdout().members()[::29]]


@lru_cache(maxsize=1)
def backgrounds() -> NDArray[np.uint8]:
    """(140, 128, 128, 3)"""
    return PackedBackgrounds(HANDS / BACKGROUNDS_PACK, held_out=True).at(128, default_folder())


def with_hand(at: int, width: int = 640, height: int = 360) -> tuple[Photo, Square]:
    """The `at`th hand somewhere before a background, a fifth to a half of the height."""
    random = np.random.default_rng(at)
    behind = backgrounds()[at % len(backgrounds())]
    wide = Image.fromarray(behind[28:100]).resize((width, height), Image.Resampling.BICUBIC)
    side = round(min(width, height) * random.uniform(0.35, 0.7))
    hand = hands()[at % len(hands())].resize((side, side), Image.Resampling.BICUBIC)
    x, y = int(random.integers(0, width - side)), int(random.integers(0, height - side))
    wide.paste(hand, (x, y), hand)
    return as_photo(np.asarray(wide)), Square(x, y, side, side)
