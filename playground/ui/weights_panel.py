"""What tells the regularizers apart: histogram, four shares, and the knock-out curve."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground.figures.histogram import histogram_figure
from playground.figures.knock_out import knock_out_figure
from playground.figures.look import Curve
from playground.insight.histogram import WeightHistogram, weight_histogram
from playground.insight.knock_out import KnockOut, knock_out
from playground.insight.shares import WeightShares, weight_shares
from playground.messages import _, number
from playground.model.weights import glorot_limit
from playground.regularizer_words import scientific
from playground.training.states import PAUSED
from playground.ui import ghosts
from playground.ui.components.chart import live_chart
from playground.ui.components.markup import markup
from playground.ui.components.screen import Mounting, Screen
from playground.ui.live.needs import Need
from playground.ui.matrix_panel import kernel_layer
from playground.ui.recent import Recent
from playground.ui.stage import Stage

HEIGHT = 150


def _held(stage: Stage) -> bool:
    """While a run trains, each of its probes brings the units along."""
    return stage.snapshot is not None and stage.snapshot.state == PAUSED


NEEDS = (Need("units", when=_held),)

# Several pages may watch one run: what is computed for one is there for the others.
_counted: Recent[WeightHistogram] = Recent(64)
_parts: Recent[WeightShares] = Recent(64)


def _key(stage: Stage, layer: str) -> tuple[object, ...]:
    return stage.run_id, stage.step, stage.experiment.model, stage.experiment.seed, layer


def draw(screen: Mounting, stage: Stage) -> None:
    with st.container(key=screen.key("details")):
        show(screen, stage)


def show(screen: Screen, stage: Stage) -> None:
    layer = kernel_layer(stage)
    assert layer.kernel is not None
    kernel, limit = stage.weights[f"{layer.name}/kernel"], glorot_limit(layer.kernel)
    _histogram(screen, stage, layer.name, kernel, limit)
    _shares(screen, stage, layer.name, kernel, limit)
    _knock_out(screen, stage)


def _histogram(
    screen: Screen, stage: Stage, name: str, kernel: NDArray[np.float32], limit: float
) -> None:
    now = _counted.get_or_make(
        _key(stage, name), lambda: weight_histogram(kernel, limit))
    began = _counted.get_or_make(
        ("start", *_key(stage, name)[2:]),
        lambda: weight_histogram(stage.start[f"{name}/kernel"], limit))
    live_chart(
        screen,
        histogram_figure(
            revision=f"{stage.figures}-{name}", edges=now.edges.tolist(),
            counts=[now.below + int(now.counts[0]), *map(int, now.counts[1:-1]),
                    int(now.counts[-1]) + now.above],
            zeros=now.zeros, start=list(map(int, began.counts)), limit=limit),
        key="histogram", height=HEIGHT, tag=str(stage.step),
        alt=_("Histogram of {count:,} weights: {zeros:,} are exactly zero.",
              count=kernel.size, zeros=now.zeros))


def _shares(
    screen: Screen, stage: Stage, name: str, kernel: NDArray[np.float32], limit: float
) -> None:
    epsilon = stage.seen.epsilon
    shares = _parts.get_or_make(
        (*_key(stage, name), epsilon), lambda: weight_shares(kernel, limit, epsilon))
    markup(screen, table(shares, epsilon), key="shares", height=HEIGHT)


def table(shares: WeightShares, epsilon: float) -> str:
    """The four shares as rows of a number and what it counts."""
    rows = (
        (shares.exact_zeros, _("exactly 0")),
        (shares.near_zeros, _("|w| under {epsilon}", epsilon=scientific(epsilon))),
        (shares.carrying, _("carry {share}\N{NO-BREAK SPACE}% of Σ|w|", share=90)),
        (shares.beyond_start, _("beyond the start")),
    )
    cells = "".join(
        f"<tr><td>{percent(share)}</td><td>{escape(what)}</td></tr>" for share, what in rows)
    return ('<div class="pg-sub pg-soft">' + escape(_("Of these weights")) + '</div>'
            f'<table class="pg-shares">{cells}</table>')


def percent(share: float) -> str:
    """At least two digits where there are any: 0.4 %, 4 %, 40 %; never "0 %" for a few."""
    if 0 < share < 0.0005:
        return escape(_("<{share}\N{THIN SPACE}%", share=0.1))
    digits = 1 if 0 < share < 0.0995 else 0
    return f"{number(100 * share, f'.{digits}f')}&thinsp;%"


def _knock_out(screen: Screen, stage: Stage) -> None:
    if screen.keeps and stage.awaits:
        # The curve of another epoch stays until this one's is there: an empty chart would flicker.
        return
    curve = measured(stage)
    live_chart(
        screen,
        knock_out_figure(
            revision=stage.figures, ghosts=ghosts.knock_out(stage.experiment),
            curve=Curve(curve.shares.tolist(), curve.accuracy.tolist())
            if curve else None),
        key="knock-out", height=HEIGHT, tag=str(stage.step),
        alt=_("Knock-out curve: with {removed:.0%} of the units removed, accuracy is "
              "{accuracy:.0%}.", removed=0.9, accuracy=curve.at(0.9)) if curve
        else _("Knock-out curve: not measured yet."))


_curves: Recent[KnockOut] = Recent(32)


def measured(stage: Stage) -> KnockOut | None:
    """The curve of the last copy of the units; None before the first."""
    snapshot = stage.snapshot
    if snapshot is None or snapshot.units is None:
        return None
    units = snapshot.units
    return _curves.get_or_make(
        (stage.run_id, units.step),
        lambda: knock_out(units.units, units.labels, units.kernel, units.bias))
