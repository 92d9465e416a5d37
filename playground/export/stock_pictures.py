"""The pictures of a standalone script: what they are, and the number by which they are known."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass
class Pictures:
    """`images` (n, size, size, 3), `labels` (n,), `hashes` (n,) or None, groups by column."""

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    files: list[str]
    hashes: NDArray[np.uint64] | None
    groups: dict[str, list[str]]


def read_groups(folder: Path, files: list[str]) -> dict[str, list[str]]:
    """For each group column of `groups.csv`, the group of each picture; '' is none."""
    path = folder / "groups.csv"
    if not path.is_file():
        return {}
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    by_file = {f"{row['class'].lower()}/{row['file']}": row for row in rows}
    columns = [name for name in rows[0] if name not in ("split", "class", "file")]
    return {name: [by_file.get(file, {}).get(name, "") for file in files] for name in columns}


def digest(images: NDArray[np.uint8], *others: NDArray[np.int64]) -> str:
    """Of all that decides what is learned from: the same number means the same data."""
    found = hashlib.blake2b(images.tobytes(), digest_size=16)
    for array in others:
        found.update(np.ascontiguousarray(array, np.int64).data)
    return found.hexdigest()
