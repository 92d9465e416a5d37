"""The patches that excite each unit of a layer most, on one sheet: as shown, and as shipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.data.pictures import Pictures
from playground.insight.top_patches import Strongest, patches

# Of smaller ones a lossy format, which halves the colors' resolution, would leave nothing.
_LOSSLESS_BELOW = 16
_QUALITY = 88
# A sheet is one picture: WebP has 16,383 pixels a side.
_TALLEST = 16_383


@dataclass(frozen=True, eq=False)
class PatchSheet:
    """`picture`: WebP, a row for each unit, k patches of `side` pixels in it, strongest first.

    `values` (units, k): how strongly each excites its unit, after the ReLU; `labels` (units, k):
    the classes of the pictures that they are from. `side`: of the receptive field, before patches
    are shrunk to fit a sheet; `shown` after it.
    """

    side: int
    shown: int
    picture: bytes
    values: NDArray[np.float32]
    labels: NDArray[np.int8]


def patch_sheets(
    pictures: Pictures, found: Mapping[str, Strongest]
) -> dict[str, PatchSheet]:
    """Of the convolutions, by name."""
    return {name: _sheet(pictures, one) for name, one in found.items() if one.field is not None}


def _sheet(pictures: Pictures, found: Strongest) -> PatchSheet:
    crops = patches(pictures, found)
    units, count, side = crops.shape[:3]
    shown = min(side, _TALLEST // units)
    rows = crops.transpose(0, 2, 1, 3, 4).reshape(units * side, count * side, 3)
    sheet = Image.fromarray(rows)
    if shown < side:
        sheet = sheet.resize((count * shown, units * shown), Image.Resampling.BOX)
    file = BytesIO()
    sheet.save(file, "WEBP", lossless=side < _LOSSLESS_BELOW, quality=_QUALITY, method=4)
    labels = pictures.labels[found.pictures].astype(np.int8)
    return PatchSheet(side, shown, file.getvalue(), found.values, labels)


def write_sheets(sheets: Mapping[str, PatchSheet], file: Path) -> None:
    arrays: dict[str, Any] = {}
    for name, one in sheets.items():
        arrays |= {f"{name}/picture": np.frombuffer(one.picture, np.uint8),
                   f"{name}/values": one.values.astype(np.float16), f"{name}/labels": one.labels,
                   f"{name}/sides": np.array([one.side, one.shown])}
    with file.open("wb") as into:
        np.savez_compressed(into, **arrays)


def read_sheets(file: Path) -> dict[str, PatchSheet]:
    """The inverse; `values` rounded to 11 bits."""
    with np.load(file, allow_pickle=False) as archive:
        names = dict.fromkeys(key.rpartition("/")[0] for key in archive.files)
        return {
            name: PatchSheet(
                int(archive[f"{name}/sides"][0]), int(archive[f"{name}/sides"][1]),
                archive[f"{name}/picture"].tobytes(),
                archive[f"{name}/values"].astype(np.float32), archive[f"{name}/labels"])
            for name in names}
