"""A run of the tray: a small matrix of its weights, its numbers, its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from playground.messages import _, listed
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

Action = Literal["open", "pin", "remove"]

_mount = component("run_card")
HEIGHT = 96


def run_card(
    screen: Screen,
    name: str,
    *,
    key: str,
    levels: NDArray[np.int8],
    validation: float | None,
    zeros: float | None,
    zeros_label: str = "",
    note: str = "",
    pinned: bool = False,
    chosen: bool = False,
    recorded: bool = False,
    removable: bool = True,
    on_action: Callable[[Action], None] | None = None,
) -> None:
    """Draw a card, 96 px high, for a column of some 200 px.

    `levels`: int8 (rows, columns) as for `raster`, one square a weight. `validation` and `zeros`
    within 0..1, None where not known. `recorded` runs ship with the app and cannot be removed.
    `on_action` gets `open` (the card), `pin` or `remove` (its buttons), before the run.
    """
    if levels.dtype != np.int8 or levels.ndim != 2:
        raise ValueError(f"levels must be int8 (rows, columns), not {levels.dtype} {levels.shape}")

    def acted(action: object) -> None:
        if on_action is None:
            return
        if action == "open":
            on_action("open")
        elif action == "pin" and not recorded:
            on_action("pin")
        elif action == "remove" and removable and not recorded:
            on_action("remove")

    share = "–" if zeros is None else f"{round(100 * zeros)} %"
    header = {
        "name": name, "validation": validation,
        "zeros": _("{share} {label}", share=share, label=zeros_label or _("zeros")),
        "note": listed(filter(None, (_("recorded") if recorded else "", note)), ","),
        "pinned": pinned, "chosen": chosen, "recorded": recorded,
        "removable": removable and not recorded, "size": levels.shape,
        "words": {"remove": _("Remove"), "pin": _("Unpin") if pinned else _("Pin"),
                  "short": _("valid."), "validation": _("Validation accuracy")},
    }
    screen.show(
        _mount, key, header, np.ascontiguousarray(levels).tobytes(), height=HEIGHT,
        acts={"action": acted})
