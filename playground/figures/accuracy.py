"""Accuracy over epochs: training, validation, another setting, and the gap between the first two.

Always 0 to 100 over the whole length of the run, with a line where guessing stands: a chart
whose axes move while it is watched tells nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from playground.figures.look import (
    ELSEWHERE,
    FAINT,
    GAP,
    PAGE,
    TRAINING,
    VALIDATION,
    Against,
    Curve,
    Figure,
    Ghost,
    Without,
    axis,
    best_point,
    end_label,
    far_from_edge,
    ghost_best,
    ghost_line,
    guessing_line,
    layout,
    looked_at,
    rival_line,
    spread,
    thinned,
    title,
    twin_band,
    twin_line,
)
from playground.figures.markers import Marker, draw
from playground.messages import _, ngettext

GUESSING = 100 / 3
# Points above guessing: before, the best epoch is one like any other, in the way of the names.
WORTH_A_WORD = 5
_NONE = Curve((), ())


def accuracy_figure(
    *,
    epochs: int,
    revision: str,
    training: Curve = _NONE,
    validation: Curve = _NONE,
    elsewhere: Curve = _NONE,
    ghosts: Sequence[Ghost] = (),
    turned: Sequence[Marker] = (),
    best: tuple[float, float] | None = None,
    shown: float | None = None,
    without: Without | None = None,
    against: Against | None = None,
) -> Figure:
    """Curves in epochs and shares 0 to 1; the axis shows percent. `epochs`: the whole length.

    `best`: the epoch with the best validation accuracy, and that. `shown`: an earlier epoch that
    is looked at. `without`: the twin, the band to which takes the place of the gap.
    `against`: who races it.
    """
    lines = (
        (_("training"), training, TRAINING, 2.0, "solid"),
        (_("validation"), validation, VALIDATION, 3.5, "solid"),
        (_("elsewhere"), elsewhere, ELSEWHERE, 2.5, "dash"),
    )
    shapes, labels = draw(turned)
    traces = [trace for ghost in ghosts for trace in (ghost_line(ghost), ghost_best(ghost))]
    if without is None or not without.band:
        traces.append(_gap(training, validation))
    if without is not None:
        traces += [twin_band(without.band), twin_line(without.validation, times=100)]
    ends: list[tuple[str, float, float, str]] = []
    for name, whole, color, width, dash in lines:
        curve = thinned(whole)
        ys = [100 * y for y in curve.y]
        traces.append({
            "type": "scatter", "mode": "lines" if len(curve) > 1 else "markers",
            "x": list(curve.x), "y": ys, "name": name,
            "line": {"color": color, "width": width, "dash": dash},
            "marker": {"color": color, "size": 7},
            "hovertemplate": f"{name} %{{y:.0f}} %",
        })
        if len(curve):
            ends.append((name, curve.x[-1], ys[-1], color))
    if against is not None:
        its = against.validation
        traces += [rival_line(_("{run}, training", run=against.name), against.training, TRAINING,
                              times=100) | {"hoverinfo": "skip"},
                   rival_line(against.name, its, VALIDATION, times=100)]
        if len(its):
            ends.append((against.name, its.x[-1], 100 * its.y[-1], VALIDATION))
    if without is not None and len(without.validation):
        its = without.validation
        ends.append((_("without"), its.x[-1], 100 * its.y[-1], FAINT))
    if best is not None:
        traces.append(best_point(*best))
        if best[0] < validation.x[-1] and 100 * best[1] >= GUESSING + WORTH_A_WORD:
            labels.append(_best_label(*best, epochs))
    shapes += looked_at(shown)
    behind = [(g.name, g.curve.x[-1], 100 * g.curve.y[-1], FAINT) for g in ghosts if g.curve.x]
    # At the right edge too, where nothing is drawn over it.
    behind.append((_("guessing {percent:.0f}", percent=GUESSING), float(epochs), GUESSING, FAINT))
    # What a curve behind is must be said as long as there is one. Only at the end of a run do its
    # own labels stand in the same place.
    if far_from_edge(ends, epochs):
        labels += [*_ends(ends), *_ends(behind)]
    else:
        labels += _ends([*ends, *behind])
    labels.append(title(_("Accuracy, % of pictures")))
    shapes.append(guessing_line(GUESSING))
    return {
        "data": traces,
        "layout": layout(
            margin=(30, 82, 24, 24), revision=revision, annotations=labels, shapes=shapes,
            xaxis=axis(range=[0, epochs], showgrid=False, nticks=6, tickformat="d",
                       unifiedhovertitle={"text": _("epoch {epoch}", epoch="%{x:.1f}")}),
            yaxis=axis(range=[0, 102], tickvals=[0, 25, 50, 75, 100]),
        ),
    }


def _best_label(epoch: float, share: float, epochs: int) -> dict[str, object]:
    """Above its point; at a side of the chart, within it."""
    side = "left" if epoch < 0.12 * epochs else "right" if epoch > 0.88 * epochs else "center"
    return {
        "text": _("best: epoch {epoch}, {percent:.0f} %", epoch=round(epoch),
                  percent=100 * share),
        "x": epoch, "y": 100 * share, "xref": "x", "yref": "y", "xanchor": side,
        "yanchor": "bottom", "yshift": 7, "font": {"size": 12, "color": VALIDATION},
        "bgcolor": PAGE, "borderpad": 0}


def _ends(ends: Sequence[tuple[str, float, float, str]]) -> list[dict[str, object]]:
    # A name may have two lines.
    heights = [10.5 if "<br>" not in name else 20 for name, *_ in ends]
    places = spread([y for _, _, y, _ in ends], heights, 3, 98)
    return [
        end_label(name, x, place, color)
        for (name, x, _, color), place in zip(ends, places, strict=True)
    ]


def _gap(training: Curve, validation: Curve) -> Figure:
    """The area between training and validation, over the epochs that both have."""
    xs: list[float] = []
    ys: list[float] = []
    if len(training) > 1 and len(validation) > 1:
        curve = thinned(training, 200)
        there = np.interp(curve.x, validation.x, validation.y)
        xs = [*curve.x, *reversed(curve.x)]
        ys = [*(100 * y for y in curve.y), *(100 * float(y) for y in reversed(there))]
    return {
        "type": "scatter", "mode": "lines", "x": xs, "y": ys, "fill": "toself",
        "fillcolor": GAP, "line": {"width": 0}, "hoverinfo": "skip",
        "name": _("gap"),
    }


def finding(training: float | None, validation: float | None, elsewhere: float | None) -> str:
    """What the chart shows, as alternative text."""
    if validation is None:
        return _("Accuracy over epochs: nothing trained yet; guessing is {guessing:.0f} percent.",
                 guessing=GUESSING)
    parts = [_("validation {share:.0%}", share=validation)]
    if training is not None:
        parts.insert(0, _("training {share:.0%}", share=training))
        # Between the two as they are written.
        gap = round(100 * training) - round(100 * validation)
        parts.append(ngettext("a gap of {n} point", "a gap of {n} points", gap))
    if elsewhere is not None:
        parts.append(_("in another setting {share:.0%}", share=elsewhere))
    return _("Accuracy now: {parts:,}; guessing is {guessing:.0f} percent.",
             parts=parts, guessing=GUESSING)
