"""Packs: the image sets that ship with the app, many small pictures in one .zip.

A pack holds `pack.json` (format, kind, side of a tile in pixels), `table.csv` (one row a picture,
in the order of a source's members: by hold-out, class and file name) and `sheets/000.webp` ...:
grids of up to 12 x 6 tiles. One codec call then decodes 72 pictures, in half the time of single
files; larger sheets outgrow the processor's cache and are slower. The hold-out's tiles lie on
sheets of their own: a source decodes no sheet of another. `tools/render_hands/pack.py` writes
packs.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from playground.data.paths import shown_path
from playground.errors import BadInput
from playground.messages import lazy

HANDS = Path(__file__).resolve().parents[1] / "assets" / "hands"
FORMAT = 1
COLUMNS = 12
TILES_PER_SHEET = 6 * COLUMNS
INFO, TABLE = "pack.json", "table.csv"
_MOST_PIXELS_A_SIDE = 4096


def sheet_name(number: int) -> str:
    """Where a sheet stands inside the .zip."""
    return f"sheets/{number:03}.webp"


@dataclass(frozen=True)
class Tile:
    """One picture of a pack: its row of the table, and where it lies."""

    row: Mapping[str, str]
    sheet: int
    place: int

    @property
    def held_out(self) -> bool:
        return self.row.get("hold_out") == "yes"


class Pack:
    """The pack at `path`, its table read; `kind` is studio, everyday and so on.

    `tiles` are in the table's order. Raises `BadInput` where the file is missing, damaged, or a
    pack of another kind; `columns` are those that the caller needs.
    """

    def __init__(self, path: Path, kind: str, columns: tuple[str, ...] = ()) -> None:
        self._path = path
        if not path.is_file():
            raise BadInput(lazy(
                "The image set {path} is not there; get it from the repository, or choose other "
                "pictures.", path=shown_path(path)))
        # A damaged archive or table can raise nearly anything: struct, Unicode, value, key errors.
        try:
            with zipfile.ZipFile(path) as archive:
                self._fingerprint = _fingerprint(archive)
                info = json.loads(archive.read(INFO))
                self._side = int(info["tile"])
                self.tiles = _tiles(archive, columns)
            sound = (info["format"], info["kind"]) == (FORMAT, kind)
            sound = sound and 0 < self._side * COLUMNS <= _MOST_PIXELS_A_SIDE
        except Exception:
            raise self.damaged() from None
        if not sound or not self.tiles:
            raise self.damaged()
        # Each thread keeps the one sheet that it is reading from.
        self._reading = threading.local()

    @property
    def fingerprint(self) -> str:
        """A hexadecimal digest that changes with any byte of the content."""
        return self._fingerprint

    def picture(self, tile: Tile) -> Image.Image:
        """That tile in mode RGB or RGBA. Raises `BadInput` where its sheet is damaged.

        Quick for tiles of one sheet in a row; going to another sheet decodes that one.
        """
        if getattr(self._reading, "number", None) != tile.sheet:
            self._reading.sheet = self._sheet(tile.sheet)
            self._reading.number = tile.sheet
        sheet: Image.Image = self._reading.sheet
        down, across = divmod(tile.place, COLUMNS)
        left, top = across * self._side, down * self._side
        if top + self._side > sheet.height:
            raise self.damaged()
        return sheet.crop((left, top, left + self._side, top + self._side))

    def damaged(self) -> BadInput:
        """The error, to be raised, that says that this file is not what it should be."""
        return BadInput(lazy(
            "The image set {path} is damaged or of another version; get it again from the "
            "repository.", path=shown_path(self._path)))

    def _sheet(self, number: int) -> Image.Image:
        try:
            with zipfile.ZipFile(self._path) as archive:
                content = archive.read(sheet_name(number))
            with Image.open(io.BytesIO(content), formats=("WEBP",)) as sheet:
                fits = sheet.width == COLUMNS * self._side and sheet.height <= sheet.width
                if not fits:
                    raise ValueError("a sheet of another size")
                sheet.load()
                return sheet
        except Exception:
            raise self.damaged() from None


def _fingerprint(archive: zipfile.ZipFile) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for info in archive.infolist():
        digest.update(f"{info.filename}\0{info.file_size}\0{info.CRC}\0".encode())
    return digest.hexdigest()


def _tiles(archive: zipfile.ZipFile, columns: tuple[str, ...]) -> tuple[Tile, ...]:
    """Raises `ValueError` or `KeyError` for a table that is not that of the sheets."""
    lines = csv.reader(io.StringIO(archive.read(TABLE).decode("utf-8"), newline=""), strict=True)
    header = next(lines)
    names, tiles = set(archive.namelist()), []
    if not {"file", "hold_out", *columns} <= set(header):
        raise ValueError("a column is missing")
    for line in lines:
        row = dict(zip(header, line, strict=True))
        tile = Tile(row, int(row["sheet"]), int(row["tile"]))
        if sheet_name(tile.sheet) not in names or not 0 <= tile.place < TILES_PER_SHEET:
            raise ValueError("a tile is nowhere")
        tiles.append(tile)
    return tuple(tiles)
