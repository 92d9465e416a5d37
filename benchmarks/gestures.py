"""Six gestures that are none of the three signs, rendered: what should be called unsure.

`gestures.webp` holds 12 columns of tiles, made by `python -m tools.render_hands render gestures
FOLDER --count 96 --seed 3`: the number of a picture, modulo six, says its gesture.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.no_hands import as_photo
from playground.data.background_pool import BACKGROUNDS_PACK, PackedBackgrounds
from playground.data.cache import default_folder
from playground.data.pack import HANDS
from playground.photo.photo import Photo

NAMES = ("pointing", "thumb up", "four fingers", "ring", "pinch", "phone")
_TILE, _COLUMNS = 112, 12
_SIDE = 256


def gestures() -> list[tuple[str, Photo]]:
    """By name, each before a rendered background that no training has shown."""
    sheet = Image.open(Path(__file__).with_name("gestures.webp")).convert("RGBA")
    behind = PackedBackgrounds(HANDS / BACKGROUNDS_PACK, held_out=True).at(128, default_folder())
    random = np.random.default_rng(5)
    found = []
    for number in range(sheet.width // _TILE * (sheet.height // _TILE)):
        down, across = divmod(number, _COLUMNS)
        tile = sheet.crop((_TILE * across, _TILE * down, _TILE * (across + 1), _TILE * (down + 1)))
        background = Image.fromarray(behind[random.integers(len(behind))])
        picture = background.resize((_SIDE, _SIDE), Image.Resampling.BICUBIC)
        hand = tile.resize((_SIDE, _SIDE), Image.Resampling.BICUBIC)
        picture.paste(hand, (0, 0), hand)
        found.append((NAMES[number % len(NAMES)], as_photo(picture)))
    return found
