"""A sweep: one control over a range, for several methods and seeds; it fills in while it trains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from math import log10
from typing import Any

import streamlit as st

from playground.controls import Choice as OneOf
from playground.errors import BadInput
from playground.experiment import CONTROLS
from playground.figures.look import ELSEWHERE, TRAINING, VALIDATION
from playground.figures.series import SweptLine, swept_figure
from playground.messages import Message, _, lazy, lazy_p, number
from playground.regularizer_words import as_set, on_button
from playground.training.series.page_series import SeriesView
from playground.training.series.plan import SWEEP, Plan, whole_seeds
from playground.training.series.sweep_plan import METHODS, SWEPT, grid, sweep_plan
from playground.training.series.sweep_result import SweepResult, SweepValue, sweep_result
from playground.ui.compare import series_desk
from playground.ui.compare.choice import Choice
from playground.ui.compare.series_part import SeriesPart
from playground.ui.components.chart import live_chart
from playground.ui.components.markup import markup
from playground.ui.components.screen import Mounting, Screen

LABEL = lazy_p("a part of the page", "Sweep")
RANGES: Mapping[str, tuple[float, float]] = {
    "lambda": (1e-5, 1e-1), "dropout": (0.0, 0.8), "share": (10, 100), "wrong-labels": (0, 50)}
"""What the form begins with."""
CHARTS: Mapping[str, tuple[Message, str]] = {
    "accuracy": (lazy("Validation accuracy, %"), VALIDATION),
    "gap": (lazy("Gap: training minus validation, %"), TRAINING),
    "near_zeros": (lazy("Weights below 0.001, %"), ELSEWHERE),
    "exact_zeros": (lazy("Weights that are exactly zero, %"), ELSEWHERE)}
_HEIGHT = 230
_LEAD = lazy(
    "Trains the settings of the Play page again and again, with one control set otherwise: ends "
    "and middle first, then what lies between. The band is what the seeds differ by; a click on a "
    "point opens its runs.")


def _form(seen: Choice) -> None:
    with st.container(key="sweep-form", horizontal=True, vertical_alignment="bottom"):
        control = st.selectbox(
            _("Control"), SWEPT, key="sweep-control",
            format_func=lambda name: str(CONTROLS[name].label), width=180)
        st.multiselect(
            _("Methods"), METHODS, _methods_at_first(control), key=f"sweep-methods-{control}",
            format_func=on_button, width=300, placeholder=_("as on the Play page"))
        if control in RANGES:
            low, high = _ends_at_first(control)
            st.text_input(_("From"), low, key=f"sweep-low-{control}", width=110)
            st.text_input(_("To"), high, key=f"sweep-high-{control}", width=110)
        st.number_input(_("Points"), 2, 15, 5, key="sweep-points", width=110)
        st.number_input(_("Seeds"), 1, 5, 2, key="sweep-seeds", width=110)
        st.button(
            _("Train the sweep"), key="sweep-begin", type="primary",
            on_click=series_desk.begin, args=(seen, partial(_asked, seen)))


def _methods_at_first(control: str) -> list[str]:
    return ["l1", "l2"] if control in ("lambda", "penalize") else []


def _ends_at_first(control: str) -> tuple[str, str]:
    """As they are typed; empty for a control that takes each of its values."""
    if control not in RANGES:
        return "", ""
    low, high = RANGES[control]
    return f"{low:g}", f"{high:g}"


def _asked(seen: Choice) -> Plan:
    """Of the form as it stands at the click: nothing is drawn yet with what was chosen last.

    So the fields of a control that was chosen last may not be there.
    """
    form = st.session_state
    control = str(form["sweep-control"])
    low, high = _ends_at_first(control)
    return planned(
        seen, control, form.get(f"sweep-methods-{control}", _methods_at_first(control)),
        (str(form.get(f"sweep-low-{control}", low)), str(form.get(f"sweep-high-{control}", high))),
        int(form["sweep-points"]), int(form["sweep-seeds"]))


def planned(
    seen: Choice, control: str, methods: Sequence[str], ends: tuple[str, str], points: int,
    seeds: int,
) -> Plan:
    """What the button trains. Raises `BadInput`."""
    row = CONTROLS[control]
    if isinstance(row.kind, OneOf):
        values: Sequence[Any] = row.kind.options
    else:
        low, high = (row.parse(_plain(text)) for text in ends)
        values = grid(control, low, high, points)
    base = seen.at.experiment
    if methods:
        # Its λ may be none that the method takes: each point sets its own.
        base = base.with_values({"regularizer": methods[0], **(
            {"lambda": values[0]} if control == "lambda" else {})})
    return sweep_plan(base, control, values, methods, whole_seeds(base.seed, seeds))


def _plain(text: str) -> str:
    """As a person types it, with the decimal sign of their language."""
    if not text.strip():
        raise BadInput(lazy("Say from where to where, such as 1e-5 to 0.1."))
    return text.strip().replace(",", ".")


def draw(screen: Mounting, seen: Choice, shown: SeriesView | None) -> None:
    if shown is None:
        return
    result = sweep_result(shown.stored.asked, shown.points)
    _best(screen, result)
    with st.container(key="sweep-charts"):
        _charts(screen, seen, result)


def show(screen: Screen, seen: Choice, shown: SeriesView | None) -> None:
    if shown is not None:
        result = sweep_result(shown.stored.asked, shown.points)
        _best(screen, result)
        _charts(screen, seen, result)


def _best(screen: Screen, result: SweepResult) -> None:
    words = escape(_best_words(result, result.best()))
    markup(screen, f'<p class="cp-sweep-best" role="status">{words}</p>', key="sweep-best",
           height=25)


def _charts(screen: Screen, seen: Choice, result: SweepResult) -> None:
    best = result.best()
    every = list(dict.fromkeys(
        one.value for method in result.methods for one in result.values[method]))
    place = places(result.control, every)
    for measure, (what, color) in CHARTS.items():
        lines = [_line(result, method, measure, place, best) for method in result.methods]
        live_chart(
            screen,
            swept_figure(
                str(what), lines, color=color,
                ticks=[(place[value], _tick(value)) for value in every],
                guessing=measure == "accuracy", signed=measure == "gap"),
            key=f"sweep-{measure}", height=_HEIGHT, alt=_alt(str(what), result, measure),
            on_click=partial(_open, seen, result, place))


def places(control: str, values: Sequence[Any]) -> dict[Any, float]:
    """Where on the axis each value stands: λ on a logarithm, 0 a step before the least."""
    if not all(isinstance(value, int | float) for value in values):
        return {value: float(at) for at, value in enumerate(values)}
    if control != "lambda":
        return {value: float(value) for value in values}
    above = [log10(value) for value in values if value > 0] or [0.0]
    return {value: log10(value) if value > 0 else min(above) - 1 for value in values}


def _tick(value: Any) -> str:
    return number(value, "g") if isinstance(value, int | float) else str(value)


def _line(
    result: SweepResult, method: str, measure: str, place: Mapping[Any, float],
    best: SweepValue | None,
) -> SweptLine:
    found = [(one, band) for one in result.values[method] if (band := one.band(measure))]
    marked = next((at for at, (one, _band) in enumerate(found)
                   if one is best and measure == "accuracy"), None)
    return SweptLine(
        on_button(method), [place[one.value] for one, _band in found],
        [100 * band.mean for _one, band in found], [100 * band.low for _one, band in found],
        [100 * band.high for _one, band in found], marked)


def _best_words(result: SweepResult, best: SweepValue | None) -> str:
    band = best.band("accuracy") if best is not None else None
    if best is None or band is None:
        return _("Nothing is trained to its end yet.")
    return _("Best so far: {method} with {control} {value}, {share:.1f} % on validation.",
             method=on_button(best.method), control=CONTROLS[result.control].label,
             value=as_set(best.value) if isinstance(best.value, float) else str(best.value),
             share=100 * band.mean)


def _alt(what: str, result: SweepResult, measure: str) -> str:
    told = [
        _("{method} {value}: {share:.1f}", method=on_button(method), value=_tick(one.value),
          share=100 * band.mean)
        for method in result.methods for one in result.values[method]
        if (band := one.band(measure))]
    return _("{what}. {values}.", what=what, values=tuple(told)) if told else what


def _open(
    seen: Choice, result: SweepResult, place: Mapping[Any, float], point: Mapping[str, Any]
) -> None:
    """The runs of the point that was clicked; what a browser sends may be anything."""
    x, y = point.get("x"), point.get("y")
    if not isinstance(x, int | float) or not isinstance(y, int | float):
        return
    there = [one for method in result.methods for one in result.values[method]
             if one.runs and abs(place[one.value] - x) <= 1e-6 * max(1.0, abs(x))]
    bands = {id(one): one.band("accuracy") for one in there}
    if there:
        nearest = min(there, key=lambda one: abs(
            100 * (band.mean if (band := bands[id(one)]) else 0.0) - y))
        series_desk.open_runs(seen, [result.run_id for result in nearest.runs.values()])


PART = SeriesPart(SWEEP, "sweep", _LEAD, _form, draw, show,
                  hears=tuple(f"sweep-{measure}" for measure in CHARTS))
