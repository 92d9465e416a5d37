"""The network as a strip of boxes from input to output; a click selects a layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.messages import _, listed
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("layer_strip")
HEIGHT = 92


@dataclass(frozen=True)
class LayerBox:
    """One box. `picture`: uint8 (h, w) or (h, w, 3), what the layer makes of the chosen image.

    `shape` is the output's, `note` a word more (parameters, zeros), `penalized` marks it with λ.
    `selectable`: False for what has no weights to show.
    """

    name: str
    label: str
    shape: str = ""
    note: str = ""
    penalized: bool = False
    selectable: bool = True
    picture: NDArray[np.uint8] | None = None


def layer_strip(
    screen: Screen,
    boxes: Sequence[LayerBox],
    *,
    selected: str,
    key: str,
    alt: str,
    on_select: Callable[[str], None] | None = None,
) -> None:
    """Draw the strip, 92 px high. `on_select` gets the name of a clicked box, before the run."""
    names = {box.name for box in boxes if box.selectable}

    def clicked(name: object) -> None:
        if on_select is not None and isinstance(name, str) and name in names:
            on_select(str(name))

    pictures = [_pixels(box.picture) for box in boxes]
    header = {
        "alt": alt, "selected": selected,
        "boxes": [
            {"name": box.name, "label": box.label, "shape": box.shape, "note": box.note,
             "text": listed(filter(None, (
                 box.label, box.shape, box.note,
                 _("bears the penalty") if box.penalized else "")), ","),
             "penalized": box.penalized, "selectable": box.selectable,
             "size": [0, 0] if box.picture is None else box.picture.shape[:2]}
            for box in boxes
        ],
    }
    screen.show(_mount, key, header, *pictures, height=HEIGHT, acts={"click": clicked})


def _pixels(picture: NDArray[np.uint8] | None) -> bytes:
    """As red, green and blue whatever it was."""
    if picture is None:
        return b""
    colored = picture if picture.ndim == 3 else np.repeat(picture[..., None], 3, axis=-1)
    return np.ascontiguousarray(colored, np.uint8).tobytes()
