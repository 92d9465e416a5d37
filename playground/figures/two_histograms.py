"""The weights of two runs on the same bins: bars for the baseline, an outline for the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log10

from playground.figures.histogram import height, power
from playground.figures.look import (
    FAINT,
    GHOST,
    TEXT,
    VALIDATION,
    Figure,
    axis,
    layout,
    title,
)
from playground.messages import _, number


@dataclass(frozen=True)
class Counted:
    """`counts` (n,) without exact zeros, the first and the last with what lies beyond them."""

    letter: str
    counts: Sequence[int]
    zeros: int


def two_histograms_figure(
    *, revision: str, edges: Sequence[float], limit: float, baseline: Counted | None,
    other: Counted | None,
) -> Figure:
    """`edges` (n + 1) ascending and symmetric; `limit` bounds the start weights.

    Counts are logarithmic; the exact zeros of each stand in a bar and a line at 0. A run that has
    kept no weights is left out.
    """
    centers = [(a + b) / 2 for a, b in pairwise(edges)]
    widths = [b - a for a, b in pairwise(edges)]
    total = max((sum(one.counts) + one.zeros for one in (baseline, other) if one is not None),
                default=10)
    traces: list[Figure] = []
    if baseline is not None:
        traces += [
            _bars(baseline.letter, centers, baseline.counts, widths, GHOST,
                  _("{letter}: {count} weights around {value}", letter=baseline.letter,
                    count="%{customdata:,}", value="%{x:.3f}")),
            _bars(baseline.letter, [0.0], [baseline.zeros], [2.2 * min(widths, default=1)], FAINT,
                  _("{letter}: {count} weights exactly 0", letter=baseline.letter,
                    count="%{customdata:,}"))]
    if other is not None:
        traces.append({
            "type": "scatter", "mode": "lines", "x": centers,
            "y": [height(one) for one in other.counts], "customdata": list(other.counts),
            "name": other.letter, "legendgroup": other.letter,
            "line": {"shape": "hvh", "width": 2, "color": VALIDATION},
            "hovertemplate": _("{letter}: {count} weights around {value}", letter=other.letter,
                               count="%{customdata:,}", value="%{x:.3f}")})
    labels = [title(_("Number of weights by value"))]
    labels += [_zeros(one, place) for place, one in enumerate(
        one for one in (baseline, other) if one is not None and one.zeros)]
    top = log10(max(total, 10)) + 0.15
    powers = list(range(1, int(top) + 1))
    return {
        "data": traces,
        "layout": layout(
            margin=(38, 8, 24, 22), revision=revision, annotations=labels,
            shapes=[_zero_line(other, top)] if other is not None and other.zeros else [],
            xaxis=axis(range=[edges[0], edges[-1]] if len(edges) else [-1, 1],
                       tickvals=[-limit, 0, limit], showgrid=False,
                       ticktext=[f"−{number(limit, '.2g')}", "0", number(limit, ".2g")]),
            yaxis=axis(range=[0, top], tickvals=powers, ticktext=[power(one) for one in powers])),
    }


def _bars(
    letter: str, at: Sequence[float], counts: Sequence[int], widths: Sequence[float], color: str,
    told: str,
) -> Figure:
    return {
        "type": "bar", "x": list(at), "y": [height(one) for one in counts], "width": list(widths),
        "customdata": list(counts), "name": letter, "hovertemplate": told,
        "marker": {"color": color, "line": {"width": 0}},
    }


def _zero_line(other: Counted, top: float) -> Figure:
    return {"type": "line", "xref": "x", "yref": "y", "x0": 0, "x1": 0, "y0": 0,
            "y1": min(height(other.zeros), top), "line": {"color": VALIDATION, "width": 3}}


def _zeros(one: Counted, place: int) -> Figure:
    return {
        "text": _("{letter}: exactly 0: {n:,}", letter=one.letter, n=one.zeros), "x": 1,
        "y": 1 - 0.11 * place, "xref": "paper", "yref": "paper", "xanchor": "right",
        "yanchor": "top", "font": {"size": 12, "color": TEXT},
    }
