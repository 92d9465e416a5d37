"""What each layer's filters see in a picture, and the real patches that excite each most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.data.classes import SIGNS
from playground.insight.patch_sheet import PatchSheet
from playground.messages import _, decimal_sign, ngettext, pgettext
from playground.ui.components.mounting import component, events
from playground.ui.components.screen import Screen

_mount = component("lesson_features")
MOST_SIDE = 64
"""Of a map as it is sent: of larger ones the largest number of each block stands for it."""


@dataclass(frozen=True, eq=False)
class SeenLayer:
    """A convolution. `maps` (pictures, h, w, units), after the ReLU; `sees` pixels of the picture
    in each direction; `sheet`: None until the patches are found."""

    maps: NDArray[np.float32]
    sees: int
    sheet: PatchSheet | None


def lesson_features(
    screen: Screen,
    pictures: NDArray[np.uint8],
    labels: Sequence[str],
    layers: Sequence[SeenLayer],
    *,
    key: str,
    tag: str,
    sought: bool = False,
    revealed: bool = True,
    locked: bool = False,
    on_tell: Callable[[Any], None] | None = None,
) -> None:
    """`pictures` (n, s, s, 3), with a word for each. `tag` tells one network from another.
    `sought`: patches that are not there will be. `revealed`: before, it is not said how much a
    filter sees.

    `on_tell` gets what comes from the browser as the reader chooses a filter, numbers by name:
    `layer` and `unit` from 1, `layers`, and `alike`, how many of its patches are of one sign.
    """
    bodies = [np.ascontiguousarray(pictures).tobytes()]
    rows: list[dict[str, Any]] = []
    for place, layer in enumerate(layers):
        maps = np.moveaxis(blocks(np.nan_to_num(layer.maps)), -1, 1)
        peak = float(maps.max(initial=0.0))
        levels = np.rint(maps * np.float32(255 / peak) if peak else maps).astype(np.uint8)
        row: dict[str, Any] = {
            "name": f"{pgettext('layer', 'conv')} {place + 1}", "sees": layer.sees,
            "title": _title(maps.shape[1], layer.sees, revealed),
            "units": maps.shape[1], "size": maps.shape[2:], "peak": peak, "maps": len(bodies),
            "sheet": -1, "order": _order(layer), "shown": 0, "count": 0, "values": [], "signs": []}
        bodies.append(np.ascontiguousarray(levels).tobytes())
        if layer.sheet is not None:
            row |= {"sheet": len(bodies), "shown": layer.sheet.shown,
                    "count": layer.sheet.values.shape[1],
                    "values": np.round(layer.sheet.values.astype(float), 3).tolist(),
                    "signs": layer.sheet.labels.tolist()}
            bodies.append(layer.sheet.picture)
        rows.append(row)
    header = {"side": pictures.shape[1], "pictures": list(labels), "layers": rows, "tag": tag,
              "locked": locked, "words": _words(sought)}
    _mount(key=screen.key(key), data=screen.message(key, header, *bodies),
           on_events_change=events(screen.key(key), tell=on_tell))


def blocks(maps: NDArray[np.float32]) -> NDArray[np.float32]:
    """Maps (n, h, w, units) with at most `MOST_SIDE` rows and columns; a rest that fills no block
    is left out."""
    n, h, w, units = maps.shape
    side = -(-max(h, w) // MOST_SIDE)
    if side == 1:
        return maps
    rows, columns = h // side, w // side
    cut = maps[:, : rows * side, : columns * side]
    largest: NDArray[np.float32] = cut.reshape(n, rows, side, columns, side, units).max(axis=(2, 4))
    return largest


def _title(units: int, sees: int, revealed: bool) -> str:
    if not revealed:
        return ngettext("{n} filter", "{n} filters", units)
    return ngettext("{n} filter, which sees {side} × {side} pixels",
                    "{n} filters, each of which sees {side} × {side} pixels", units, side=sees)


def _order(layer: SeenLayer) -> list[int]:
    """Units, those that fire most strongest first; of the training set where that was looked at."""
    strength = (layer.sheet.values[:, 0] if layer.sheet is not None
                else layer.maps.max(axis=(0, 1, 2)))
    return [int(unit) for unit in np.argsort(-strength, kind="stable")]


def _words(sought: bool) -> dict[str, Any]:
    return {
        "pictures": _("Picture"), "point": decimal_sign(), "signs": [str(sign) for sign in SIGNS],
        "filter": _("Filter {unit} of {layer}", unit="{unit}", layer="{layer}"),
        "fires": _("Where it fires in this picture: at most {value}.", value="{value}"),
        "silent": _("It fires nowhere in this picture."),
        "alike": _("The nine patches that excite it most; what is gray lies outside of the "
                   "picture. {count} of {all} show {sign}.", count="{count}", all="{all}",
                   sign="{sign}"),
        "dead": _("It fires for no picture of the training set: a dead filter."),
        "waiting": _("The patches are being looked for.") if sought else _(
            "The training pictures are not there to look for patches in."),
        "all": _("All maps of {layer} for this picture", layer="{layer}"),
        "value": _("Filter {unit}: {value}", unit="{unit}", value="{value}"),
        "keys": _("Choose a filter; the arrow keys go on to the next."),
    }
