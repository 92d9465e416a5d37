"""A chart that is updated in place: no remount, no blank frame, a zoom that stays.

`st.plotly_chart` mounts a new chart whenever its numbers change. This one keeps its element, and
paints it as SVG (painting/): in a tenth of the time that plotly.js takes, and without the 0.4 s of
a browser's time that it costs before its first chart. docs/charts.md has the figures.

Pointing at it reads the nearest point of every line, as do the arrow keys; dragging zooms, and the
zoom stays while numbers change; a double click or Escape shows the whole again.
"""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("chart", isolated=False)


def live_chart(
    screen: Screen,
    figure: Mapping[str, Any],
    *,
    key: str,
    height: int,
    alt: str,
    tag: str = "",
    group: str = "",
    on_click: Callable[[Mapping[str, Any]], None] | None = None,
) -> None:
    """Draw `figure` (`{"data": [...], "layout": {...}}`) at full width and `height` pixels.

    In Plotly's words, as far as painting/figure.d.ts has them. Any color may be `var(--st-…)` or
    one of `var(--pg-training|validation|elsewhere|negative|positive|line|soft)`: it is looked up in
    the page's theme. Arrays may be numpy. `alt` states the finding. `tag` stands at the element as
    `data-tag` once this figure is painted. Charts of one `group` are read and zoomed together;
    traces of one `legendgroup` are lifted together above the others. `on_click` gets `{"x", "y",
    "curve", "point", "customdata"}` of a clicked point, as the browser sends it.
    """
    header = {
        **plain(figure),
        "height": height, "alt": alt, "tag": tag, "group": group, "clicks": on_click is not None,
    }

    def clicked(point: Any) -> None:
        if on_click is not None and isinstance(point, Mapping):
            on_click(point)

    screen.show(_mount, key, header, height=height, acts={"click": clicked})


def plain(figure: Mapping[str, Any]) -> dict[str, Any]:
    """The figure as the browser's scripts take it."""
    return {
        "data": [_plain(trace, arrays=True) for trace in figure.get("data") or ()],
        "layout": _plain(figure["layout"], arrays=False)}


# From so many numbers on bytes are made and read more quickly than words.
_MANY = 16


def _plain(value: Any, *, arrays: bool) -> Any:
    """As JSON: numpy out, no NaN (JSON has none). `arrays`: numbers in binary form."""
    if isinstance(value, (str, float)):
        # Most of what there is, and asking whether it is a mapping takes long.
        return None if isinstance(value, float) and not math.isfinite(value) else value
    if isinstance(value, Mapping):
        return {str(k): _plain(v, arrays=arrays) for k, v in value.items()}
    if isinstance(value, np.ndarray):
        if arrays and value.ndim == 1 and value.dtype.kind in "fiu":
            return _binary(value)
        return _plain(value.tolist(), arrays=arrays)
    if isinstance(value, (list, tuple)):
        if arrays and len(value) >= _MANY and set(map(type, value)) == {float}:
            packed = np.array(value, "<f8")
            if np.isfinite(packed).all():
                return _sent("f8", packed)
        return [_plain(item, arrays=arrays) for item in value]
    if isinstance(value, np.generic):
        return _plain(value.item(), arrays=arrays)
    return value


def _binary(array: np.ndarray[Any, Any]) -> dict[str, str]:
    """Plotly's own encoding of a typed array: a third of the size of written-out numbers."""
    kind = "f4" if array.dtype.kind == "f" else "i4"
    return _sent(kind, np.ascontiguousarray(array.astype(f"<{kind}")))


def _sent(kind: str, packed: np.ndarray[Any, Any]) -> dict[str, str]:
    return {"dtype": kind, "bdata": b64encode(packed.tobytes()).decode("ascii")}
