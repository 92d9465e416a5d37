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
_EVERYDAY = ("everyday", "thrown", "closed")


def studio(folder: Path = HANDS) -> Source:
    """The source 'studio' of the packs in `folder`. Raises `BadInput` without them."""
    return PackSource("studio", [Pack(folder / "studio.zip", "studio", _COLUMNS)], GreenScreens())


def everyday(folder: Path = HANDS) -> Source:
    """The source 'everyday': all people but the held-out ones. Raises `BadInput`.

    Of two more packs are the same people playing, the arm thrown forward and the wrist bent, and
    the same people with fingers that touch.
    """
    return _everyday("everyday", folder, _EVERYDAY, held_out=False)


def every_angle(folder: Path = HANDS) -> Source:
    """The source 'every-angle': those of 'everyday', and other people's hands. Raises `BadInput`.

    These are seen from where a network that learned from 'everyday' alone was wrong most often.
    """
    return _everyday("every-angle", folder, (*_EVERYDAY, "angled"), held_out=False)


def every_light(folder: Path = HANDS) -> Source:
    """The source 'every-light': those of 'every-angle', and yet others'. Raises `BadInput`.

    These are held out toward the camera, and shown to it as to a webcam; before lamps and windows,
    and in colored light.
    """
    kinds = (*_EVERYDAY, "angled", "near", "shown")
    return _everyday("every-light", folder, kinds, held_out=False)


def everyday_holdout(folder: Path = HANDS) -> Source:
    """The source 'everyday-holdout': the held-out people only. Raises `BadInput`."""
    return _everyday("everyday-holdout", folder, ("everyday",), held_out=True)


def _everyday(name: str, folder: Path, kinds: Sequence[str], *, held_out: bool) -> Source:
    packs = [Pack(folder / f"{kind}.zip", kind, _COLUMNS) for kind in kinds]
    behind = PackedBackgrounds(folder / BACKGROUNDS_PACK, held_out=held_out)
    return PackSource(name, packs, behind, held_out=held_out)


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
    """The pictures of one part of some packs, over the backdrop that their tables number.

    The groups are the people. No two pictures are takes of one moment: each was rendered for
    itself. Raises `BadInput` where the pack's table makes no sense.
    """

    def __init__(
        self, name: str, packs: Sequence[Pack], backdrop: Backdrop, *, held_out: bool = False
    ) -> None:
        self._name = name
        self._backdrop = backdrop
        self._fingerprint = "-".join([*(pack.fingerprint for pack in packs), name])
        found: list[tuple[Member, str]] = []
        sheets = 0
        for pack in packs:
            tiles = [tile for tile in pack.tiles if tile.held_out == held_out]
            if not tiles:
                raise pack.damaged()
            try:
                found += [
                    (_member(name, pack, tile, backdrop.places, sheets), tile.row[GROUP])
                    for tile in tiles]
            except ValueError:
                raise pack.damaged() from None
            sheets += 1 + max(tile.sheet for tile in pack.tiles)
        found.sort(key=lambda each: (each[0].label, each[0].file))
        self._members = [member for member, _ in found]
        self._table = GroupTable(
            name, (GROUP,), {member.group_key: (person,) for member, person in found})

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


def _member(name: str, pack: Pack, tile: Tile, places: range, sheets: int) -> Member:
    """`sheets`: how many the packs before this one have.

    Raises `ValueError` for a class, or a background of this backdrop, that does not exist.
    """
    row = tile.row
    return Member(
        label=CLASSES.index(row["class"]),
        file=f"{row['class']}/{row['file']}",
        split=name,
        open=partial(pack.picture, tile),
        sheet=sheets + tile.sheet,
        background=places.index(int(row["background"])),
    )
