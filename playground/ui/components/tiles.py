"""A sheet of pictures, each with how the network answered: ✓ in a solid frame, ✗ in a dashed one.

A picture whose label was made wrong has a notched corner.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.messages import _, listed, pgettext
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("tiles")


@dataclass(frozen=True)
class Tile:
    """What is known of one picture. `right` None: no answer yet. `text`: read on hover and aloud.

    `label` stands under the picture in the large sheet. `faint`: an earlier answer.
    """

    right: bool | None = None
    wrong_label: bool = False
    text: str = ""
    label: str = ""
    chosen: bool = False
    faint: bool = False


def tiles(
    screen: Screen,
    images: NDArray[np.uint8],
    about: Sequence[Tile],
    *,
    key: str,
    height: int,
    alt: str,
    columns: int,
    heading: str = "",
    on_click: Callable[[int], None] | None = None,
    tag: str = "",
) -> None:
    """Draw `images` (n, side, side, 3) in rows of `columns`, in a box of fixed `height` pixels.

    The tiles are squares as large as fit; the sheet keeps its room when there are fewer, or none.
    `heading` is a line above (20 px). `on_click` gets the index of a picture.
    Raises `ValueError` unless there is one `Tile` for each picture.
    """
    if images.ndim != 4 or images.shape[-1] != 3 or images.dtype != np.uint8:
        raise ValueError(f"images must be uint8 (n, side, side, 3), not {images.shape}")
    if len(about) != len(images):
        raise ValueError(f"{len(images)} pictures, but {len(about)} tiles")
    header = {
        "side": images.shape[1], "columns": columns, "height": height, "alt": alt, "tag": tag,
        "heading": heading, "clicks": on_click is not None,
        "about": [
            {"right": tile.right, "notched": tile.wrong_label, "text": _whole_text(tile),
             "label": tile.label, "chosen": tile.chosen, "faint": tile.faint}
            for tile in about
        ],
    }

    def clicked(index: Any) -> None:
        if on_click is not None and isinstance(index, int) and 0 <= index < len(about):
            on_click(index)

    screen.show(
        _mount, key, header, np.ascontiguousarray(images).tobytes(), height=height,
        acts={"click": clicked})


def _whole_text(tile: Tile) -> str:
    """With what its sign and its corner say."""
    answered = {None: "", True: pgettext("an answer", "right"),
                False: pgettext("an answer", "wrong")}
    return listed(filter(None, (
        tile.text, answered[tile.right], _("label made wrong") if tile.wrong_label else "")), ",")
