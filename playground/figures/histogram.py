"""How the weights are distributed: fixed symmetric bins, logarithmic counts, a bar for zeros."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log10

from playground.figures.look import (
    FAINT,
    NEGATIVE,
    POSITIVE,
    TEXT,
    Figure,
    axis,
    layout,
    title,
)
from playground.messages import _, number


def histogram_figure(
    *,
    revision: str,
    edges: Sequence[float],
    counts: Sequence[int],
    zeros: int,
    start: Sequence[int],
    limit: float,
) -> Figure:
    """`edges` (n + 1) ascending and symmetric; `counts` and `start` (n,) without exact zeros.

    The first and the last bin hold what lies beyond them. `zeros` are exact; `limit` bounds the
    start weights. Negative weights are purple, positive green, as in the matrix.
    """
    centers = [(a + b) / 2 for a, b in pairwise(edges)]
    widths = [b - a for a, b in pairwise(edges)]
    total = max(sum(counts) + zeros, sum(start), 10)
    bars = {
        "type": "bar", "x": centers, "y": [height(c) for c in counts], "width": widths,
        "customdata": list(counts),
        "marker": {
            "color": [NEGATIVE if c < 0 else POSITIVE for c in centers], "line": {"width": 0}},
        "hovertemplate": _("{count} weights around {value}", count="%{customdata:,}",
                           value="%{x:.3f}"),
    }
    zero = {
        "type": "bar", "x": [0], "y": [height(zeros)], "width": [2.2 * min(widths)],
        "customdata": [zeros], "marker": {"color": TEXT, "line": {"width": 0}},
        "hovertemplate": _("{count} weights exactly 0", count="%{customdata:,}"),
    }
    began = {
        "type": "scatter", "mode": "lines", "line": {"shape": "hvh", "width": 1.5,
        "color": FAINT}, "x": centers, "y": [height(c) for c in start],
        "hoverinfo": "skip",
    }
    top = log10(total) + 0.15
    powers = list(range(1, int(top) + 1))
    labels = [title(_("Number of weights by value"))]
    if zeros:
        labels.append({
            "text": _("exactly 0: {n:,}", n=zeros), "x": 0, "y": min(height(zeros), top),
            "xref": "x", "yref": "y", "xanchor": "left", "yanchor": "top", "xshift": 6,
            "font": {"size": 12, "color": TEXT},
        })
    return {
        "data": [bars, zero, began],
        "layout": layout(
            margin=(38, 8, 22, 22), revision=revision, annotations=labels,
            xaxis=axis(range=[edges[0], edges[-1]], tickvals=[-limit, 0, limit],
                       ticktext=[f"−{number(limit, '.2g')}", "0", number(limit, ".2g")],
                       showgrid=False),
            yaxis=axis(range=[0, top], tickvals=powers,
                       ticktext=[power(p) for p in powers]),
        ),
    }


def height(count: int) -> float:
    """Logarithmic and still 0 for none: one weight stands a little above the ground."""
    return log10(count) if count > 1 else 0.15 * count


def power(exponent: int) -> str:
    return {1: "10", 2: "100", 3: "1k", 4: "10k", 5: "100k", 6: "1M", 7: "10M"}.get(exponent, "")
