"""One quantity of several runs over the epochs, in one hue: a run has a letter and a pattern.

The baseline is solid and thick, the others thinner. A run's twin is the run's own line, faint, and
what is between the two is a band.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, log
from typing import Literal

from playground.figures.look import (
    GAP,
    LINE,
    PAGE,
    TEXT,
    Curve,
    Figure,
    axis,
    guessing_line,
    layout,
    spread,
    thinned,
    title,
)
from playground.figures.loss import HIGHEST, nice
from playground.messages import _

Scale = Literal["accuracy", "share", "loss", "free"]
"""A share is 0 to 1, too; but nobody guesses at it."""

DASHES = ("dash", "dot", "longdash", "dashdot", "longdashdot")
"""Of runs that are no baseline, in the order of their letters."""
_MOST_POINTS = 200
_BOX = 17  # pixels: the height of a letter at a line's end
_ROOM = 1.02  # of the epochs: what is marked at the last one is seen whole
_GUESSING = {"accuracy": 100 / 3, "loss": log(3)}


@dataclass(frozen=True)
class RunLine:
    """One run's line. `dash` is "solid" for the baseline. `twin`: the same without a change.

    `best` is the epoch that is marked on it.
    """

    letter: str
    name: str
    curve: Curve
    dash: str
    baseline: bool = False
    twin: Curve | None = None
    best: float | None = None


def dash_of(letter_index: int) -> str:
    """The pattern of the run with that letter, from 0, where it is no baseline."""
    return DASHES[letter_index % len(DASHES)]


def overlay_figure(
    what: str, lines: Sequence[RunLine], *, color: str, epochs: float, revision: str,
    scale: Scale, height: int, across: Figure | None = None,
) -> Figure:
    """`what` is the chart's name. Accuracies are 0 to 1 and shown in percent, 0 to 100.

    `across`: another horizontal axis than that of epochs. `height` in pixels of the chart: as many
    letters as it has room for stand below each other.
    """
    percent = scale in ("accuracy", "share")
    factor = 100 if percent else 1
    shown = [(line, _times(thinned(line.curve, _MOST_POINTS), factor)) for line in lines]
    traces: list[Figure] = []
    # The baseline last: it lies over the others.
    for line, curve in sorted(shown, key=lambda one: one[0].baseline):
        if line.twin is not None:
            traces += _twin(line, curve, _times(thinned(line.twin, _MOST_POINTS), factor), color)
        traces += _line(line, curve, color, percent)
    top = _top(scale, [y for _, curve in shown for y in curve.y])
    letters, columns = _letters(shown, top, height)
    return {
        "data": traces,
        "layout": layout(
            margin=(34, 8 + 20 * columns, 24, 22), revision=revision,
            annotations=[title(what), *letters],
            shapes=[guessing_line(_GUESSING[scale])] if scale in _GUESSING else [],
            xaxis=across or axis(
                range=[0, _ROOM * max(epochs, 1)], showgrid=False, nticks=6, tickformat="d",
                unifiedhovertitle={"text": _("epoch {epoch}", epoch="%{x:.1f}")}),
            yaxis=_upright(scale, top)),
    }


def _upright(scale: Scale, top: float) -> dict[str, object]:
    if scale in ("accuracy", "share"):
        return axis(range=[0, 102], tickvals=[0, 25, 50, 75, 100])
    if scale == "loss":
        return axis(range=[0, top], tickvals=[0, 0.5, 1, 1.5])
    return axis(range=[0, top], tickvals=[0, top / 2, top], tickformat=".2~g")


def _top(scale: Scale, heights: Sequence[float]) -> float:
    if scale in ("accuracy", "share"):
        return 102.0
    if scale == "loss":
        return HIGHEST
    return nice(max((y for y in heights if isfinite(y)), default=0.0))


def _times(curve: Curve, factor: float) -> Curve:
    return Curve(list(curve.x), [factor * y for y in curve.y])


def _line(line: RunLine, curve: Curve, color: str, percent: bool) -> list[Figure]:
    read = "%{y:.1f} %" if percent else "%{y:.3g}"
    name = _escaped(line.name)
    drawn: list[Figure] = [{
        "type": "scatter", "mode": "lines" if len(curve) > 1 else "markers",
        "x": list(curve.x), "y": list(curve.y), "name": line.name, "legendgroup": line.letter,
        "line": {"color": color, "width": 3.5 if line.baseline else 1.75, "dash": line.dash},
        "marker": {"color": color, "size": 6},
        "hovertemplate": f"{line.letter} {name} {read}",
    }]
    at = [i for i, x in enumerate(curve.x) if line.best is not None and abs(x - line.best) < 1e-6]
    if at:
        drawn.append({
            "type": "scatter", "mode": "markers", "x": [curve.x[at[0]]], "y": [curve.y[at[0]]],
            "name": f"{line.name}, best", "legendgroup": line.letter, "hoverinfo": "skip",
            "marker": {"color": color, "size": 11 if line.baseline else 9},
        })
    return drawn


def _twin(line: RunLine, curve: Curve, twin: Curve, color: str) -> list[Figure]:
    """The twin's line, and the band between it and the run from where it begins."""
    along = [(x, y) for x, y in zip(curve.x, curve.y, strict=True)
             if twin.x and twin.x[0] <= x <= twin.x[-1]]
    band: Figure = {
        "type": "scatter", "mode": "lines", "name": f"{line.name}, difference",
        "x": [x for x, _ in along] + list(twin.x)[::-1],
        "y": [y for _, y in along] + list(twin.y)[::-1],
        "fill": "toself", "fillcolor": GAP, "hoverinfo": "skip", "legendgroup": line.letter,
        "line": {"color": color, "width": 0},
    }
    faint: Figure = {
        "type": "scatter", "mode": "lines", "name": f"{line.name}, twin",
        "x": list(twin.x), "y": list(twin.y), "legendgroup": line.letter, "hoverinfo": "skip",
        "line": {"color": color, "width": 1.5, "dash": line.dash}, "opacity": 0.45,
    }
    return [band, faint]


def _letters(
    shown: Sequence[tuple[RunLine, Curve]], top: float, height: int
) -> tuple[list[Figure], int]:
    """Letters in boxes at the right edge, beside where each line ends, and in how many columns."""
    ends = sorted(((line, curve.y[-1]) for line, curve in shown
                   if len(curve) and isfinite(curve.y[-1])), key=lambda one: one[1])
    inside = max(height - 46, _BOX)
    columns = max(1, -(-len(ends) * _BOX // inside))
    made: list[Figure] = []
    for column in range(columns):
        own = ends[column::columns]
        apart = top * _BOX / inside
        places = _around([min(max(y, 0.0), top) for _, y in own], apart, top)
        made += [_letter(line, place, column) for (line, _), place in zip(own, places, strict=True)]
    return made, columns


def _around(ends: Sequence[float], apart: float, top: float) -> list[float]:
    """Ends in rising order, moved as far up as down until none touch, within the chart."""
    low, high = apart / 2, top - apart / 2
    heights = [apart] * len(ends)
    up = spread(ends, heights, low, high)
    down = spread([-y for y in reversed(ends)], heights, -high, -low)
    return [(a - b) / 2 for a, b in zip(up, reversed(down), strict=True)]


def _letter(line: RunLine, place: float, column: int) -> Figure:
    return {
        "text": line.letter, "x": 1, "y": place, "xref": "paper", "yref": "y", "xanchor": "left",
        "yanchor": "middle", "xshift": 5 + 20 * column, "name": line.letter,
        "font": {"size": 12, "color": PAGE if line.baseline else TEXT},
        "bgcolor": TEXT if line.baseline else PAGE,
        "bordercolor": TEXT if line.baseline else LINE, "borderpad": 1,
    }


def _escaped(name: str) -> str:
    """In a template, what stands between %{ and } would be filled in."""
    return name.replace("%{", "% {")
