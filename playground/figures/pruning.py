"""Accuracy of several runs as their smallest weights are removed."""

from __future__ import annotations

from collections.abc import Sequence

from playground.figures.look import ACCENT, Figure, axis
from playground.figures.overlay import RunLine, overlay_figure
from playground.messages import _


def pruning_figure(
    what: str, lines: Sequence[RunLine], *, color: str, percent: float, height: int
) -> Figure:
    """Percent of the weights removed (0 to 100) against accuracies (0 to 1, shown in percent).

    A line stands at `percent`, which is looked at. `height` in pixels.
    """
    drawn = overlay_figure(
        what, lines, color=color, epochs=100, revision="pruning", scale="accuracy", height=height,
        across=axis(
            range=[0, 100], showgrid=False, tickvals=[0, 25, 50, 75, 100],
            ticktext=["0 %", "25 %", "50 %", "75 %", "100 %"],
            unifiedhovertitle={"text": _("{share} % of the weights removed", share="%{x:.3g}")}))
    drawn["layout"]["shapes"].append({
        "type": "line", "xref": "x", "yref": "paper", "x0": percent, "x1": percent,
        "y0": 0, "y1": 1, "line": {"color": ACCENT, "width": 2}})
    return drawn
