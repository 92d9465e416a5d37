"""What tells the regularizers apart: histogram, four shares, and the knock-out curve."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground.figures.histogram import histogram_figure
from playground.figures.knock_out import knock_out_figure
from playground.figures.look import Curve
from playground.figures.markers import scientific
from playground.insight.histogram import weight_histogram
from playground.insight.knock_out import KnockOut, knock_out
from playground.insight.shares import WeightShares, weight_shares
from playground.model.weights import glorot_limit
from playground.ui import ghosts
from playground.ui.components.chart import live_chart
from playground.ui.network_panel import ask, kernel_layer
from playground.ui.session import here
from playground.ui.stage import Stage, stage_of

HEIGHT = 150
_UNITS_EVERY = 3.0


def draw() -> None:
    at = here()
    stage = stage_of(at)
    if time.monotonic() - at.units_asked > _UNITS_EVERY:
        # An inference pass over some hundred pictures: training should hardly notice.
        ask(at, stage, "units")
        at.units_asked = time.monotonic()
    layer = kernel_layer(at, stage)
    assert layer.kernel is not None
    limit = glorot_limit(layer.kernel)
    kernel = stage.weights[f"{layer.name}/kernel"]
    with st.container(key="details"):
        with st.container(key="histogram-box"):
            _histogram(stage, layer.name, kernel, limit)
        with st.container(key="shares-box"):
            st.html(table(weight_shares(kernel, limit, at.epsilon), at.epsilon))
        with st.container(key="knock-out-box"):
            _knock_out(stage)


def _histogram(stage: Stage, name: str, kernel: NDArray[np.float32], limit: float) -> None:
    now = weight_histogram(kernel, limit)
    began = weight_histogram(stage.start[f"{name}/kernel"], limit)
    live_chart(
        histogram_figure(
            revision=f"{stage.run_id}-{name}", edges=now.edges.tolist(),
            counts=[now.below + int(now.counts[0]), *map(int, now.counts[1:-1]),
                    int(now.counts[-1]) + now.above],
            zeros=now.zeros, start=list(map(int, began.counts)), limit=limit),
        key="histogram", height=HEIGHT, tag=str(stage.step),
        alt=f"Histogram of {kernel.size:,} weights: {now.zeros:,} are exactly zero.")


def table(shares: WeightShares, epsilon: float) -> str:
    """The four shares as rows of a number and what it counts."""
    rows = (
        (shares.exact_zeros, "exactly 0"),
        (shares.near_zeros, f"|w| under {scientific(epsilon)}"),
        (shares.carrying, "carry 90&nbsp;% of Σ|w|"),
        (shares.beyond_start, "beyond the start"),
    )
    cells = "".join(f"<tr><td>{percent(share)}</td><td>{what}</td></tr>" for share, what in rows)
    return ('<div class="pg-sub pg-soft">Of these weights</div>'
            f'<table class="pg-shares">{cells}</table>')


def percent(share: float) -> str:
    """At least two digits where there are any: 0.4 %, 4 %, 40 %; never "0 %" for a few."""
    if 0 < share < 0.0005:
        return "&lt;0.1&thinsp;%"
    digits = 1 if 0 < share < 0.0995 else 0
    return f"{100 * share:.{digits}f}&thinsp;%"


def _knock_out(stage: Stage) -> None:
    curve = measured(stage)
    live_chart(
        knock_out_figure(
            revision=stage.run_id, ghosts=ghosts.knock_out(stage.experiment),
            curve=Curve(curve.shares.tolist(), curve.accuracy.tolist())
            if curve else None),
        key="knock-out", height=HEIGHT, tag=str(stage.step),
        alt="Knock-out curve: " + (
            f"with 90 % of the units removed, accuracy is {curve.at(0.9):.0%}."
            if curve else "not measured yet."))


# By run and step: several fragments of a tab and the tray ask for the same curve.
_curves: OrderedDict[tuple[str, int], KnockOut] = OrderedDict()
# Fragments of several tabs run in threads of their own; the order of the table must not be torn.
_guard = threading.Lock()


def measured(stage: Stage) -> KnockOut | None:
    """The curve of the last copy of the units; None before the first."""
    snapshot = stage.snapshot
    if snapshot is None or snapshot.units is None:
        return None
    units = snapshot.units
    key = stage.run_id, units.step
    with _guard:
        if key in _curves:
            return _curves[key]
    made = knock_out(units.units, units.labels, units.kernel, units.bias)
    with _guard:
        _curves[key] = made
        while len(_curves) > 32:
            _curves.popitem(last=False)
    return made
