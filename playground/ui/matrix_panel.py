"""The weights of the chosen layer, one square each, and which units dropout left in."""

from __future__ import annotations

from html import escape

import numpy as np
from numpy.typing import NDArray

from playground.errors import BadInput
from playground.insight.weight_matrix import matrix_levels
from playground.model.architectures import Layer, layers
from playground.model.weights import glorot_limit
from playground.training.manager.manager import run_manager
from playground.ui.components.markup import markup
from playground.ui.components.raster import raster
from playground.ui.session import Tab
from playground.ui.stage import Stage

ROWS, COLUMNS, SQUARE = 60, 156, 4
HEADING = 20


def kernel_layer(at: Tab, stage: Stage) -> Layer:
    """The chosen layer, or the dense one where that has no kernel or is of another network."""
    rows = {row.name: row for row in layers(stage.architecture) if row.kernel}
    return rows.get(at.layer, rows["dense"])


def show(at: Tab, stage: Stage) -> None:
    # Of the batch only the units that dropout kept are shown here.
    ask(at, stage, "weights", *(["batch"] if stage.experiment.dropout else []))
    layer = kernel_layer(at, stage)
    assert layer.kernel is not None
    kernel = stage.weights[f"{layer.name}/kernel"]
    limit = glorot_limit(layer.kernel)
    seen = matrix_levels(kernel, limit, ROWS, COLUMNS)
    _heading(stage, layer, seen.shown, seen.total)
    what = "unit" if len(layer.kernel) == 2 else "filter"
    raster(
        seen.levels, key="matrix", height=ROWS * SQUARE, limit=limit,
        cut=seen.shown < seen.total,
        kept=_kept(stage, layer, seen.levels.shape[0]) if seen.rows_per_unit == 1 else None,
        row_name=what, column_name="input", tag=str(stage.step),
        alt=f"Weights of {layer.name} after {stage.step} steps: {_blank(seen.levels):.0%} of the "
            f"squares shown are blank.")


def _heading(stage: Stage, layer: Layer, shown: int, total: int) -> None:
    assert layer.kernel is not None
    *inputs, units = layer.kernel
    shape = f"{int(np.prod(inputs)):,} × {units}"
    bears = "penalized" if layer.name in stage.penalized else "not penalized"
    squares = ("a square is a weight" if shown == total
               else "the first as squares")
    markup(
        f'<div class="pg-row"><div><span class="pg-heading">Weights of {escape(layer.name)}'
        f'</span> <span class="pg-sub pg-soft">{shape}, {bears}; {squares}'
        '</span></div><div class="pg-key pg-sub pg-soft"><i class="pg-minus"></i>negative'
        '<i class="pg-zero"></i>0<i class="pg-plus"></i>positive</div></div>',
        key="matrix-heading", height=HEADING)


def ask(at: Tab, stage: Stage, *what: str) -> None:
    """Ask the run for copies for the next tick."""
    ticket = at.ticket
    if ticket is None or stage.view is None or stage.view.ended:
        return
    for one in what:
        try:
            run_manager().request(ticket.run_id, ticket.token, one)
        except BadInput:
            # It ended between the look and the question; its last snapshot holds all copies.
            return


def _kept(stage: Stage, layer: Layer, rows: int) -> NDArray[np.bool_] | None:
    """Which of the units shown dropout kept at the last step; None without dropout."""
    if layer.name != "dense" or not stage.experiment.dropout:
        return None
    snapshot = stage.snapshot
    mask = snapshot.batch.kept if snapshot is not None and snapshot.batch is not None else None
    if mask is None:
        return np.ones(rows, bool)
    return np.asarray(mask[0, :rows])


def _blank(levels: NDArray[np.int8]) -> float:
    return float((levels == 0).mean())
