"""Feature maps side by side, each with the kernel that makes it as a badge in its corner."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("feature_maps")


def feature_maps(
    screen: Screen,
    maps: NDArray[np.uint8],
    *,
    key: str,
    height: int,
    alt: str,
    kernels: NDArray[np.uint8] | NDArray[np.int8] | None = None,
    names: Sequence[str] = (),
    columns: int = 8,
    note: str = "",
    tag: str = "",
) -> None:
    """Draw `maps` (n, h, w), 0 dark, in rows of `columns` within `height` pixels (on a
    narrow screen fewer a row).

    `kernels`: uint8 (n, kh, kw, 3) as colors, or int8 (n, kh, kw) in the colors of weights (see
    `raster`). `names` are read on hover; `note` stands beside a
    single row where there is room. The room stays where there are fewer maps.
    Raises `ValueError` where the shapes do not fit each other.
    """
    if maps.ndim != 3 or maps.dtype != np.uint8:
        raise ValueError(f"maps must be uint8 (n, h, w), not {maps.dtype} {maps.shape}")
    if kernels is not None and len(kernels) != len(maps):
        raise ValueError(f"{len(maps)} maps, but {len(kernels)} kernels")
    header = {
        "count": len(maps), "size": maps.shape[1:], "height": height, "alt": alt, "tag": tag,
        "columns": columns, "names": list(names), "note": note,
        "kernel": [0, 0] if kernels is None else kernels.shape[1:3],
        "signed": kernels is not None and kernels.dtype == np.int8,
    }
    badges = b"" if kernels is None else np.ascontiguousarray(kernels).tobytes()
    screen.show(_mount, key, header, np.ascontiguousarray(maps).tobytes(), badges, height=height)
