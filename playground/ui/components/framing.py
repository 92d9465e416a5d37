"""A photo with the part of it that the network gets: dragged, pinched, scrolled, or by keys."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from playground.messages import _
from playground.ui.components.mounting import component, events
from playground.ui.live.message import packed

_mount = component("framing")

# left, top, width, height as shares of the photo's width and height.
Part = tuple[float, float, float, float]
WHOLE: Part = (0.0, 0.0, 1.0, 1.0)
SMALLEST = 0.05


def framing(
    jpeg: bytes, size: tuple[int, int], part: Part, *, key: str, height: int, alt: str,
    tag: str = "", on_part: Callable[[Part], None] | None = None,
) -> None:
    """Draw the photo (width, height in `size`), at most `height` pixels high, its `part` framed.

    Moved or zoomed, the frame becomes a square of the photo's pixels. `tag` tells one photo from
    the next: a frame that is being dragged is left alone until it changes. `on_part` gets the new
    part, inside the photo and at least 5 % of its smaller side.
    """
    width, tall = size
    header = {"width": width, "height": tall, "box": height, "part": list(part), "alt": alt,
              "tag": tag, "smallest": SMALLEST,
              "frame": _("What the network gets. Arrow keys move it, plus and minus zoom.")}

    def moved(sent: Any) -> None:
        found = checked(sent)
        if found is not None and on_part is not None:
            on_part(found)

    _mount(key=key, data=packed(header, jpeg), height=height,
           on_events_change=events(key, part=moved))


def checked(sent: Any) -> Part | None:
    """A part of the photo from what a browser sent, moved inside; None for anything else."""
    if not isinstance(sent, list) or len(sent) != 4:
        return None
    if not all(isinstance(one, (int, float)) and math.isfinite(one) for one in sent):
        return None
    left, top, width, height = map(float, sent)
    if not (SMALLEST / 2 < width <= 1.0001 and SMALLEST / 2 < height <= 1.0001):
        return None
    width, height = min(width, 1.0), min(height, 1.0)
    return min(max(left, 0.0), 1.0 - width), min(max(top, 0.0), 1.0 - height), width, height
