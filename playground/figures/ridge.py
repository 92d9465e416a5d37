"""A layer's weights over the epochs: a histogram a line, the start behind, the last in front."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from playground.figures.look import (
    ACCENT,
    BAND,
    FAINT,
    GRID,
    PAGE,
    Figure,
    axis,
    layout,
    title,
)
from playground.messages import _, number

_OVERLAP = 3.0
"""A line may be so many times as high as the lines stand apart."""


def ridge_figure(
    *,
    revision: str,
    edges: Sequence[float],
    epochs: Sequence[int],
    counts: Sequence[Sequence[int]],
    chosen: int,
    limit: float,
) -> Figure:
    """`edges` (n + 1); `counts` of each epoch (n,), without exact zeros.

    `chosen` is the epoch that stands out. Heights are logarithmic, on one scale for all.
    """
    centers = [(a + b) / 2 for a, b in pairwise(edges)]
    highest = max((max(row, default=0) for row in counts), default=1) or 1
    data, ticks = [], []
    for place, (epoch, row) in enumerate(zip(epochs, counts, strict=True)):
        ground = len(epochs) - 1 - place
        heights = _OVERLAP * np.log1p(np.array(row, float)) / np.log1p(highest)
        lit = epoch == chosen
        data.append({
            "type": "scatter", "mode": "lines", "name": f"epoch-{epoch}",
            "x": [edges[0], *centers, edges[-1]], "y": [ground, *(ground + heights), ground],
            "fill": "toself", "fillcolor": BAND if lit else PAGE,
            "line": {"color": ACCENT if lit else FAINT, "width": 3 if lit else 1},
            "hoverinfo": "skip",
        })
        ticks.append(ground)
    # The chosen one is drawn last, so that nothing hides it.
    data.sort(key=lambda trace: trace["name"] == f"epoch-{chosen}")
    few = max(1, len(epochs) // 8)
    named = [(ground, epoch) for at, (ground, epoch) in enumerate(zip(ticks, epochs, strict=True))
             if at % few == 0 or epoch in (chosen, epochs[-1])]
    labels = [title(_("Number of weights by value, epoch after epoch downward"))]
    return {
        "data": data,
        "layout": layout(
            margin=(38, 8, 26, 22), revision=revision, annotations=labels,
            xaxis=axis(range=[edges[0], edges[-1]], tickvals=[-limit, 0, limit],
                       ticktext=[f"−{number(limit, '.2g')}", "0", number(limit, ".2g")],
                       showgrid=False),
            yaxis=axis(range=[-0.3, len(epochs) - 1 + _OVERLAP + 0.2], gridcolor=GRID,
                       tickvals=[ground for ground, _ in named],
                       ticktext=[str(epoch) for _, epoch in named], showgrid=False),
        ),
    }
