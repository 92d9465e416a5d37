"""The backgrounds that ship with the app: those of training, and those of the hold-out alone.

`pool` is what the augmentation puts behind hands. It holds no background of the hold-out, so that
the held-out people stand in settings that no training has shown. `photographed` are views of real
rooms and landscapes, which nothing but training shows.
"""

from __future__ import annotations

import hashlib
import threading
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from weakref import WeakValueDictionary

import numpy as np
import PIL
from numpy.typing import NDArray
from PIL import Image

from playground.data import cache as disk
from playground.data.backgrounds import backgrounds
from playground.data.pack import HANDS, Pack, Tile
from playground.data.threads import in_threads

BACKGROUNDS_PACK, PLACES_PACK = "backgrounds.zip", "places.zip"
# Without a pack: as many patterns drawn from nothing.
_DRAWN = 500


@lru_cache(maxsize=4)
def pool(size: int, folder: Path = HANDS, cache: Path | None = None) -> NDArray[np.uint8]:
    """The training part, (k, size, size, 3) uint8, read-only, the same array at every call.

    Where no pack is in `folder`, patterns drawn from nothing. Raises `BadInput` for a damaged one.
    """
    path = folder / BACKGROUNDS_PACK
    if path.is_file():
        return PackedBackgrounds(path, held_out=False).at(size, cache or disk.default_folder())
    drawn = backgrounds(np.random.default_rng(0), _DRAWN, size, size)
    drawn.setflags(write=False)
    return drawn


@lru_cache(maxsize=4)
def photographed(
    size: int, folder: Path = HANDS, cache: Path | None = None
) -> NDArray[np.uint8]:
    """(k, size, size, 3) uint8, read-only, the same array at every call; `pool` without the pack.

    Raises `BadInput` for a damaged one.
    """
    path = folder / PLACES_PACK
    if not path.is_file():
        return pool(size, folder, cache)
    places = PackedBackgrounds(path, held_out=False, kind="places")
    return places.at(size, cache or disk.default_folder())


class PackedBackgrounds:
    """One part of a pack of backgrounds. Raises `BadInput` where it is missing or damaged.

    `places`: which rows of the pack's table are of this part, in one piece.
    """

    def __init__(self, path: Path, *, held_out: bool, kind: str = "backgrounds") -> None:
        self._pack = Pack(path, kind)
        own = [at for at, tile in enumerate(self._pack.tiles) if tile.held_out == held_out]
        self.places = range(own[0], own[-1] + 1) if own else range(0)
        if not own or len(self.places) != len(own):
            raise self._pack.damaged()
        self._tiles = [self._pack.tiles[at] for at in own]

    def at(self, size: int, cache: Path) -> NDArray[np.uint8]:
        """(k, size, size, 3) uint8, read-only: from memory, the folder `cache`, or decoded."""
        parts = ("backgrounds", PIL.__version__, self._pack.fingerprint, self.places, size)
        key = hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()
        with _guard:
            images = _shared.get(key)
            if images is None:
                entry = disk.load(cache, key)
                images = entry[0] if entry else disk.store(cache, key, self._decoded(size), {})
                _shared[key] = images
        return images

    def _decoded(self, size: int) -> NDArray[np.uint8]:
        def sheet(tiles: list[Tile]) -> NDArray[np.uint8]:
            pictures = (self._pack.picture(tile).convert("RGB") for tile in tiles)
            return np.stack([
                np.asarray(picture.resize((size, size), Image.Resampling.BILINEAR))
                for picture in pictures
            ])

        sheets = [list(group) for _, group in groupby(self._tiles, key=lambda tile: tile.sheet)]
        images = np.concatenate(list(in_threads(sheet, sheets)))
        images.setflags(write=False)
        return images


# The source that has them as its own and the augmentation that draws from them share one array.
_shared: WeakValueDictionary[str, NDArray[np.uint8]] = WeakValueDictionary()
_guard = threading.Lock()
