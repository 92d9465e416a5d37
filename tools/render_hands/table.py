"""The table of a rendered set: a row for each picture."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from PIL import Image

# Under this name a picture's row of the table is in its PNG.
ROW = "row"


def read_rows(folder: Path) -> list[dict[str, str]]:
    """The rows that the pictures in `folder` hold, by file name."""
    rows: list[dict[str, str]] = []
    for path in sorted(folder.glob("*.png")):
        with Image.open(path) as picture:
            text = picture.info.get(ROW)
        if text:
            rows.append({key: str(value) for key, value in json.loads(text).items()})
    return rows


def write_table(folder: Path) -> int:
    """Write `table.csv` beside the pictures; how many rows it has."""
    rows = read_rows(folder)
    if rows:
        with (folder / "table.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return len(rows)
