"""One quantity of several runs over the epochs, in one hue: a run has a letter and a pattern.

The baseline is solid and thick, the others thinner. A run's twin is the run's own line, faint, with
its letter and a prime, and what is between the two is a band.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log, log10
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

Scale = Literal["accuracy", "share", "loss", "free", "logarithmic"]
"""A share is 0 to 1, too; but nobody guesses at it. What is 0 has no place on a logarithmic one."""

DASHES = ("dash", "dot", "longdash", "dashdot", "longdashdot")
"""Of runs that are no baseline, in the order of their letters."""
_MOST_POINTS = 200
_BOX = 17  # pixels: the height of a letter at a line's end
_MOST_DECADES = 6
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
    twins = {line.letter: _times(thinned(line.twin, _MOST_POINTS), factor)
             for line in lines if line.twin is not None}
    traces: list[Figure] = []
    # The baseline last: it lies over the others.
    for line, curve in sorted(shown, key=lambda one: one[0].baseline):
        if line.letter in twins:
            traces += _twin(line, curve, twins[line.letter], color, percent)
        traces += _line(line, curve, color, percent)
    if scale == "logarithmic":
        # From something to nothing there is no band.
        traces = [one for one in traces if "fill" not in one or min(one["y"], default=0) > 0]
        for trace in traces:
            trace["y"] = [y if y > 0 else None for y in trace["y"]]
    drawn = [curve for _, curve in shown] + list(twins.values())
    low, top = _range(scale, [y for curve in drawn for y in curve.y])
    letters, columns = _letters(_ends(shown, twins, scale), low, top, height)
    return {
        "data": traces,
        "layout": layout(
            margin=(34, 8 + 20 * columns, 24, 22), revision=revision,
            annotations=[title(what), *letters],
            shapes=[guessing_line(_GUESSING[scale])] if scale in _GUESSING else [],
            xaxis=across or axis(
                range=[0, _ROOM * max(epochs, 1)], showgrid=False, nticks=6, tickformat="d",
                unifiedhovertitle={"text": _("epoch {epoch}", epoch="%{x:.1f}")}),
            yaxis=_upright(scale, low, top)),
    }


def _upright(scale: Scale, low: float, top: float) -> dict[str, object]:
    if scale == "logarithmic":
        return axis(type="log", range=[low, top])
    if scale in ("accuracy", "share"):
        return axis(range=[0, 102], tickvals=[0, 25, 50, 75, 100])
    if scale == "loss":
        return axis(range=[0, top], tickvals=[0, 0.5, 1, 1.5])
    return axis(range=[0, top], tickvals=[0, top / 2, top], tickformat=".2~g")


def _range(scale: Scale, heights: Sequence[float]) -> tuple[float, float]:
    """Of the vertical axis; of a logarithmic one in powers of ten, whole ones: it moves seldom."""
    if scale in ("accuracy", "share"):
        return 0.0, 102.0
    if scale == "loss":
        return 0.0, HIGHEST
    finite = [y for y in heights if isfinite(y)]
    if scale == "free":
        return 0.0, nice(max(finite, default=0.0))
    above = [log10(y) for y in finite if y > 0] or [-1.0, 0.0]
    top = ceil(max(above))
    return float(max(min(floor(min(above)), top - 1), top - _MOST_DECADES)), float(top)


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


def _twin(line: RunLine, curve: Curve, twin: Curve, color: str, percent: bool) -> list[Figure]:
    """The twin's line, and the band between it and the run from where it begins."""
    read = "%{y:.1f} %" if percent else "%{y:.3g}"
    without = _("{letter} without its last turn", letter=_twin_letter(line))
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
        "x": list(twin.x), "y": list(twin.y), "legendgroup": line.letter,
        "line": {"color": color, "width": 1.5, "dash": line.dash}, "opacity": 0.45,
        "hovertemplate": f"{without} {read}",
    }
    return [band, faint]


def _twin_letter(line: RunLine) -> str:
    return f"{line.letter}\N{PRIME}"


@dataclass(frozen=True)
class _End:
    """What is written at a line's end, whose it is, and where on the axis."""

    text: str
    line: RunLine
    place: float
    twin: bool = False


def _ends(
    shown: Sequence[tuple[RunLine, Curve]], twins: Mapping[str, Curve], scale: Scale
) -> list[_End]:
    """Of runs and twins that have measured something, from below."""
    ends = [(line.letter, line, curve, False) for line, curve in shown]
    ends += [(_twin_letter(line), line, twins[line.letter], True)
             for line, _curve in shown if line.letter in twins]
    found = [_End(text, line, place, twin) for text, line, curve, twin in ends
             if (place := _end(curve, scale)) is not None]
    return sorted(found, key=lambda one: one.place)


def _end(curve: Curve, scale: Scale) -> float | None:
    if not len(curve) or not isfinite(curve.y[-1]):
        return None
    if scale != "logarithmic":
        return curve.y[-1]
    return log10(curve.y[-1]) if curve.y[-1] > 0 else None


def _letters(
    ends: Sequence[_End], low: float, top: float, height: int
) -> tuple[list[Figure], int]:
    """Letters in boxes at the right edge, beside where each line ends, and in how many columns."""
    inside = max(height - 46, _BOX)
    columns = max(1, -(-len(ends) * _BOX // inside))
    made: list[Figure] = []
    for column in range(columns):
        own = ends[column::columns]
        apart = (top - low) * _BOX / inside
        places = _around([min(max(one.place, low), top) for one in own], apart, low, top)
        made += [_letter(one, place, column) for one, place in zip(own, places, strict=True)]
    return made, columns


def _around(ends: Sequence[float], apart: float, bottom: float, top: float) -> list[float]:
    """Ends in rising order, moved as far up as down until none touch, within the chart."""
    low, high = bottom + apart / 2, top - apart / 2
    heights = [apart] * len(ends)
    up = spread(ends, heights, low, high)
    down = spread([-y for y in reversed(ends)], heights, -high, -low)
    return [(a - b) / 2 for a, b in zip(up, reversed(down), strict=True)]


def _letter(end: _End, place: float, column: int) -> Figure:
    line, filled = end.line, end.line.baseline and not end.twin
    return {
        "text": end.text, "x": 1, "y": place, "xref": "paper", "yref": "y", "xanchor": "left",
        "yanchor": "middle", "xshift": 5 + 20 * column, "name": line.letter,
        "font": {"size": 12, "color": PAGE if filled else TEXT},
        "bgcolor": TEXT if filled else PAGE,
        "bordercolor": TEXT if filled else LINE, "borderpad": 1,
    }


def _escaped(name: str) -> str:
    """In a template, what stands between %{ and } would be filled in."""
    return name.replace("%{", "% {")
