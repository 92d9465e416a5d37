"""Runs with several seeds: each seed a thin line, the mean thick, a band between the extremes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playground.figures.look import GAP, VALIDATION, Curve, Figure
from playground.figures.overlay import RunLine, overlay_figure


@dataclass(frozen=True)
class Seeds:
    """All of one setting: `lines` are the single runs, of equal length as `epochs`; shares 0 to 1.

    `mean` with `low` and `high`, the lowest and the highest of each epoch.
    """

    letter: str
    name: str
    dash: str
    baseline: bool
    epochs: Sequence[float]
    mean: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    lines: Sequence[Sequence[float]]


def seeds_figure(
    what: str, settings: Sequence[Seeds], *, epochs: float, revision: str, height: int
) -> Figure:
    """`what` is the chart's name; accuracies in percent, 0 to 100."""
    means = [RunLine(one.letter, one.name, Curve(one.epochs, one.mean), one.dash, one.baseline)
             for one in settings]
    figure = overlay_figure(what, means, color=VALIDATION, epochs=epochs, revision=revision,
                            scale="accuracy", height=height)
    behind: list[Figure] = []
    for one in settings:
        behind.append(_band(one))
        behind += [_thin(one, line) for line in one.lines]
    figure["data"] = [*behind, *figure["data"]]
    return figure


def _band(one: Seeds) -> Figure:
    return {
        "type": "scatter", "mode": "lines", "name": f"{one.name}, band",
        "x": [*one.epochs, *reversed(one.epochs)],
        "y": [100 * y for y in (*one.low, *reversed(one.high))],
        "fill": "toself", "fillcolor": GAP, "hoverinfo": "skip", "legendgroup": one.letter,
        "line": {"color": VALIDATION, "width": 0},
    }


def _thin(one: Seeds, line: Sequence[float]) -> Figure:
    return {
        "type": "scatter", "mode": "lines", "name": f"{one.name}, seed", "x": list(one.epochs),
        "y": [100 * y for y in line], "hoverinfo": "skip", "legendgroup": one.letter,
        "line": {"color": VALIDATION, "width": 1, "dash": one.dash}, "opacity": 0.5,
    }
