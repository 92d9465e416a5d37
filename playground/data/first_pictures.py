"""A few pictures that are there at once: what a first visit shows while the sets are decoded.

Beside them what the start weights say of them and of their whole sets: computing it would hold up
the first page.

A lossless sheet of three rows (training as fed at step 0, validation, another setting) and a
table beside it; `tools/first_visit.py` makes both from the Play page's default experiment.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

FOLDER = Path(__file__).resolve().parents[1] / "assets" / "first_visit"
SHEET, TABLE = "pictures.webp", "pictures.json"
ROWS = ("training", "validation", "elsewhere")


@dataclass(frozen=True, eq=False)
class FirstTiles:
    """`images` uint8 (n, s, s, 3); labels, wrong labels and places in their sets, (n,)."""

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    wrong: NDArray[np.bool_]
    indices: NDArray[np.int64]


@lru_cache(maxsize=1)
def first_tiles(folder: Path = FOLDER) -> dict[str, FirstTiles]:
    """The shipped tiles by the names in ROWS."""
    table = json.loads((folder / TABLE).read_text(encoding="utf-8"))
    with Image.open(folder / SHEET) as opened:
        sheet = np.asarray(opened.convert("RGB"))
    size = sheet.shape[0] // len(ROWS)
    rows = sheet.reshape(len(ROWS), size, -1, size, 3).swapaxes(1, 2)
    return {
        name: FirstTiles(
            np.ascontiguousarray(rows[i]), np.array(table[name]["labels"], np.int64),
            np.array(table[name]["wrong"], bool), np.array(table[name]["indices"], np.int64))
        for i, name in enumerate(ROWS)
    }


@lru_cache(maxsize=1)
def first_answers(folder: Path = FOLDER) -> dict[str, NDArray[np.int64]]:
    """The class, (n,), that the start weights give each tile, by the names in ROWS."""
    table = json.loads((folder / TABLE).read_text(encoding="utf-8"))
    return {name: np.array(table[name]["answers"], np.int64) for name in ROWS}


@lru_cache(maxsize=1)
def first_scores(folder: Path = FOLDER) -> dict[str, float]:
    """Accuracy of the start weights on each whole set, by the names in ROWS."""
    table = json.loads((folder / TABLE).read_text(encoding="utf-8"))
    return {name: float(table[name]["score"]) for name in ROWS}


def write_first_tiles(
    tiles: dict[str, FirstTiles], answers: dict[str, NDArray[np.int64]],
    scores: dict[str, float], folder: Path = FOLDER,
) -> None:
    """The inverse of `first_tiles`, `first_answers` and `first_scores`."""
    folder.mkdir(parents=True, exist_ok=True)
    # (rows, n, s, s, 3) -> (rows s, n s, 3)
    stacked = np.stack([tiles[name].images for name in ROWS])
    count, per_row, size = stacked.shape[:3]
    sheet = stacked.swapaxes(1, 2).reshape(count * size, per_row * size, 3)
    Image.fromarray(sheet).save(folder / SHEET, lossless=True, quality=100, method=6)
    table = {
        name: {"labels": row.labels.tolist(), "wrong": row.wrong.tolist(),
               "indices": row.indices.tolist(), "answers": answers[name].tolist(),
               "score": round(scores[name], 4)}
        for name, row in tiles.items()
    }
    (folder / TABLE).write_text(json.dumps(table), encoding="utf-8")
