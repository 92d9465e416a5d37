"""The weights of two runs: on the same bins, as matrices on one scale, and their difference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground.comparison.layers import on_shared_bins, shared_limit
from playground.figures.two_histograms import Counted, two_histograms_figure
from playground.insight.histogram import WeightHistogram
from playground.insight.weight_matrix import matrix_levels
from playground.messages import _, pgettext
from playground.model.weights import Weights
from playground.ui.compare.compared import Chosen, Compared
from playground.ui.compare.pair import PAIR, layer_of
from playground.ui.compare.section import Section
from playground.ui.components.chart import live_chart
from playground.ui.components.raster import raster
from playground.ui.components.screen import Mounting, Screen
from playground.ui.live.following import WEIGHTS
from playground.ui.recent import Recent

HEIGHT = 236
_ROWS, _COLUMNS = 50, 100
_NOTHING: NDArray[np.int8] = np.zeros((1, 1), np.int8)


@dataclass(frozen=True, eq=False)
class Pair:
    """What is shown of the baseline, of the run beside it, and of their difference; None: not kept.

    Levels are of the kernel's first units. `limit` is the scale of all of them.
    """

    limit: float
    levels: tuple[NDArray[np.int8] | None, ...]
    counted: tuple[WeightHistogram | None, ...]


# Reading the weights of a stored run takes the disk a moment.
_pairs: Recent[Pair] = Recent(32)
_EMPTY = Pair(1.0, (None, None, None), (None, None))


def pair_of(shown: Compared, layer: str) -> Pair:
    ours, theirs = shown.baseline, shown.beside
    runs = [run for run in (ours, theirs) if run is not None]
    key = tuple(run.history.key for run in runs), layer
    return _pairs.get_or_make(key, lambda: _made(runs, layer))


def _made(runs: list[Chosen], layer: str) -> Pair:
    weights: list[Weights | None] = [run.history.weights() for run in runs]
    try:
        limit = shared_limit(weights, layer)
    except ValueError:
        return _EMPTY
    kernels = [None if one is None else one.get(f"{layer}/kernel") for one in weights]
    levels = [None if kernel is None else matrix_levels(kernel, limit, _ROWS, _COLUMNS).levels
              for kernel in kernels]
    ours, theirs = (*kernels, None)[:2]
    if ours is None or theirs is None or ours.shape != theirs.shape:
        apart = None
    else:
        # The difference, as a kernel of that scale is shown.
        apart = matrix_levels(theirs - ours, limit, _ROWS, _COLUMNS).levels
    return Pair(limit, (*levels, *([None] * (2 - len(levels))), apart),
                on_shared_bins(weights, layer).histograms)


def draw(screen: Mounting, shown: Compared) -> None:
    with st.container(key="compare-weights"):
        show(screen, shown)


def show(screen: Screen, shown: Compared) -> None:
    layer = layer_of(shown)
    pair = pair_of(shown, layer)
    _histogram(screen, shown, pair, layer)
    runs = (shown.baseline, shown.beside)
    for run, levels, key in zip(runs, pair.levels, ("ours", "theirs"), strict=False):
        _matrix(screen, levels, _called(run, levels), key=f"compare-matrix-{key}", pair=pair)
    _matrix(screen, pair.levels[2], _apart(shown, pair), key="compare-matrix-apart", pair=pair)


def _histogram(screen: Screen, shown: Compared, pair: Pair, layer: str) -> None:
    runs = (shown.baseline, shown.beside)
    counted = [None if run is None or one is None else _counted(run, one)
               for run, one in zip(runs, (*pair.counted, None, None), strict=False)]
    there = next((one for one in pair.counted if one is not None), None)
    live_chart(
        screen,
        two_histograms_figure(
            revision=f"compare-{layer}", edges=[] if there is None else there.edges.tolist(),
            limit=pair.limit, baseline=counted[0], other=counted[1]),
        key="compare-histogram", height=HEIGHT,
        alt=_("Histogram of the weights of {layer} of two runs, on the same bins.", layer=layer))


def _counted(run: Chosen, one: WeightHistogram) -> Counted:
    counts = list(map(int, one.counts))
    counts[0] += one.below
    counts[-1] += one.above
    return Counted(run.letter, counts, one.zeros)


def _matrix(
    screen: Screen, levels: NDArray[np.int8] | None, caption: str, *, key: str, pair: Pair
) -> None:
    raster(
        screen, _NOTHING if levels is None else levels, key=key, height=HEIGHT, limit=pair.limit,
        cut=True, caption=caption, row_name=_("unit"),
        column_name=pgettext("of a unit", "input"), alt=caption)


def _called(run: Chosen | None, levels: NDArray[np.int8] | None) -> str:
    if run is None:
        return _("Choose a second run to see its weights here.")
    if levels is None:
        return _("{letter} {name} has kept no weights of this layer.",
                 letter=run.letter, name=run.name)
    return _("{letter} {name}", letter=run.letter, name=run.name)


def _apart(shown: Compared, pair: Pair) -> str:
    if shown.baseline is None or shown.beside is None or pair.levels[2] is None:
        return _("Their difference needs the weights of both.")
    return _("{other} minus {baseline}", other=shown.beside.letter,
             baseline=shown.baseline.letter)


SECTION = Section("weights", show, draw=draw, follows=(PAIR,), seconds=WEIGHTS)
