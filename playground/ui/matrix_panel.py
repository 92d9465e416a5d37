"""The weights of the chosen layer, one square each, and which units dropout left in."""

from __future__ import annotations

from html import escape

import numpy as np
from numpy.typing import NDArray

from playground.insight.weight_matrix import matrix_levels
from playground.messages import _, ngettext, pgettext
from playground.model.architectures import HIDDEN, Layer, layers
from playground.model.weights import glorot_limit
from playground.ui.components.markup import markup
from playground.ui.components.raster import raster
from playground.ui.components.screen import Screen
from playground.ui.live.needs import Need
from playground.ui.stage import Stage

ROWS, COLUMNS, SQUARE = 60, 156, 4
HEADING = 20
# Of the batch only the units that dropout kept are shown here.
NEEDS = (Need("weights"), Need("batch", when=lambda stage: bool(stage.experiment.dropout)))


def kernel_layer(stage: Stage) -> Layer:
    """The chosen layer, or the dense one where that has no kernel or is of another network."""
    rows = {row.name: row for row in layers(stage.architecture) if row.kernel}
    return rows.get(stage.seen.layer, rows[HIDDEN])


def show(screen: Screen, stage: Stage) -> None:
    layer = kernel_layer(stage)
    assert layer.kernel is not None
    kernel = stage.weights[f"{layer.name}/kernel"]
    limit = glorot_limit(layer.kernel)
    seen = matrix_levels(kernel, limit, ROWS, COLUMNS)
    _heading(screen, stage, layer, seen.shown, seen.total)
    what = _("unit") if len(layer.kernel) == 2 else _("filter")
    raster(
        screen, seen.levels, key="matrix", height=ROWS * SQUARE, limit=limit,
        cut=seen.shown < seen.total,
        kept=_kept(stage, layer, seen.levels.shape[0]) if seen.rows_per_unit == 1 else None,
        row_name=what, column_name=pgettext("of a unit", "input"), tag=str(stage.step),
        alt=ngettext("Weights of {layer} after {n} step: {blank:.0%} of the squares shown are "
                     "blank.",
                     "Weights of {layer} after {n} steps: {blank:.0%} of the squares shown are "
                     "blank.", stage.step, layer=layer.name, blank=_blank(seen.levels)))


def _heading(screen: Screen, stage: Stage, layer: Layer, shown: int, total: int) -> None:
    assert layer.kernel is not None
    *inputs, units = layer.kernel
    shape = _("{inputs:,} × {units}", inputs=int(np.prod(inputs)), units=units)
    bears = _("penalized") if layer.name in stage.penalized else _("not penalized")
    squares = (_("a square is a weight") if shown == total
               else _("the first as squares"))
    about = escape(_("{shape}, {penalized}; {squares}",
                     shape=shape, penalized=bears, squares=squares))
    heading = escape(_("Weights of {layer}", layer=layer.name))
    negative, positive = (escape(pgettext("a weight", "negative")),
                          escape(pgettext("a weight", "positive")))
    markup(
        screen,
        f'<div class="pg-row"><div><span class="pg-heading">{heading}'
        f'</span> <span class="pg-sub pg-soft">{about}'
        f'</span></div><div class="pg-key pg-sub pg-soft"><i class="pg-minus"></i>{negative}'
        f'<i class="pg-zero"></i>0<i class="pg-plus"></i>{positive}</div></div>',
        key="matrix-heading", height=HEADING)


def _kept(stage: Stage, layer: Layer, rows: int) -> NDArray[np.bool_] | None:
    """Which of the units shown dropout kept at the last step; None without dropout."""
    if layer.name != HIDDEN or not stage.experiment.dropout:
        return None
    snapshot = stage.snapshot
    mask = snapshot.batch.kept if snapshot is not None and snapshot.batch is not None else None
    if mask is None:
        return np.ones(rows, bool)
    return np.asarray(mask[0, :rows])


def _blank(levels: NDArray[np.int8]) -> float:
    return float((levels == 0).mean())
