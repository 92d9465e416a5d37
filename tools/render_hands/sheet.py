"""Contact sheets: many pictures of a set on one, to be looked at."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from tools.render_hands.table import read_rows

_GRAY = (120, 128, 138)


def save_sheet(
    folder: Path, out: Path, where: str, count: int, columns: int, scale: int
) -> None:
    """Save the first `count` pictures whose rows are like `where` ('view=palm,class=rock')."""
    wanted = dict(part.split("=", 1) for part in where.split(",") if "=" in part)
    rows = read_rows(folder)
    rows = [row for row in rows if all(row.get(k) == v for k, v in wanted.items())][:count]
    if not rows:
        sys.exit(f"There is no picture like {where!r} in {folder}.")
    first = Image.open(folder / rows[0]["file"])
    side = first.width * scale
    sheet = Image.new("RGB", (columns * side, -(-len(rows) // columns) * side), _GRAY)
    for at, row in enumerate(rows):
        picture = Image.open(folder / row["file"]).convert("RGBA")
        picture = picture.resize((side, side), Image.Resampling.LANCZOS)
        sheet.paste(picture, (at % columns * side, at // columns * side), picture)
    sheet.save(out)
    print(f"{len(rows)} pictures in {out}")
