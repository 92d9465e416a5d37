"""A filter that slides over a picture, with the arithmetic of the place where it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.messages import _, decimal_sign
from playground.ui.components.mounting import component, events
from playground.ui.components.screen import Screen

_mount = component("lesson_convolution")


@dataclass(frozen=True, eq=False)
class SlidingFilter:
    """`weights` (n, n) of any picture, or (n, n, 3) of one with colors.

    `network`: a kernel of a network's first layer, which sees the picture as the network does.
    """

    name: str
    label: str
    weights: NDArray[np.float32]
    bias: float = 0.0
    stride: int = 1
    padding: str = "valid"
    network: bool = False


@dataclass(frozen=True, eq=False)
class SlidPicture:
    """`small` uint8 (h, w, 3), whose pixels are seen one by one; `whole` uint8 (s, s, 3) as the
    network takes it, `scale` (a, b): it is given a v + b for a pixel of v."""

    name: str
    label: str
    small: NDArray[np.uint8]
    whole: NDArray[np.uint8]
    scale: tuple[float, float] = (1 / 255, 0.0)


def lesson_convolution(
    screen: Screen,
    filters: Sequence[SlidingFilter],
    pictures: Sequence[SlidPicture],
    *,
    key: str,
    locked: bool = False,
    on_tell: Callable[[Any], None] | None = None,
) -> None:
    """Draw it at full width, beginning with the first filter on the first picture.

    `locked`: no control but the place answers. `on_tell` gets what comes from the browser as the
    reader changes something, numbers by name: `w1` to `w9` (the weights of a 3 x 3 filter, of
    its first channel), `edited`, `stride`, `channels`, `learned`, `sum`, `rows`, `columns`.
    Raises `ValueError` for a filter that is not square, or without a filter or a picture.
    """
    if not filters or not pictures:
        raise ValueError("there is nothing to slide")
    if any(one.weights.shape[0] != one.weights.shape[1] for one in filters):
        raise ValueError("a filter is square")
    header = {
        "filters": [
            {"name": one.name, "label": one.label, "reach": len(one.weights),
             "channels": 1 if one.weights.ndim == 2 else one.weights.shape[2],
             "values": one.weights.astype(float).ravel().tolist(), "bias": one.bias,
             "stride": one.stride, "padding": one.padding, "network": one.network}
            for one in filters],
        "pictures": [
            {"name": one.name, "label": one.label, "size": one.small.shape[:2],
             "network": one.whole.shape[:2], "scale": one.scale} for one in pictures],
        "words": _words(), "locked": locked,
    }
    bodies = [np.ascontiguousarray(array, np.uint8).tobytes()
              for one in pictures for array in (one.small, one.whole)]
    _mount(key=screen.key(key), data=screen.message(key, header, *bodies),
           on_events_change=events(screen.key(key), tell=on_tell))


def _words() -> dict[str, Any]:
    return {
        "pictures": _("Picture"), "filters": _("Filter"),
        "learned": _("Learned by this network"), "own": _("Your own"),
        "stride": _("Stride"), "padding": _("Padding"), "valid": _("none (valid)"),
        "same": _("zeros around (same)"), "depth": _("Channels"), "gray": _("1, gray"),
        "colors": _("3, red, green and blue"), "picture": _("The picture:"),
        "map": _("The feature map:"), "divided": _("as the network is given it"),
        "pixels": _("pixels"), "filter": _("filter"), "products": _("products"),
        "shape": _("Places along a side"), "sum": _("Sum"), "bias": _("bias"),
        "channels": [_("red"), _("green"), _("blue")],
        "weight": _("Weight in row {row}, column {column}", row="{row}", column="{column}"),
        "place": _("Row {row}, column {column} of the map: the sum is {sum}.",
                   row="{row}", column="{column}", sum="{sum}"),
        "play": _("Let it slide"), "pause": _("Pause"), "fill": _("Fill the map"),
        "keys": _("Drag the window, or move it with the arrow keys."),
        "point": decimal_sign(),
    }
