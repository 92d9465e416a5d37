"""A Plotly chart that is updated in place: no remount, no blank frame, a zoom that stays.

`st.plotly_chart` mounts a new chart whenever its numbers change. This one keeps its element.

Plotly takes 15 to 27 ms to draw a chart again, and 0.4 s of a browser's time before its first: on
a machine that trains as well that is training lost, several times a second. So a picture of the
same figure is painted (painting/), in a tenth of it, as long as nobody points at the chart;
Plotly is loaded, and draws, while somebody does, and until a zoom is undone. A figure that the
painter does not know is always Plotly's.
"""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from playground.messages import _
from playground.ui.components.mounting import component
from playground.ui.components.plotly_js import VERSION
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
    on_click: Callable[[Mapping[str, Any]], None] | None = None,
) -> None:
    """Draw `figure` (`{"data": [...], "layout": {...}}`) at full width and `height` pixels.

    Any color may be `var(--st-…)` or one of `var(--pg-training|validation|elsewhere|negative|
    positive|line|soft)`: it is looked up in the page's theme. Font, background and grid follow the
    theme where the figure says nothing; a template of its own is left out. Arrays may be numpy.
    `alt` states the finding. `tag` stands at the element as `data-tag` once this figure is
    painted. `on_click` gets `{"x", "y", "curve", "point", "customdata"}` of a clicked point, as
    the browser sends it.
    """
    layout = {k: v for k, v in dict(figure.get("layout") or {}).items() if k != "template"}
    header = {
        "data": [_plain(trace, arrays=True) for trace in figure.get("data") or ()],
        "layout": _plain(layout, arrays=False),
        "height": height, "alt": alt, "tag": tag, "clicks": on_click is not None,
        "version": VERSION,
        "failed": _("This chart could not be drawn. Reload the page to try again."),
    }

    def clicked(point: Any) -> None:
        if on_click is not None and isinstance(point, Mapping):
            on_click(point)

    screen.show(_mount, key, header, height=height, acts={"click": clicked})


def _plain(value: Any, *, arrays: bool) -> Any:
    """As JSON: numpy out, no NaN (JSON has none). `arrays`: numbers in Plotly's binary form."""
    if isinstance(value, Mapping):
        return {str(k): _plain(v, arrays=arrays) for k, v in value.items()}
    if isinstance(value, np.ndarray):
        if arrays and value.ndim == 1 and value.dtype.kind in "fiu":
            return _binary(value)
        return _plain(value.tolist(), arrays=arrays)
    if isinstance(value, (list, tuple)):
        return [_plain(item, arrays=arrays) for item in value]
    if isinstance(value, np.generic):
        return _plain(value.item(), arrays=arrays)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _binary(array: np.ndarray[Any, Any]) -> dict[str, str]:
    """Plotly's own encoding of a typed array: a third of the size of written-out numbers."""
    kind = "f4" if array.dtype.kind == "f" else "i4"
    packed = np.ascontiguousarray(array.astype(f"<{kind}"))
    return {"dtype": kind, "bdata": b64encode(packed.tobytes()).decode("ascii")}
