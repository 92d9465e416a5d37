"""Small packs, made by the tool from synthetic tiles."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from PIL import Image

from playground.data.classes import CLASSES
from tools.render_hands.pack import pack

SIDE = 32
COUNTS = {"studio": 36, "everyday": 180, "thrown": 60, "closed": 30, "angled": 30,
          "near": 24, "shown": 18,
          "backgrounds": 20, "places": 6}
PEOPLE = {"studio": 4, "everyday": 10, "thrown": 10, "closed": 10, "angled": 5, "near": 5,
          "shown": 6}
# Each goes on counting where the one before ends.
FIRST = {"thrown": 180, "closed": 240}
# Where the numbers of people begin whom the other sets have not.
OTHERS = {"angled": 50, "near": 70, "shown": 80}


def hand(seed: int, side: int = SIDE) -> Image.Image:
    """A disk of one color in the middle of nothing, black where it is transparent."""
    color = np.random.default_rng(seed).integers(60, 256, 3)
    y, x = np.mgrid[:side, :side] - side / 2 + 0.5
    inside = np.hypot(x, y) < side / 3
    pixels = np.zeros((side, side, 4), np.uint8)
    pixels[inside] = (*color, 255)
    return Image.fromarray(pixels)


def rendered(folder: Path, kind: str) -> Path:
    """A folder as the renderer leaves it: person i of class i + j."""
    folder.mkdir(parents=True, exist_ok=True)
    count = COUNTS[kind]
    if kind in ("backgrounds", "places"):
        rows = [["file", "kind", "seed"]]
        for at in range(count):
            blue = 90 if kind == "backgrounds" else 200
            Image.new("RGB", (SIDE, SIDE), (10 * at, 255 - 10 * at, blue)).save(
                folder / f"{at:04}.png")
            rows.append([f"{at:04}.png", "flat", str(at)])
        table = folder / "backgrounds.csv"
    else:
        rows = [["file", "class", "person", "pose", "seed"]]
        first = FIRST.get(kind, 0)
        for at in range(first, first + count):
            hand(at).save(folder / f"{at:05}.png")
            person = f"p{at // 3 % PEOPLE[kind] + OTHERS.get(kind, 0):02}"
            rows.append([f"{at:05}.png", CLASSES[at % 3], person, "a, b", str(at)])
        table = folder / "table.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return folder


def packed(folder: Path) -> Path:
    """A folder with all packs."""
    for kind in ("backgrounds", "places", "studio", "everyday", "thrown", "closed", "angled",
                 "near", "shown"):
        pack(rendered(folder / f"{kind}-rendered", kind), folder / f"{kind}.zip", kind)
    return folder
