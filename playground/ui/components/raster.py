"""Numbers as squares on a canvas: a weight matrix, a feature map, a small picture.

One square a number, an integer number of the screen's own pixels wide, never averaged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from playground.messages import _, decimal_sign
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

Palette = Literal["weights", "gray", "rgb", "dots"]

_mount = component("raster")


def raster(
    screen: Screen,
    levels: NDArray[Any],
    *,
    key: str,
    height: int,
    alt: str,
    square: int = 0,
    palette: Palette = "weights",
    limit: float = 1.0,
    caption: str = "",
    cut: bool = False,
    row_name: str = "row",
    column_name: str = "column",
    kept: Sequence[bool] | NDArray[np.bool_] | None = None,
    tag: str = "",
    dot_words: tuple[str, str] = ("0", "1"),
    on_click: Callable[[tuple[int, int]], None] | None = None,
) -> None:
    """Draw `levels` in a box of full width and `height` pixels, whatever there is to draw.

    `weights`: int8 (rows, columns), -127..127: purple, the page's background at exactly 0, green;
    the pointer reads `level / 127 * limit`. `gray`: uint8 (rows, columns). `rgb`: uint8 (rows,
    columns, 3). `dots`: uint8 (rows, columns), a square in the color of the text at 1, the page's
    background at 0; the pointer reads `dot_words`. `square`: side in CSS pixels, 0 for the largest
    that fits; it shrinks on a narrow screen. `cut`: the levels are a part of something larger; a
    box of another shape shows fewer and larger ones, the first rows and columns, so that it is
    filled. `caption` is a line under
    the squares (22 px of the height): what part is shown. `kept` (rows): rows that are not kept
    are dimmed, with a mark beside those that are: the units that dropout left in. `tag` stands at
    the element as `data-tag` once painted. `on_click` gets (row, column), from 0.
    Raises `ValueError` where shape or type do not fit the palette.
    """
    kind, dimensions = (np.int8, 2) if palette == "weights" else (np.uint8, 2 + (palette == "rgb"))
    if levels.dtype != kind or levels.ndim != dimensions:
        raise ValueError(f"{palette} needs {np.dtype(kind)} with {dimensions} dimensions, "
                         f"not {levels.dtype} with {levels.ndim}")
    header = {
        "rows": levels.shape[0], "columns": levels.shape[1], "height": height, "alt": alt,
        "square": square, "palette": palette, "limit": float(limit), "caption": caption,
        "cut": cut,
        "names": [row_name, column_name], "tag": tag, "clicks": on_click is not None,
        "words": {"beyond": _("at or beyond {value}", value="{value}"), "point": decimal_sign(),
                  "dots": list(dot_words)},
    }
    mask = b"" if kept is None else np.asarray(kept, np.uint8).tobytes()
    act = None if on_click is None else _pair(on_click, levels.shape)
    screen.show(
        _mount, key, header, np.ascontiguousarray(levels).tobytes(), mask, height=height,
        acts={"click": act})


def _pair(act: Callable[[tuple[int, int]], None], shape: tuple[int, ...]) -> Callable[[Any], None]:
    """Passes on what is a cell of the matrix, and nothing else."""
    def called(cell: Any) -> None:
        if isinstance(cell, list) and len(cell) == 2 and all(type(at) is int for at in cell):
            row, column = cell
            if 0 <= row < shape[0] and 0 <= column < shape[1]:
                act((row, column))

    return called
