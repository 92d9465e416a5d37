"""A picture, and a part of it so large that each point's numbers can be read in it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from playground.messages import _
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("lesson_seeing")


def seeing(
    screen: Screen, image: NDArray[np.uint8], *, key: str, tag: str, alt: str, locked: bool,
    point: tuple[int, int], span: int, marked: tuple[int, int] | None,
    on_tell: Callable[[object], None],
) -> None:
    """`image` (s, s, 3). `point` (row, column) is chosen at first, and `span` points are shown.

    `tag` tells one picture from another. `marked`: a point that the large part shows. `on_tell`
    gets `square` (CSS pixels), `channel` (0 for all, else 1 to 3), and `red`, `green` and `blue`
    of the point that somebody has chosen.
    """
    header = {
        "side": len(image), "tag": tag, "alt": alt, "locked": locked, "point": list(point),
        "span": span, "marked": None if marked is None else list(marked),
        "words": {
            "zoom": _("Points shown in a row"), "channels": _("Channel"),
            "all": _("all three"), "red": _("red"), "green": _("green"), "blue": _("blue"),
            "large": _("The numbers of a part. Arrow keys choose a point, plus and minus zoom."),
            "here": _("Row {row}, column {column}: red {red}, green {green}, blue {blue}",
                      row="{row}", column="{column}", red="{red}", green="{green}",
                      blue="{blue}"),
        },
    }
    screen.show(_mount, key, header, np.ascontiguousarray(image).tobytes(), height=420,
                acts={"tell": on_tell})
