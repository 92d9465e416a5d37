"""What every figure shares: colors by meaning, type sizes, axes, labels at the ends of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from playground.messages import _, number

Figure = dict[str, Any]


# Variables of the page's style sheet, looked up by the live chart: a figure fits both themes.
TEXT, FAINT, GRID = "var(--st-text-color)", "var(--pg-soft)", "var(--pg-grid)"
ACCENT = "var(--st-primary-color)"
PAGE, LINE = "var(--st-background-color)", "var(--pg-line)"
TRAINING, VALIDATION = "var(--pg-training)", "var(--pg-validation)"
ELSEWHERE = "var(--pg-elsewhere)"
NEGATIVE, POSITIVE = "var(--pg-negative)", "var(--pg-positive)"
# Validation and training again, faint: as colors, since an opacity is lost when the theme changes.
GHOST, GAP, BAND = "var(--pg-ghost)", "var(--pg-gap)", "var(--pg-band)"


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


@dataclass(frozen=True)
class Without:
    """The twin: the same run without a turn, from that on.

    `band`: at each epoch's end that both have, the lower and the higher accuracy of the two.
    """

    validation: Curve
    validation_loss: Curve
    band: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True)
class Against:
    """Another run that trains beside this one, by name: dotted, in the same hues."""

    name: str
    training: Curve
    validation: Curve
    validation_loss: Curve


def rival_line(name: str, curve: Curve, color: str, *, times: float = 1.0) -> Figure:
    kept = thinned(curve)
    return {
        "type": "scatter", "mode": "lines" if len(kept) > 1 else "markers", "x": list(kept.x),
        "y": [times * y for y in kept.y], "name": name,
        "line": {"color": color, "width": 2.5, "dash": "dot"},
        "marker": {"color": color, "size": 6},
        "hovertemplate": f"{name} %{{y:.0f}} %" if times > 1 else f"{name} %{{y:.3f}}"}


def twin_line(curve: Curve, *, times: float = 1.0, reads: str = ".0f") -> Figure:
    """The run's own line, faint."""
    name = _("without")
    return {
        "type": "scatter", "mode": "lines", "x": list(curve.x), "y": [times * y for y in curve.y],
        "name": name, "line": {"color": GHOST, "width": 2.5},
        "hovertemplate": f"{name} %{{y:{reads}}}" + (" %" if times > 1 else "")}


def twin_band(band: Sequence[tuple[float, float, float]]) -> Figure:
    """Between a run and its twin, in percent."""
    xs = [x for x, _low, _high in band]
    return {
        "type": "scatter", "mode": "lines", "x": [*xs, *reversed(xs)],
        "y": [*(100 * high for _x, _low, high in band),
              *(100 * low for _x, low, _high in reversed(band))],
        "fill": "toself", "fillcolor": BAND, "line": {"width": 0, "color": BAND},
        "hoverinfo": "skip"}


def ghost_line(ghost: Ghost, *, across: float = 1.0) -> Figure:
    """An accuracy from 0 to 1 as percent, its x times `across`."""
    curve = thinned(ghost.curve)
    return {
        "type": "scatter", "mode": "lines", "x": [across * x for x in curve.x],
        "y": [100 * y for y in curve.y], "name": ghost.name,
        "line": {"color": GHOST, "width": 1},
        "hovertemplate": f"{ghost.name} %{{y:.0f}} %",
    }


def ghost_best(ghost: Ghost) -> Figure:
    """The best epoch of such a run, small."""
    at = max(range(len(ghost.curve)), key=lambda i: ghost.curve.y[i], default=None)
    there = [] if at is None else [at]
    return {
        "type": "scatter", "mode": "markers", "x": [ghost.curve.x[i] for i in there],
        "y": [100 * ghost.curve.y[i] for i in there], "hoverinfo": "skip",
        "marker": {"color": GHOST, "size": 5}}


def best_point(epoch: float, share: float) -> Figure:
    """On a validation curve, where it is highest."""
    return {
        "type": "scatter", "mode": "markers", "x": [epoch], "y": [100 * share],
        "hoverinfo": "skip", "marker": {"color": VALIDATION, "size": 10}}


def looked_at(epoch: float | None) -> list[dict[str, Any]]:
    """A line at the epoch that all panels show, where that is an earlier one."""
    if epoch is None:
        return []
    return [{
        "type": "line", "xref": "x", "yref": "paper", "x0": epoch, "x1": epoch, "y0": 0, "y1": 1,
        "line": {"color": ACCENT, "width": 2}}]


def guessing_line(at: float) -> Figure:
    """Where a network stands that guesses."""
    return {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": at, "y1": at, "layer": "below",
        "line": {"color": FAINT, "width": 1, "dash": "dash"},
    }


def thinned(curve: Curve, most: int = 500) -> Curve:
    """At most `most` of the points, the last among them: more would only cost the network."""
    count = len(curve)
    if count <= most:
        return curve
    stride = -(-count // most)
    kept = range((count - 1) % stride, count, stride)
    return Curve([curve.x[i] for i in kept], [curve.y[i] for i in kept])


def axis(**own: Any) -> dict[str, Any]:
    """A quiet axis: no line of its own, ticks in the faint color."""
    base: dict[str, Any] = {
        "gridcolor": GRID, "tickfont": {"size": 12, "color": FAINT},
    }
    return base | own


def layout(*, margin: tuple[int, int, int, int], revision: str,
           **own: Any) -> dict[str, Any]:
    """`margin`: left, right, top, bottom in pixels. `revision`: while it stays, so does a zoom."""
    left, right, top, bottom = margin
    base: dict[str, Any] = {
        "margin": {"l": left, "r": right, "t": top, "b": bottom}, "uirevision": revision,
        "annotations": [], "shapes": [],
    }
    written = number(1234.5, ",.1f")
    if written != "1,234.5":
        base["separators"] = written[-2] + written[1]
    return base | own


def title(text: str, *, y: float = 1.0) -> dict[str, Any]:
    """A chart's name, above its upper left corner."""
    return {
        "text": text, "x": 0, "y": y, "xref": "paper", "yref": "paper", "xanchor": "left",
        "yanchor": "bottom", "yshift": 5,
        "font": {"size": 13, "color": FAINT},
    }


def spread(
    places: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """The places, each the middle of something so high, moved up or down until none touch.

    They are kept within [low, high].
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = [min(max(places[i], low), high) for i in order]
    apart = [(heights[a] + heights[b]) / 2 for a, b in pairwise(order)]
    for i in range(1, len(moved)):
        moved[i] = max(moved[i], moved[i - 1] + apart[i - 1])
    for i in range(len(moved) - 1, -1, -1):
        above = moved[i + 1] - apart[i] if i + 1 < len(moved) else high
        moved[i] = min(moved[i], above)
    result = [0.0] * len(places)
    for place, i in zip(moved, order, strict=True):
        result[i] = place
    return result


# Of a run's length: until then its labels end before those at the right edge begin.
_APART = 0.8


def far_from_edge(ends: Sequence[tuple[str, float, float, str]], epochs: int) -> bool:
    """Whether no curve, of (name, its last x, y, color), has come near the chart's right edge."""
    return max((x for _, x, _, _ in ends), default=0) < _APART * epochs


def end_label(text: str, x: float, y: float, color: str, *, size: int = 13) -> dict[str, Any]:
    return {
        "text": text, "x": x, "y": y, "xref": "x", "yref": "y", "xanchor": "left",
        "yanchor": "middle", "xshift": 6,
        # Over a line that crosses it, it stays legible.
        "font": {"size": size, "color": color}, "bgcolor": PAGE, "borderpad": 0,
    }
