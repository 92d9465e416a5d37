"""The image sets that ship with the app: rendered hands, cut out, each over its own background.

studio: few people before a green screen, as in the article. everyday: many people before all
sorts of backgrounds. everyday-holdout: other people before other backgrounds, for the
out-of-distribution test alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from playground.data.background_pool import BACKGROUNDS_PACK, PackedBackgrounds
from playground.data.classes import CLASSES
from playground.data.green_screen import SCREENS, green_screens
from playground.data.groups import GroupTable
from playground.data.members import Member, Source
from playground.data.pack import HANDS, Pack, Tile

GROUP = "person"
_COLUMNS = ("class", GROUP, "background")


def studio(folder: Path = HANDS) -> Source:
    """The source 'studio' of the packs in `folder`. Raises `BadInput` without them."""
    return PackSource("studio", Pack(folder / "studio.zip", "studio", _COLUMNS), GreenScreens())


def everyday(folder: Path = HANDS) -> Source:
    """The source 'everyday': all people but the held-out ones. Raises `BadInput`."""
    return _everyday("everyday", folder, held_out=False)


def everyday_holdout(folder: Path = HANDS) -> Source:
    """The source 'everyday-holdout': the held-out people only. Raises `BadInput`."""
    return _everyday("everyday-holdout", folder, held_out=True)


def _everyday(name: str, folder: Path, *, held_out: bool) -> Source:
    pack = Pack(folder / "everyday.zip", "everyday", _COLUMNS)
    behind = PackedBackgrounds(folder / BACKGROUNDS_PACK, held_out=held_out)
    return PackSource(name, pack, behind, held_out=held_out)


class Backdrop(Protocol):
    """Backgrounds that a pack's column `background` numbers; `places` are the numbers allowed."""

    places: range

    def at(self, size: int, cache: Path) -> NDArray[np.uint8]:
        """(len(places), size, size, 3) uint8, read-only."""


class GreenScreens:
    """The studio's backdrop."""

    places = range(SCREENS)

    def at(self, size: int, cache: Path) -> NDArray[np.uint8]:
        return green_screens(size)


class PackSource(Source):
    """The pictures of one part of a pack, over the backdrop that its table numbers.

    The groups are the people. No two pictures are takes of one moment: each was rendered for
    itself. Raises `BadInput` where the pack's table makes no sense.
    """

    def __init__(
        self, name: str, pack: Pack, backdrop: Backdrop, *, held_out: bool = False
    ) -> None:
        self._name = name
        self._backdrop = backdrop
        self._fingerprint = f"{pack.fingerprint}-{name}"
        tiles = [tile for tile in pack.tiles if tile.held_out == held_out]
        try:
            self._members = [_member(name, pack, tile, backdrop.places) for tile in tiles]
        except ValueError:
            raise pack.damaged() from None
        if not self._members:
            raise pack.damaged()
        self._table = _people(name, self._members, tiles)

    @property
    def name(self) -> str:
        return self._name

    def members(self) -> list[Member]:
        return list(self._members)

    def fingerprint(self) -> str:
        return self._fingerprint

    def groups(self) -> GroupTable | None:
        return self._table

    @property
    def may_repeat(self) -> bool:
        return False

    def backgrounds(self, size: int, cache: Path) -> NDArray[np.uint8] | None:
        return self._backdrop.at(size, cache)


def _member(name: str, pack: Pack, tile: Tile, places: range) -> Member:
    """Raises `ValueError` for a class, or a background of this backdrop, that does not exist."""
    row = tile.row
    return Member(
        label=CLASSES.index(row["class"]),
        file=f"{row['class']}/{row['file']}",
        split=name,
        open=partial(pack.picture, tile),
        sheet=tile.sheet,
        background=places.index(int(row["background"])),
    )


def _people(name: str, members: Sequence[Member], tiles: Sequence[Tile]) -> GroupTable:
    rows = {
        member.group_key: (tile.row[GROUP],) for member, tile in zip(members, tiles, strict=True)
    }
    return GroupTable(name, (GROUP,), rows)
