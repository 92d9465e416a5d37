"""A layer's units side by side, a few pictures of each; one that is pointed at is lit everywhere.

All sheets of one layer on a page light the same unit: its kernel, its map, its patches, its row of
the weight matrix.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from playground.messages import _
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("unit_sheet")
ZERO = -128
"""The level of a weight that is exactly zero: it is marked, however many small ones there are."""


def unit_sheet(
    screen: Screen,
    pictures: NDArray[np.uint8] | NDArray[np.int8] | None,
    *,
    key: str,
    layer: str,
    units: Sequence[int],
    names: Sequence[str],
    side: int,
    alt: str,
    per_unit: int = 1,
    rows: bool = False,
    dead: Sequence[int] = (),
    chosen: int | None = None,
    tag: str = "",
    on_choose: Callable[[int], None] | None = None,
) -> None:
    """Draw `pictures` (units · per_unit, h, w) or (…, h, w, 3) in squares of `side` CSS pixels.

    uint8: gray or colors; int8: weights in their colors, -127 to 127, and `ZERO` marked. None: not
    known yet, the squares stand empty and keep their room. `units` are their numbers in the layer,
    `names` what is read of each. `per_unit` is a square number: they fill the unit's square.
    `rows`: each unit is a strip as wide as there is room, `side` high, cut where it is longer.
    `dead`: units that are crossed out. `on_choose` gets a unit's number.
    Raises `ValueError` where the shapes do not fit each other.
    """
    across = round(per_unit**0.5)
    if across**2 != per_unit or len(names) != len(units):
        raise ValueError(f"{len(names)} names of {len(units)} units with {per_unit} pictures each")
    if pictures is not None and (
            len(pictures) != len(units) * per_unit or pictures.ndim not in (3, 4)
            or pictures.dtype not in (np.uint8, np.int8)):
        raise ValueError(f"{len(units)} units of {per_unit}, but {pictures.dtype} "
                         f"{pictures.shape}")
    kind: Literal["gray", "rgb", "levels"] = "gray"
    if pictures is not None and pictures.dtype == np.int8:
        kind = "levels"
    elif pictures is not None and pictures.ndim == 4:
        kind = "rgb"
    gone = set(dead)
    header = {
        "layer": layer, "side": side, "across": across, "rows": rows, "kind": kind, "alt": alt,
        "tag": tag, "size": [1, 1] if pictures is None else list(pictures.shape[1:3]),
        "drawn": pictures is not None, "clicks": on_choose is not None,
        "units": [{"number": number, "name": name, "dead": number in gone,
                   "chosen": number == chosen}
                  for number, name in zip(units, names, strict=True)],
        "words": {"dead": _("dead")},
    }
    known = set(units)

    def heard(number: Any) -> None:
        if on_choose is not None and type(number) is int and number in known:
            on_choose(number)

    body = b"" if pictures is None else np.ascontiguousarray(pictures).tobytes()
    screen.show(_mount, key, header, body, height=side, acts={"choose": heard})
