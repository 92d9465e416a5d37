"""Figures of many runs: a measure against a swept value, and one network's curves, small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playground.figures.look import (
    ACCENT,
    BAND,
    GHOST,
    TRAINING,
    VALIDATION,
    Figure,
    axis,
    end_label,
    guessing_line,
    layout,
    spread,
    title,
)
from playground.figures.overlay import dash_of

_HOVER = "%{y:.1f} %"
_NAME_HEIGHT = 9.0  # percent of the axis that a name takes


@dataclass(frozen=True)
class SweptLine:
    """One method: its places on the axis, and the band over the seeds, in percent.

    `best`: which of them is marked, if any.
    """

    name: str
    x: Sequence[float]
    mean: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    best: int | None = None


def swept_figure(
    what: str, lines: Sequence[SweptLine], *, ticks: Sequence[tuple[float, str]],
    color: str = VALIDATION, guessing: bool = False, signed: bool = False,
) -> Figure:
    """A measure in percent against the swept value; `ticks` are all its places with their words.

    Of a control on a logarithm, places are the values' logarithms.
    """
    traces: list[Figure] = []
    for number, line in enumerate(lines):
        dash = "solid" if not number else dash_of(number - 1)
        about = {"name": line.name, "legendgroup": str(number)}
        traces += [
            {"type": "scatter", "mode": "lines", "x": [*line.x, *reversed(line.x)],
             "y": [*line.high, *reversed(line.low)], "fill": "toself", "fillcolor": BAND,
             "hoverinfo": "skip", "line": {"color": BAND, "width": 0}, **about},
            {"type": "scatter", "mode": "lines", "x": list(line.x), "y": list(line.mean),
             "line": {"color": color, "width": 2, "dash": dash},
             "hovertemplate": f"{line.name} {_HOVER}", **about},
            {"type": "scatter", "mode": "markers", "x": list(line.x), "y": list(line.mean),
             "marker": {"color": color, "size": 7}, "hoverinfo": "skip", **about}]
        if line.best is not None:
            traces.append({
                "type": "scatter", "mode": "markers", "x": [line.x[line.best]],
                "y": [line.mean[line.best]], "marker": {"color": ACCENT, "size": 14},
                "hoverinfo": "skip", **about})
    places = [place for place, _ in ticks]
    low, high = _ends(places)
    least = min([0.0, *(value for line in lines for value in line.low)]) if signed else 0.0
    return {"data": traces, "layout": layout(
        margin=(38, 96, 24, 24), revision=f"swept-{low}-{high}",
        annotations=[title(what), *_names(lines, color)],
        shapes=[guessing_line(100 / 3)] if guessing else [],
        xaxis=axis(range=[low, high], showgrid=False, tickvals=places,
                   ticktext=[words for _, words in ticks]),
        yaxis=axis(range=[least - 3, 103], tickvals=[0, 25, 50, 75, 100]))}


def _ends(places: Sequence[float]) -> tuple[float, float]:
    """The axis' range, with a little room on both sides."""
    ends = list(places) or [0.0, 1.0]
    room = 0.04 * (max(ends) - min(ends)) or 0.5
    return min(ends) - room, max(ends) + room


def _names(lines: Sequence[SweptLine], color: str) -> list[dict[str, Any]]:
    there = [(number, line) for number, line in enumerate(lines) if line.x]
    heights = spread(
        [line.mean[-1] for _, line in there], [_NAME_HEIGHT] * len(there), -100, 100)
    return [end_label(line.name, line.x[-1], height, color) | {"name": str(number)}
            for (number, line), height in zip(there, heights, strict=True)]


def network_figure(
    what: str, curves: Mapping[str, Sequence[float]], before: Mapping[str, Sequence[float]], *,
    epochs: int, names: tuple[str, str],
) -> Figure:
    """Accuracy of one network over its epochs: training and validation, the recorded ones faint.

    Both hold `training` and `validation`, 0 to 1, a value an epoch; `names` are theirs in words.
    """
    traces = [_accuracy(before, kind, GHOST, 1.25, name)
              for kind, name in zip(("training", "validation"), names, strict=True)]
    # Training below and wider: where both are the same, both are still seen.
    traces += [_accuracy(curves, kind, color, width, name) for kind, color, width, name in (
        ("training", TRAINING, 5.0, names[0]), ("validation", VALIDATION, 2.0, names[1]))]
    return {"data": traces, "layout": layout(
        margin=(34, 10, 24, 22), revision="article", annotations=[title(what)],
        shapes=[guessing_line(100 / 3)],
        xaxis=axis(range=[0, max(epochs, 1)], showgrid=False, nticks=5, tickformat="d"),
        yaxis=axis(range=[0, 102], tickvals=[0, 25, 50, 75, 100]))}


def _accuracy(
    curves: Mapping[str, Sequence[float]], kind: str, color: str, width: float, name: str
) -> Figure:
    values = curves.get(kind, ())
    return {
        "type": "scatter", "mode": "lines" if len(values) != 1 else "markers",
        "x": [float(epoch) for epoch in range(1, len(values) + 1)],
        "y": [100 * value for value in values], "name": name,
        "line": {"color": color, "width": width}, "marker": {"color": color, "size": 6},
        "hovertemplate": f"{name} {_HOVER}", **({"hoverinfo": "skip"} if color == GHOST else {})}
