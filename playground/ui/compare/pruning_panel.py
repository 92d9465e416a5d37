"""Pruning on the Compare page: a slider removes the smallest weights of the chosen runs.

It is folded until somebody opens it: a whole curve takes seconds of all cores.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import streamlit as st

from playground.figures.look import ELSEWHERE, VALIDATION, Curve
from playground.figures.overlay import RunLine
from playground.figures.pruning import pruning_figure
from playground.insight.phrases import percent as whole_percent
from playground.insight.pruning import PERCENTS, PrunedNetwork, PrunedReading
from playground.insight.pruning_words import PrunedRun, sentences
from playground.insight.weight_matrix import zero_dots
from playground.messages import Text, _, lazy, number, pgettext
from playground.ui.compare.compared import Chosen, Compared
from playground.ui.compare.pair import PAIR, layer_of
from playground.ui.compare.pruning_work import WORK, jobs, known
from playground.ui.compare.section import Section
from playground.ui.components.chart import live_chart
from playground.ui.components.knob import knob
from playground.ui.components.markup import markup
from playground.ui.components.picks import Option, Pick, picks
from playground.ui.components.raster import raster
from playground.ui.components.screen import Mounting, Screen
from playground.ui.fragments import panel

KEY = "pruning"
KNOB, LAYERS = "pruning-percent", "pruning-layers"
MOST = 6
"""Runs that are pruned at once: the baseline and those that were chosen first."""
CHART, MATRIX, ROWS, COLUMNS = 230, 260, 64, 128
_NOTHING = np.ones((1, 1), np.float32)
_PATIENCE = 0.4
_TOGETHER, _PER_LAYER = "together", "per-layer"


@dataclass(frozen=True)
class Looked:
    """A run, and its network; or why there is none, or nothing yet."""

    run: Chosen
    found: PrunedNetwork | Text | None

    @property
    def network(self) -> PrunedNetwork | None:
        return self.found if isinstance(self.found, PrunedNetwork) else None

    @property
    def readings(self) -> tuple[PrunedReading, ...]:
        return self.network.known if self.network is not None else ()

    @property
    def name(self) -> str:
        return _("{letter} {name}", letter=self.run.letter, name=self.run.name)

    def at(self, percent: float) -> PrunedReading | None:
        return next((one for one in self.readings if one.percent == percent), None)

    @property
    def whole_curve(self) -> PrunedRun | None:
        """Once all of it has been read."""
        there = {one.percent: one for one in self.readings}
        if not there.keys() >= set(PERCENTS):
            return None
        return PrunedRun(self.name, [there[percent] for percent in PERCENTS])


def draw(screen: Mounting, shown: Compared) -> None:
    seen = shown.seen.pruning
    fold = st.expander(_("Remove the smallest weights of these runs"), key="pruning-fold",
                       on_change="rerun")
    seen.opened = bool(fold.open)
    if not seen.opened:
        WORK.want(shown.seen, ())
        shown.seen.awaits(KEY, False)
        return
    with fold:
        with st.container(key="pruning-controls"):
            panel(lambda: _slider(shown), "pruning-slider")
            show_layers(screen, shown)
        with st.container(key="pruning-rest"):
            show_rest(screen, shown)


def _slider(shown: Compared) -> None:
    seen = shown.seen.pruning
    knob(_("Removed"), seen.percent, low=0, high=100, step=1, key=KNOB, unit="%", direct=True,
         help=_("The smallest weights of the kernels are set to zero; nothing is trained anew."),
         on_change=lambda value: _remove(shown, value))


def _remove(shown: Compared, value: object) -> None:
    """Checked: while it is dragged it comes from the browser as it is."""
    if (isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
            and 0 <= value <= 100):
        shown.seen.pruning.percent = round(float(value), 1)


def show(screen: Screen, shown: Compared) -> None:
    if not shown.seen.pruning.opened:
        return
    screen.hear(KNOB, {"edit": lambda value: _remove(shown, value)})
    show_layers(screen, shown)
    show_rest(screen, shown)


def show_layers(screen: Screen, shown: Compared) -> None:
    seen = shown.seen.pruning

    def pick(_row: str, value: str) -> None:
        seen.per_layer = value == _PER_LAYER

    options = (Option(_TOGETHER, _("of all layers together")),
               Option(_PER_LAYER, _("of each layer")))
    picks(screen, [Pick("of", _("The smallest"), options,
                        _PER_LAYER if seen.per_layer else _TOGETHER)],
          key=LAYERS, height=30, on_pick=pick)


def show_rest(screen: Screen, shown: Compared) -> None:
    """What follows from the slider."""
    seen = shown.seen.pruning
    runs = [run for run in shown.runs if not run.offer.trains][:MOST]
    histories = [run.history for run in runs]
    left = jobs(histories, seen.per_layer, seen.percent)
    WORK.want(shown.seen, left)
    if left and screen.keeps:
        # What was asked for is there in a moment: better to wait than to answer with nothing.
        WORK.wait(lambda: all(_is_known(run, shown) for run in runs), _PATIENCE)
    shown.seen.awaits(KEY, bool(left))
    looked = [Looked(run, known(run.history, seen.per_layer)) for run in runs]
    _numbers(screen, shown, looked)
    _charts(screen, looked, seen.percent)
    _words(screen, shown, looked)
    _matrices(screen, shown, looked)


def _is_known(run: Chosen, shown: Compared) -> bool:
    found = known(run.history, shown.seen.pruning.per_layer)
    return found is not None and (
        not isinstance(found, PrunedNetwork) or found.has(shown.seen.pruning.percent))


def _numbers(screen: Screen, shown: Compared, looked: Sequence[Looked]) -> None:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in (
        _("Run"), pgettext("a column", "Zeros"), _("Validation"), _("Another setting")))
    rows = "".join(_row(one, shown.seen.pruning.percent) for one in looked)
    trains = [run for run in shown.runs if run.offer.trains]
    rows += "".join(_line(run, f'<td colspan="3">{escape(_("It still trains."))}</td>')
                    for run in trains)
    told = escape(_("What is left of each run"))
    markup(screen, f'<div class="cp-scrolls" tabindex="0" role="region" aria-label="{told}">'
           '<table class="cp-differs cp-pruned"><thead><tr>'
           f"{heads}</tr></thead><tbody>{rows}</tbody></table></div>",
           key="pruning-numbers", height=120)


def _row(one: Looked, percent: float) -> str:
    if one.found is not None and one.network is None:
        return _line(one.run, f'<td colspan="3">{escape(str(one.found))}</td>')
    now, whole = one.at(percent), one.at(0)
    if now is None:
        return _line(one.run, "<td>…</td><td>…</td><td>…</td>")
    cells = [escape(_("{share:.1f}\N{NO-BREAK SPACE}%", share=100 * now.zeros))]
    for name in ("validation", "elsewhere"):
        accuracy = now.accuracy.get(name)
        before = whole.accuracy.get(name) if whole is not None else None
        cells.append("–" if accuracy is None else _accuracy(accuracy, before))
    return _line(one.run, "".join(f"<td>{cell}</td>" for cell in cells))


def _accuracy(accuracy: float, before: float | None) -> str:
    """With its difference from the whole network's, in points."""
    told = escape(_("{share:.1f}\N{NO-BREAK SPACE}%", share=100 * accuracy))
    if before is None:
        return told
    points = round(100 * (accuracy - before), 1)
    sign = "±" if not points else "+" if points > 0 else "\N{MINUS SIGN}"
    return f'{told} <span class="pg-soft">{sign}{number(abs(points), ".1f")}</span>'


def _line(run: Chosen, cells: str) -> str:
    return (f'<tr data-baseline="{str(run.baseline).lower()}"><th scope="row"><div>'
            f'<b class="cp-letter">{run.letter}</b><span>{escape(run.name)}</span></div></th>'
            f"{cells}</tr>")


def _charts(screen: Screen, looked: Sequence[Looked], percent: float) -> None:
    for name, title, color in (
            ("validation", _("Validation accuracy, %"), VALIDATION),
            ("elsewhere", _("Accuracy on another setting, %"), ELSEWHERE)):
        lines = [RunLine(one.run.letter, one.run.name, _curve(one, name), one.run.dash,
                         one.run.baseline) for one in looked]
        told = [_("{letter} {name}: {value:.3g}", letter=one.run.letter, name=one.run.name,
                  value=100 * accuracy) for one in looked
                if (now := one.at(percent)) is not None
                and (accuracy := now.accuracy.get(name)) is not None]
        live_chart(
            screen, pruning_figure(title, lines, color=color, percent=percent, height=CHART),
            key=f"pruning-{name}", height=CHART,
            alt=_("{what} with {share} of the weights removed. {runs}.", what=title,
                  share=whole_percent(percent / 100), runs=tuple(told)) if told else title)


def _curve(one: Looked, name: str) -> Curve:
    there = [(reading.percent, accuracy) for reading in one.readings
             if (accuracy := reading.accuracy.get(name)) is not None]
    return Curve([percent for percent, _ in there], [accuracy for _, accuracy in there])


def _words(screen: Screen, shown: Compared, looked: Sequence[Looked]) -> None:
    curves = [curve for one in looked if (curve := one.whole_curve) is not None]
    # A comparison with another baseline than the page's would mislead.
    told = bool(looked) and looked[0].run.baseline and looked[0].whole_curve is not None
    all_read = len(curves) == sum(one.network is not None for one in looked)
    said = sentences(curves) if told and all_read else []
    lines = "".join(f"<p>{escape(line)}</p>" for line in said)
    waits = "" if said or not shown.seen.unfinished else (
        f'<p class="pg-soft">{escape(_("The whole curve is being worked out."))}</p>')
    markup(screen, f'<div class="cp-pruning-words">{lines or waits}</div>', key="pruning-words",
           height=24)


def _matrices(screen: Screen, shown: Compared, looked: Sequence[Looked]) -> None:
    """Of the baseline and of the run beside it."""
    there = {one.run.id: one for one in looked}
    for place, run in (("baseline", shown.baseline), ("beside", shown.beside)):
        _matrix(screen, place, shown, there.get(run.id) if run is not None else None)


def _matrix(screen: Screen, place: str, shown: Compared, one: Looked | None) -> None:
    percent, layer = shown.seen.pruning.percent, layer_of(shown)
    network = one.network if one is not None else None
    if one is None or network is None:
        raster(screen, zero_dots(_NOTHING, 1, 1), key=f"pruning-matrix-{place}", height=MATRIX,
               palette="dots", alt=_("No weights to show."))
        return
    kernel = network.pruning.kernel(layer, percent)
    share = float((kernel == 0).mean())
    told = _("{run}, {layer}: {share} of the weights are zero", run=one.name, layer=layer,
             share=whole_percent(share))
    raster(
        screen, zero_dots(kernel, ROWS, COLUMNS), key=f"pruning-matrix-{place}", height=MATRIX,
        palette="dots", cut=True, caption=told, row_name=_("unit"),
        column_name=pgettext("of a unit", "input"), alt=told,
        dot_words=(_("a weight"), pgettext("a weight", "zero")))


SECTION = Section(
    KEY, show, lazy("Pruning"), draw=draw, hears=(KNOB, LAYERS), follows=(PAIR,),
    note=lazy("what a network can do without; a dot is a weight that is zero"))
