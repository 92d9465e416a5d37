"""The fingerprint of dropout: accuracy as a random share of the hidden units is removed."""

from __future__ import annotations

from collections.abc import Sequence

from playground.figures.look import (
    FAINT,
    VALIDATION,
    Curve,
    Figure,
    Ghost,
    axis,
    end_label,
    ghost_line,
    guessing_line,
    layout,
    title,
)
from playground.messages import _

GUESSING = 100 / 3


def knock_out_figure(
    *, revision: str, curve: Curve | None, ghosts: Sequence[Ghost] = ()
) -> Figure:
    """Shares removed (0 to 1) against accuracies (0 to 1), both shown as percent."""
    traces: list[Figure] = [ghost_line(ghost, across=100) for ghost in ghosts]
    labels = [title(_("Knock-out: accuracy, %")), *_names(ghosts)]
    if curve is not None and len(curve):
        name = _("this run")
        traces.append({
            "type": "scatter", "mode": "lines", "x": [100 * x for x in curve.x],
            "y": [100 * y for y in curve.y], "name": name,
            "line": {"color": VALIDATION, "width": 3},
            "hovertemplate": f"{name} %{{y:.0f}} %",
        })
        labels.append(
            end_label(f"{100 * curve.y[-1]:.0f}", 100 * curve.x[-1], 100 * curve.y[-1],
                      VALIDATION))
    return {
        "data": traces,
        "layout": layout(
            margin=(28, 26, 22, 22), revision=revision, annotations=labels,
            shapes=[guessing_line(GUESSING)],
            xaxis=axis(range=[0, 96], tickvals=[0, 50, 90], showgrid=False,
                       unifiedhovertitle={"text": _("{share} % of the units removed",
                                                    share="%{x:.0f}")},
                       ticktext=[_("none out"), "50 %", _("90 % out")]),
            yaxis=axis(range=[0, 102], tickvals=[0, 50, 100]),
        ),
    }


def _names(ghosts: Sequence[Ghost]) -> list[Figure]:
    """Where the lines begin: above the highest, below the others, so that none is crossed."""
    there = sorted((ghost for ghost in ghosts if len(ghost.curve)), key=lambda one: -one.curve.y[0])
    return [
        end_label(ghost.name, 100 * ghost.curve.x[0], 100 * ghost.curve.y[0], FAINT, size=12)
        | {"yanchor": "top" if place else "bottom", "yshift": -2 if place else 2, "xshift": 0,
           "bgcolor": "rgba(0,0,0,0)"}
        for place, ghost in enumerate(there)
    ]
