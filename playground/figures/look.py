"""What every figure shares: colors by meaning, type sizes, axes, labels at the ends of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Figure = dict[str, Any]
FONT = "'Source Sans', 'Source Sans Pro', system-ui, sans-serif"


@dataclass(frozen=True)
class Palette:
    """Colors by what they mean; the three sets keep their hue in both themes."""

    text: str
    faint: str
    grid: str
    training: str
    validation: str
    elsewhere: str
    zero: str
    gap: str


LIGHT = Palette(
    text="#262b36", faint="#6b7280", grid="#e6e8ee", training="#5B6470", validation="#0072B2",
    elsewhere="#D55E00", zero="#111827", gap="rgba(91,100,112,0.13)",
)
# The same hues, as light as a dark page needs them for 4.5:1.
DARK = Palette(
    text="#e5e7eb", faint="#9aa3b2", grid="#262d3a", training="#9AA5B4", validation="#4BA3DB",
    elsewhere="#F07F33", zero="#f3f4f6", gap="rgba(154,165,180,0.18)",
)


def palette(theme: str | None) -> Palette:
    """The palette of the theme "dark", else of the light one."""
    return DARK if theme == "dark" else LIGHT


@dataclass(frozen=True)
class Curve:
    """Points of a line; `x` and `y` of one length, oldest first."""

    x: Sequence[float]
    y: Sequence[float]

    def __len__(self) -> int:
        return len(self.x)


@dataclass(frozen=True)
class Ghost:
    """A recorded or an earlier run, drawn faint behind; `name` stands at its end."""

    name: str
    curve: Curve


def thinned(curve: Curve, most: int = 500) -> Curve:
    """At most `most` of the points, the last among them: more would only cost the network."""
    count = len(curve)
    if count <= most:
        return curve
    stride = -(-count // most)
    kept = range((count - 1) % stride, count, stride)
    return Curve([curve.x[i] for i in kept], [curve.y[i] for i in kept])


def axis(colors: Palette, **own: Any) -> dict[str, Any]:
    """A quiet axis: no zero line, no line of its own, ticks in the faint color."""
    base: dict[str, Any] = {
        "showline": False, "zeroline": False, "gridcolor": colors.grid, "ticks": "",
        "tickfont": {"size": 12, "color": colors.faint}, "fixedrange": False,
    }
    return base | own


def layout(colors: Palette, *, margin: tuple[int, int, int, int], revision: str,
           **own: Any) -> dict[str, Any]:
    """`margin`: left, right, top, bottom in pixels. `revision`: while it stays, so does a zoom."""
    left, right, top, bottom = margin
    base: dict[str, Any] = {
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 13, "color": colors.text},
        "showlegend": False, "uirevision": revision, "hovermode": "x unified",
        "hoverlabel": {"font": {"size": 13}}, "annotations": [], "shapes": [],
        "dragmode": "zoom",
    }
    return base | own


def title(text: str, colors: Palette, *, y: float = 1.0) -> dict[str, Any]:
    """A chart's name, above its upper left corner."""
    return {
        "text": text, "x": 0, "y": y, "xref": "paper", "yref": "paper", "xanchor": "left",
        "yanchor": "bottom", "yshift": 5, "showarrow": False,
        "font": {"size": 13, "color": colors.faint},
    }


def spread(places: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """The places moved up or down until any two are `apart`, kept within [low, high]."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = [min(max(places[i], low), high) for i in order]
    for i in range(1, len(moved)):
        moved[i] = max(moved[i], moved[i - 1] + apart)
    for i in range(len(moved) - 1, -1, -1):
        above = moved[i + 1] - apart if i + 1 < len(moved) else high
        moved[i] = min(moved[i], above)
    result = [0.0] * len(places)
    for place, i in zip(moved, order, strict=True):
        result[i] = place
    return result


def end_label(text: str, x: float, y: float, color: str, *, size: int = 13) -> dict[str, Any]:
    return {
        "text": text, "x": x, "y": y, "xref": "x", "yref": "y", "xanchor": "left",
        "yanchor": "middle", "xshift": 6, "showarrow": False,
        "font": {"size": size, "color": color},
    }
