"""A map, the same after ReLU, and after pooling: with the numbers of one block."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from playground.messages import _, decimal_sign
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("lesson_pooling")
SIZES = (2, 3, 4, 8, 16)


def pooling(
    screen: Screen, maps: NDArray[np.float32], *, key: str, tag: str, kind: str, locked: bool,
    nudges: bool, on_tell: Callable[[object], None],
) -> None:
    """`maps` (k, h, w) before ReLU, of which one is shown; `kind` "max" or "average" at first.

    `tag` tells one network's maps from another's. `nudges`: the strongest number may be moved.
    `on_tell` gets `strongest` (largest after pooling over largest before), `kept` (share of the
    numbers), `size` and `average` (1 or 0).
    """
    count, rows, columns = maps.shape
    words = {
        "filters": _("Filter"), "filter": _("filter {n}", n="{n}"), "kind": _("Pooling"),
        "max": _("maximum"), "average": _("average"), "size": _("Block"),
        "before": _("What the filter gives"), "relu": _("After ReLU"), "pooled": _("After pooling"),
        "zeros": _("{share} % set to zero", share="{share}"),
        "kept": _("{n} of {all} numbers are left", n="{n}", all="{all}"),
        "strongest": _("strongest {after}, before {before}", after="{after}", before="{before}"),
        "largest": _("The largest of {numbers} is {result}.",
                     numbers="{numbers}", result="{result}"),
        "mean": _("The average of {numbers} is {result}.",
                  numbers="{numbers}", result="{result}"),
        "many": _("{n} numbers", n="{n}"),
        "choose": _("After ReLU. Arrow keys choose a block."),
        "nudge": _("Move the strongest number within its block"),
        "back": _("Move it back"), "point": decimal_sign(),
    }
    header = {"maps": count, "rows": rows, "columns": columns, "tag": tag, "kind": kind,
              "blocks": [size for size in SIZES if size <= min(rows, columns)],
              "locked": locked, "nudges": nudges, "words": words}
    screen.show(_mount, key, header, np.ascontiguousarray(maps, np.float32).tobytes(),
                height=380, acts={"tell": on_tell})
