"""The hands that ship, cut out, and what is made of them that is no hand any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.data.pack import HANDS, Pack

PACKS = ("everyday", "thrown", "closed")


@dataclass(frozen=True, eq=False)
class CutOut:
    """`rgba` (side, side, 4), the hand about its middle, its larger side `fill` of the picture's.

    With `fill` above 1 some of the hand is cut off.
    """

    rgba: NDArray[np.uint8]
    fill: float


def cut_outs(*, held_out: bool) -> list[CutOut]:
    """All of one part; the people of the hold-out are in no other."""
    return [each for name in PACKS for each in _of_pack(name, held_out)]


def _of_pack(name: str, held_out: bool) -> Iterator[CutOut]:
    pack = Pack(HANDS / f"{name}.zip", name, ("fill",))
    tiles = [tile for tile in pack.tiles if tile.held_out == held_out]
    for _, sheet in groupby(tiles, key=lambda tile: tile.sheet):
        for tile in sheet:
            picture = np.asarray(pack.picture(tile).convert("RGBA"))
            yield CutOut(picture, float(tile.row["fill"]))


def placed(
    cut_out: CutOut, size: tuple[int, int], middle: tuple[float, float], side: float,
    turned: float, mirrored: bool, wider: float = 1.0,
) -> Image.Image:
    """The cut-out at `side` pixels, its middle there, on a transparent picture of `size`.

    What leaves the cut-out, mostly the arm, goes on outwards instead of ending at a straight
    line. `turned` in radians; `wider` by this and lower by as much.
    """
    scaled = max(4, round(side))
    small = Image.fromarray(cut_out.rgba)
    if scaled < len(cut_out.rgba):
        small = small.resize((scaled, scaled), Image.Resampling.BILINEAR)
    pixels = np.asarray(small)[:, ::-1] if mirrored else np.asarray(small)
    own = len(pixels)
    beyond = int(own / side * max(size)) + 1
    wide = np.pad(pixels, ((beyond, beyond), (beyond, beyond), (0, 0)), "edge")
    # The corners would go on in both directions.
    for rows in (slice(0, beyond), slice(beyond + own, None)):
        for columns in (slice(0, beyond), slice(beyond + own, None)):
            wide[rows, columns, 3] = 0
    ratio, (x, y), half = own / side, middle, len(wide) / 2
    cos, sin = ratio * np.cos(turned), ratio * np.sin(turned)
    across, along = (cos / wider, sin / wider), (-sin * wider, cos * wider)
    matrix = (across[0], along[0], half - across[0] * x - along[0] * y,
              across[1], along[1], half - across[1] * x - along[1] * y)
    return Image.fromarray(wide).transform(
        size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)


def shuffled(rgba: NDArray[np.uint8], blocks: int, order: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Cut into `blocks` x `blocks` pieces that lie in another order, each turned by a quarter."""
    size = len(rgba) // blocks
    cut = rgba[: size * blocks, : size * blocks].reshape(blocks, size, blocks, size, 4)
    pieces = cut.swapaxes(1, 2).reshape(-1, size, size, 4)[order]
    pieces = np.stack([np.rot90(piece, at % 4) for at, piece in enumerate(pieces)])
    grid = pieces.reshape(blocks, blocks, size, size, 4).swapaxes(1, 2)
    return np.ascontiguousarray(grid.reshape(size * blocks, size * blocks, 4))
