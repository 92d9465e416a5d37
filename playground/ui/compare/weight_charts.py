"""Zeros and norms over the epochs, of all penalized weights and by layer; knock-out curves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from playground.comparison.layers import LayerCurves, layer_curves
from playground.figures.look import TRAINING, VALIDATION, Curve, axis
from playground.figures.overlay import RunLine, Scale, overlay_figure
from playground.insight.knock_out import KnockOut, knock_out
from playground.messages import _, lazy
from playground.ui import ghosts
from playground.ui.compare.compared import Chosen, Compared
from playground.ui.compare.curve_charts import TOGETHER
from playground.ui.compare.pair import PAIR, layer_of
from playground.ui.compare.section import Section
from playground.ui.components.chart import live_chart
from playground.ui.components.screen import Mounting, Screen
from playground.ui.live.following import WEIGHTS
from playground.ui.recent import Recent

HEIGHT = 210
_NONE = Curve((), ())
_layers: Recent[dict[str, LayerCurves]] = Recent(64)
_knocked: Recent[KnockOut] = Recent(64)


def draw(screen: Mounting, shown: Compared) -> None:
    with st.container(key="compare-zeros"):
        show(screen, shown)


def show(screen: Screen, shown: Compared) -> None:
    layer = layer_of(shown)
    _chart(screen, shown, _("Near zeros of the penalized weights, %"),
           lambda run: _zeros(run, "near_zeros"), "share", "near")
    _chart(screen, shown, _("Exact zeros of the penalized weights, %"),
           lambda run: _zeros(run, "exact_zeros"), "share", "exact")
    _knock_out(screen, shown)
    _chart(screen, shown, _("Norm of {layer}, √Σw²", layer=layer),
           lambda run: _of_layer(run, layer, "l2_norm"), "free", "norm")
    _chart(screen, shown, _("Near zeros in {layer}, %", layer=layer),
           lambda run: _of_layer(run, layer, "near_zeros"), "share", "layer-near")
    _chart(screen, shown, _("Exact zeros in {layer}, %", layer=layer),
           lambda run: _of_layer(run, layer, "exact_zeros"), "share", "layer-exact")


def _chart(
    screen: Screen, shown: Compared, what: str, curve: Callable[[Chosen], Curve], scale: Scale,
    key: str,
) -> None:
    lines = [RunLine(run.letter, run.name, curve(run), run.dash, run.baseline)
             for run in shown.runs]
    live_chart(
        screen,
        overlay_figure(_or_nothing(what, lines), lines, color=TRAINING, epochs=shown.epochs,
                       revision="compare", scale=scale, height=HEIGHT),
        key=f"compare-{key}", height=HEIGHT, group=TOGETHER, alt=_told(what, lines, scale),
        tag="" if any(len(line.curve) for line in lines) else "empty")


def _or_nothing(what: str, lines: Sequence[RunLine]) -> str:
    if any(len(line.curve) for line in lines):
        return what
    return _("{what}: none of these runs has kept it", what=what)


def _told(what: str, lines: Sequence[RunLine], scale: Scale) -> str:
    ends = [_("{letter} {name}: {value:.3g}", letter=line.letter, name=line.name,
              value=line.curve.y[-1] * (1 if scale == "free" else 100))
            for line in lines if len(line.curve)]
    if not ends:
        return _("{what}: nothing has been measured yet.", what=what)
    return _("{what} at the end of each run. {ends}.", what=what, ends=tuple(ends))


def _zeros(run: Chosen, which: str) -> Curve:
    """After each epoch, and at the quick looks between them."""
    history = run.history
    per_epoch = max(history.steps_per_epoch, 1)
    seen = {one.step: getattr(one, which) for one in history.probes}
    seen |= {one.step: getattr(one, which) for one in history.records}
    steps = sorted(seen)
    return Curve([step / per_epoch for step in steps], [seen[step] for step in steps])


def _of_layer(run: Chosen, layer: str, which: str) -> Curve:
    found = _layers.get_or_make(run.history.key, lambda: layer_curves(run.history)).get(layer)
    return _NONE if found is None else Curve(found.epochs, getattr(found, which))


def _knock_out(screen: Screen, shown: Compared) -> None:
    lines = [RunLine(run.letter, run.name, _knocked_out(run), run.dash, run.baseline)
             for run in shown.runs]
    what = _("Knock-out: accuracy, %")
    across = axis(
        range=[0, 0.96], tickvals=[0, 0.5, 0.9], showgrid=False,
        ticktext=[_("none out"), "50 %", _("90 % out")],
        unifiedhovertitle={"text": _("share of the units removed: {share}", share="%{x:.2f}")})
    live_chart(
        screen,
        overlay_figure(_or_nothing(what, lines), lines, color=VALIDATION, epochs=1,
                       revision="compare", scale="accuracy", height=HEIGHT, across=across),
        key="compare-knock-out", height=HEIGHT, alt=_told(what, lines, "accuracy"))


def _knocked_out(run: Chosen) -> Curve:
    """Of a recorded run as it was recorded; of another from the last copy of its units."""
    recorded = ghosts.recordings().get(run.id)
    found = recorded.knock_out if recorded is not None else None
    units = run.offer.view.snapshot.units if run.offer.view is not None else None
    if found is None and units is not None and len(units.labels):
        found = _knocked.get_or_make(
            (run.id, units.step),
            lambda: knock_out(units.units, units.labels, units.kernel, units.bias))
    return _NONE if found is None else Curve(found.shares.tolist(), found.accuracy.tolist())


SECTION = Section(
    "zeros", show, lazy("Zeros, norms and knock-out"), draw=draw, follows=(PAIR,), seconds=WEIGHTS)
