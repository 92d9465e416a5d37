"""Rendered hands as photos: before rendered backgrounds, whole or a little cut off, any shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.data.background_pool import BACKGROUNDS_PACK, PackedBackgrounds
from playground.data.cache import default_folder
from playground.data.classes import CLASSES
from playground.data.pack import HANDS, Pack
from tools.train_finder.cut_outs import PACKS, CutOut, placed

SIDE = 256


@dataclass(frozen=True, eq=False)
class Picture:
    """`pixels` (h, w, 3) uint8; `label`: the sign, as its place in CLASSES."""

    pixels: NDArray[np.uint8]
    label: int
    held_out: bool


def pictures(count: int, seed: int, *, held_out: bool) -> Iterator[Picture]:
    """`count` of them, all signs as often, drawn anew from the packs for each seed."""
    random = np.random.default_rng([seed, held_out])
    packs = [Pack(HANDS / f"{name}.zip", name, ("class", "fill")) for name in PACKS]
    rows = [(pack, tile) for pack in packs for tile in pack.tiles if tile.held_out == held_out]
    by_class = [[at for at, (_, tile) in enumerate(rows) if tile.row["class"] == name]
                for name in CLASSES]
    chosen = [int(random.choice(by_class[at % len(CLASSES)])) for at in range(count)]
    behind = PackedBackgrounds(HANDS / BACKGROUNDS_PACK, held_out=held_out).at(
        128, default_folder())
    # By sheet, each of which is decoded once.
    for at in sorted(chosen):
        pack, tile = rows[at]
        cut_out = CutOut(np.asarray(pack.picture(tile).convert("RGBA")), float(tile.row["fill"]))
        background = behind[random.integers(len(behind))]
        yield Picture(composed(cut_out, background, random), CLASSES.index(tile.row["class"]),
                      held_out)


def composed(cut_out: CutOut, background: NDArray[np.uint8], random: np.random.Generator
             ) -> NDArray[np.uint8]:
    """The hand before that background, as large as in a photo of one; (h, w, 3)."""
    aspect = float(np.exp2(random.normal(0, 0.35)))
    size = (round(SIDE * min(1.5, max(1.0, aspect))), round(SIDE * min(1.5, max(1.0, 1 / aspect))))
    picture = Image.fromarray(background).resize(size, Image.Resampling.BICUBIC)
    side = SIDE * random.uniform(0.75, 1.05)
    middle = (size[0] * random.normal(0.5, 0.05), size[1] * random.normal(0.5, 0.05))
    hand = placed(cut_out, size, middle, side, float(random.normal(0, 0.3)),
                  bool(random.integers(2)))
    picture.paste(hand, (0, 0), hand)
    return np.asarray(picture)
