"""Rendered hands as photos, for what the real networks see."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.data.pack import HANDS, Pack

SIDE = 256


def rendered(sign: str, at: int = 0) -> NDArray[np.uint8]:
    """(SIDE, SIDE, 3): a held-out hand that shows its palm or its back, before a plain wall."""
    pack = Pack(HANDS / "everyday.zip", "everyday", ("class", "view", "framing", "blur"))
    wanted = {"class": sign, "framing": "middle", "blur": "0.0", "light": "room"}
    tiles = [tile for tile in pack.tiles
             if tile.held_out and tile.row["view"] in ("palm", "back")
             and wanted.items() <= tile.row.items()]
    return on_wall(pack.picture(tiles[at]))


def on_wall(hand: Image.Image) -> NDArray[np.uint8]:
    hand = hand.convert("RGBA").resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    wall = Image.new("RGB", (SIDE, SIDE), (150, 160, 150))
    wall.paste(hand, (0, 0), hand)
    return np.asarray(wall)
