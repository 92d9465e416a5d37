"""The layer's weights as a matrix: a row a unit, exact zeros marked."""

from __future__ import annotations

from html import escape

import numpy as np
from numpy.typing import NDArray

from playground.insight.weight_matrix import as_levels
from playground.messages import _, lazy
from playground.model.weights import glorot_limit
from playground.ui.components.markup import markup
from playground.ui.components.screen import Screen
from playground.ui.components.unit_sheet import ZERO, unit_sheet
from playground.ui.inside.choosing import layer_name
from playground.ui.inside.shown import Section, Shown
from playground.ui.inside.units import KERNELS, MAPS, dead, names

_COLUMNS = 576
_TALL, _LOW = 8, 5


def rows_of(kernel: NDArray[np.float32], units: range) -> NDArray[np.int8]:
    """(units, 1, inputs) levels of those units, `ZERO` where a weight is exactly zero."""
    chosen = kernel[..., np.array(units)]
    by_unit = chosen.reshape(-1, len(units)) if chosen.ndim == 2 else (
        chosen.transpose(2, 0, 1, 3).reshape(-1, len(units)))
    shown = by_unit[:_COLUMNS].T
    levels = as_levels(shown, glorot_limit(kernel.shape)).copy()
    levels[shown == 0] = ZERO
    return levels[:, None, :]


def show(screen: Screen, now: Shown) -> None:
    weights = now.network.weights
    kernel = weights[f"{now.layer}/kernel"] if weights is not None else None
    pictures = None if kernel is None else rows_of(kernel, now.units)
    told = _told(now, kernel)
    unit_sheet(
        screen, pictures, key="inside-matrix", layer=now.layer, units=list(now.units),
        names=names(now), side=_TALL if len(now.units) <= 32 else _LOW, rows=True, alt=told,
        dead=dead(now), tag=f"{now.network.id} {now.layer}")
    markup(screen, f'<p class="in-note pg-soft">{escape(told)}</p>', key="inside-matrix-note",
           height=24)


def _told(now: Shown, kernel: NDArray[np.float32] | None) -> str:
    if kernel is None:
        return _("No weights to show.")
    zeros = int(kernel.size - np.count_nonzero(kernel))
    inputs = kernel.size // kernel.shape[-1]
    return _("Weights of {layer}: a row a unit, {inputs:,} weights each, as many as there is room "
             "for; purple below 0, green above. {zeros:,} of {all:,} are exactly zero and orange.",
             layer=layer_name(now.layer), inputs=inputs, zeros=zeros, all=kernel.size)


SECTION = Section("matrix", show, lazy("Its weights"), follows=(KERNELS, MAPS, "inside-ascent"))
