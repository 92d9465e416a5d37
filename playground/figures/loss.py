"""Data loss, and the penalty apart from it: as a strip with an axis of its own."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Any

from playground.figures.look import (
    FAINT,
    GRID,
    TRAINING,
    VALIDATION,
    Against,
    Curve,
    Figure,
    Without,
    axis,
    end_label,
    far_from_edge,
    guessing_line,
    layout,
    looked_at,
    rival_line,
    spread,
    thinned,
    title,
    twin_line,
)
from playground.figures.markers import Marker, draw
from playground.messages import _

GUESSING = log(3)
HIGHEST = 1.5
LOWEST_LOG, HIGHEST_LOG = -3.0, 1.0
_NONE = Curve((), ())


def loss_figure(
    *,
    epochs: int,
    revision: str,
    training: Curve = _NONE,
    validation: Curve = _NONE,
    penalty: Curve = _NONE,
    turned: Sequence[Marker] = (),
    logarithmic: bool = False,
    shown: float | None = None,
    without: Without | None = None,
    against: Against | None = None,
) -> Figure:
    """Data losses in nats without the penalty (0 to 1.5, or 0.001 to 10), and the penalty.

    `shown`: an earlier epoch that is looked at. `without`: the twin. `against`: who
    races it.
    """
    shapes = draw(turned)[0] + looked_at(shown)
    lines = (
        (_("training"), training, TRAINING, 1.5),
        (_("validation"), validation, VALIDATION, 3.0),
    )
    traces: list[Figure] = [_line(name, thinned(c), color, w) for name, c, color, w in lines]
    if without is not None:
        traces.append(twin_line(without.validation_loss, reads=".3f"))
    if against is not None:
        traces.append(rival_line(against.name, against.validation_loss, VALIDATION))
    traces.append(_penalty(thinned(penalty)))
    shapes.append(guessing_line(GUESSING))
    ends = [(n, c.x[-1], c.y[-1], color) for n, c, color, *__ in lines if len(c)]
    edge = [(_("guessing ln 3"), float(epochs), GUESSING, FAINT)]
    labels = [title(_("Data loss")), title(_("Penalty"), y=0.2)]
    for together in ([ends, edge] if far_from_edge(ends, epochs) else [[*ends, *edge]]):
        labels += _ends(together, logarithmic)
    scale: dict[str, Any] = (
        {"type": "log", "range": [LOWEST_LOG, HIGHEST_LOG]}
        if logarithmic else {"range": [0, HIGHEST], "tickvals": [0.5, 1, 1.5]}
    )
    highest = max(penalty.y, default=0.0)
    return {
        "data": traces,
        "layout": layout(
            margin=(30, 82, 22, 22), revision=f"{revision}-{logarithmic}",
            annotations=labels, shapes=shapes,
            xaxis=axis(range=[0, epochs], showgrid=False, nticks=6, tickformat="d",
                       unifiedhovertitle={"text": _("epoch {epoch}", epoch="%{x:.1f}")}),
            yaxis=axis(domain=[0.38, 1], **scale),
            yaxis2=axis(domain=[0, 0.19], range=[0, nice(highest)],
                        tickvals=[0, nice(highest)], tickformat=".2~g"),
        ),
    }


def _line(name: str, curve: Curve, color: str, width: float) -> Figure:
    return {
        "type": "scatter", "mode": "lines" if len(curve) > 1 else "markers", "x": list(curve.x),
        "y": list(curve.y), "name": name, "line": {"color": color, "width": width},
        "marker": {"color": color, "size": 6},
        "hovertemplate": f"{name} %{{y:.3f}}",
    }


def _penalty(curve: Curve) -> Figure:
    name = _("penalty")
    return {
        "type": "scatter", "mode": "lines", "x": list(curve.x), "y": list(curve.y), "yaxis": "y2",
        "name": name, "fill": "tozeroy", "fillcolor": GRID,
        "line": {"color": TRAINING, "width": 1.5},
        "hovertemplate": f"{name} %{{y:.3g}}",
    }


def _ends(
    ends: Sequence[tuple[str, float, float, str]], logarithmic: bool
) -> list[dict[str, Any]]:
    low, high = (LOWEST_LOG, HIGHEST_LOG) if logarithmic else (0.0, HIGHEST)
    # Text is higher than this in the lowest chart, at 1280x720, otherwise.
    apart = (high - low) * 0.26
    places = spread([_at(y, logarithmic) for _, _, y, _ in ends], [apart] * len(ends),
                    low + apart / 3, high - apart / 3)
    return [
        end_label(name, x, place, color)
        for (name, x, _, color), place in zip(ends, places, strict=True)
    ]


def _at(loss: float, logarithmic: bool) -> float:
    """Where an annotation stands: on a logarithmic axis plotly wants the exponent."""
    if not logarithmic:
        return loss
    return log(max(loss, 10**LOWEST_LOG), 10)


def nice(highest: float) -> float:
    """The next of 1, 2, 5 times a power of ten: an axis that moves seldom."""
    if not 0 < highest < float("inf"):
        return 0.1
    power = 1e-6
    while power * 10 < highest:
        power *= 10
    return next(power * k for k in (1, 2, 5, 10) if power * k >= highest)
