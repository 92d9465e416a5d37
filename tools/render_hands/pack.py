"""Pack a folder of rendered pictures into one file of `playground/assets/hands`.

python -m tools.render_hands.pack SET_FOLDER OUT.zip --kind KIND

The same folder gives the same bytes, with the same version of Pillow. The background of each
picture of all sets but `studio` is drawn from backgrounds.zip beside OUT.zip: pack that first.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import sys
import zipfile
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.data.background_pool import BACKGROUNDS_PACK, PackedBackgrounds
from playground.data.classes import CLASSES
from playground.data.green_screen import SCREENS
from playground.data.pack import COLUMNS, FORMAT, INFO, TABLE, TILES_PER_SHEET, sheet_name
from playground.errors import BadInput

# More of the people of `everyday`, for training alone; and other people, none of them held out.
ADDED = ("thrown", "closed")
PLACES = ("backgrounds", "places")
OTHERS = ("angled", "near", "shown")
KINDS = ("studio", "everyday", *ADDED, *OTHERS, *PLACES)
QUALITY = 85
Row = dict[str, str]
_HOLD_OUT_EVERY = 5
_SEED = 1
# Zip files have no earlier date.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="pictures and their table")
    parser.add_argument("out", type=Path)
    parser.add_argument("--kind", required=True, choices=KINDS)
    parser.add_argument("--quality", type=int, default=QUALITY, help="of WebP, 0 to 100")
    given = parser.parse_args(arguments)
    try:
        rows = pack(given.folder, given.out, given.kind, given.quality)
    except BadInput as error:
        print(error, file=sys.stderr)
        return 2
    held_out = sum(row["hold_out"] == "yes" for row in rows)
    size = given.out.stat().st_size
    print(f"{given.out.name}: {len(rows):,} pictures, {held_out:,} of them held out, "
          f"{size / 1e6:.2f} MB, {size / len(rows):,.0f} bytes a picture")
    return 0


def pack(folder: Path, out: Path, kind: str, quality: int = QUALITY) -> list[Row]:
    """Write the pack and give back the rows of its table. Raises `BadInput`."""
    rows = read_table(folder, kind)
    part(rows, kind)
    if kind not in PLACES:
        draw_backgrounds(rows, kind, out.parent / BACKGROUNDS_PACK)
    mode = "RGB" if kind in PLACES else "RGBA"
    sheets: list[bytes] = []
    side = 0
    for _, own in groupby(rows, key=lambda row: row["hold_out"]):
        same = list(own)
        for start in range(0, len(same), TILES_PER_SHEET):
            shown = same[start : start + TILES_PER_SHEET]
            tiles: list[NDArray[np.uint8]] = []
            for place, row in enumerate(shown):
                row["sheet"], row["tile"] = str(len(sheets)), str(place)
                tiles.append(read_tile(folder / row["file"], mode, side))
                if kind in OTHERS:
                    # Its numbers begin anew, and one source has no two pictures of one name.
                    row["file"] = f"{kind}-{row['file']}"
                side = len(tiles[0])
            sheets.append(encode(tiles, quality))
    write(out, rows, {"format": FORMAT, "kind": kind, "tile": side}, sheets)
    return rows


def read_table(folder: Path, kind: str) -> list[Row]:
    """The rows of the table in `folder`, every column kept. Raises `BadInput`."""
    table = folder / ("backgrounds.csv" if kind in PLACES else "table.csv")
    needed = {"file"} if kind in PLACES else {"file", "class", "person"}
    try:
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, restkey="", restval="", strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"The table {table} cannot be read: {error}.") from None
    if not rows or not needed <= set(rows[0]):
        raise BadInput(f"{table} needs the columns {', '.join(sorted(needed))}, and rows.")
    if len({row["file"] for row in rows}) != len(rows):
        raise BadInput(f"{table} lists a file twice.")
    unknown = {row.get("class", CLASSES[0]) for row in rows} - set(CLASSES)
    if unknown:
        raise BadInput(f"{table} has the class {min(unknown)!r}; there are {', '.join(CLASSES)}.")
    return rows


def part(rows: list[Row], kind: str) -> None:
    """Say of each row whether it is held out, and sort: hold-out last, by class and file name.

    Held out are every fifth person, and the last fifth of the backgrounds. `ADDED` sets are for
    training alone: the held-out people are left out of them, since a hold-out that grows takes
    longer to load at every start.
    """
    rows.sort(key=lambda row: (row.get("class", ""), row["file"]))
    people = sorted({row.get("person", "") for row in rows})
    held_out = set(people[_HOLD_OUT_EVERY - 1 :: _HOLD_OUT_EVERY])
    if kind in ("everyday", *ADDED) and not held_out:
        raise BadInput(f"Of {len(people)} people none can be held out; five are needed.")
    for at, row in enumerate(rows):
        out = {
            "studio": False, "places": False, **dict.fromkeys(OTHERS, False),
            "backgrounds": at >= len(rows) - len(rows) // _HOLD_OUT_EVERY,
        }.get(kind, row.get("person") in held_out)
        row["hold_out"] = "yes" if out else "no"
    if kind in ADDED:
        rows[:] = [row for row in rows if row["hold_out"] == "no"]
    rows.sort(key=lambda row: row["hold_out"])


def draw_backgrounds(rows: list[Row], kind: str, backgrounds: Path) -> None:
    """Give each row its own background for good; the held-out people have theirs to themselves."""
    generator = np.random.default_rng(_SEED)
    if kind == "studio":
        places = dict.fromkeys(("no", "yes"), range(SCREENS))
    else:
        places = {
            "no": PackedBackgrounds(backgrounds, held_out=False).places,
            "yes": PackedBackgrounds(backgrounds, held_out=True).places,
        }
    for row in rows:
        own = places[row["hold_out"]]
        row["background"] = str(own[generator.integers(len(own))])


def read_tile(path: Path, mode: str, side: int) -> NDArray[np.uint8]:
    """(side, side, 3 or 4), a side of 0 being any; transparent pixels get the hand's colors."""
    try:
        with Image.open(path, formats=("PNG",)) as picture:
            pixels = np.asarray(picture.convert(mode))
            found = picture.mode
    except (OSError, SyntaxError, ValueError) as error:
        raise BadInput(f"{path} is not a PNG that can be read: {error}.") from None
    height, width = pixels.shape[:2]
    # WebP works in blocks of 16 pixels: other tiles would spill into their neighbors.
    if found != mode or height != width or width % 16 or side not in (0, width):
        raise BadInput(f"{path} is {found} {width}x{height}; all pictures of a set are {mode} and "
                       "of one square size, a multiple of 16.")
    return fill_transparent(pixels) if mode == "RGBA" else pixels


def fill_transparent(rgba: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A copy where each pixel of alpha 0 has the color of what is near it, for (h, w, 4).

    Black there would bleed into the hand's outline when lossy compression mixes neighbors. The
    colors come from ever coarser averages, weighted by alpha ("pull-push").
    """
    alpha = rgba[..., 3].astype(np.float64)
    levels = [(rgba[..., :3] * alpha[..., None], alpha)]
    while min(levels[-1][1].shape) % 2 == 0:
        levels.append((_halved(levels[-1][0]), _halved(levels[-1][1])))
    colors, alpha = levels[-1]
    fill = np.broadcast_to(colors.sum((0, 1)) / max(alpha.sum(), 1e-9), colors.shape)
    for colors, alpha in reversed(levels):
        if fill.shape != colors.shape:
            fill = fill.repeat(2, axis=0).repeat(2, axis=1)
        own = colors / np.maximum(alpha, 1e-9)[..., None]
        fill = np.where(alpha[..., None] > 0, own, fill)
    filled = rgba.copy()
    clear = rgba[..., 3] == 0
    filled[clear, :3] = np.rint(fill[clear])
    return filled


def _halved(plane: NDArray[np.float64]) -> NDArray[np.float64]:
    rows = plane[::2] + plane[1::2]
    return np.asarray((rows[:, ::2] + rows[:, 1::2]) / 4)


def encode(tiles: list[NDArray[np.uint8]], quality: int) -> bytes:
    """Up to 12 x 6 tiles as one WebP: lossy colors, exact alpha."""
    side, channels = tiles[0].shape[1:]
    lines = -(-len(tiles) // COLUMNS)
    sheet = np.zeros((lines * side, COLUMNS * side, channels), np.uint8)
    for place, tile in enumerate(tiles):
        top, left = (side * at for at in divmod(place, COLUMNS))
        sheet[top : top + side, left : left + side] = tile
    content = io.BytesIO()
    # exact: keeps the colors behind alpha 0. Method 6 saves 9 % and takes thirty times as long.
    Image.fromarray(sheet).save(content, "WEBP", quality=quality, method=4, exact=True)
    return content.getvalue()


def write(out: Path, rows: list[Row], info: dict[str, object], sheets: list[bytes]) -> None:
    """The .zip, so that it is whole or not there; nothing in it tells the time or the machine."""
    table = io.StringIO(newline="")
    lines = csv.DictWriter(table, list(rows[0]), lineterminator="\n")
    lines.writeheader()
    lines.writerows(rows)
    parts = {INFO: json.dumps(info).encode(), TABLE: table.getvalue().encode()}
    parts |= {sheet_name(number): content for number, content in enumerate(sheets)}
    scratch = out.with_suffix(".writing")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(scratch, "w") as archive:
            for name, content in parts.items():
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.create_system = 3
                # The sheets are compressed already.
                entry.compress_type = zipfile.ZIP_DEFLATED if name == TABLE else zipfile.ZIP_STORED
                archive.writestr(entry, content)
        os.replace(scratch, out)
    except OSError as error:
        raise BadInput(f"{out} cannot be written: {error.strerror}.") from None


if __name__ == "__main__":
    sys.exit(main())
