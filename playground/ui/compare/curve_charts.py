"""Curves overlaid: accuracies, data losses and the penalty, read and zoomed together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from playground.figures.look import ELSEWHERE, TRAINING, VALIDATION, Curve
from playground.figures.overlay import RunLine, Scale, overlay_figure
from playground.messages import Message, Text, _, lazy
from playground.training.curves import Curves, Line
from playground.ui.compare.compared import Chosen, Compared
from playground.ui.compare.section import Section
from playground.ui.components.chart import live_chart
from playground.ui.components.screen import Mounting, Screen

TOGETHER = "epochs"


@dataclass(frozen=True)
class Quantity:
    """One chart: `line` picks what is drawn of a run's curves."""

    key: str
    title: Message
    line: Callable[[Curves], Line]
    color: str
    scale: Scale
    height: int = 210
    best: bool = False
    """Whether a run's best epoch is marked: where validation is highest."""


QUANTITIES = (
    Quantity("validation", lazy("Validation accuracy, %"), lambda one: one.validation, VALIDATION,
             "accuracy", height=300, best=True),
    Quantity("elsewhere", lazy("Accuracy on another setting, %"), lambda one: one.elsewhere,
             ELSEWHERE, "accuracy", height=300),
    Quantity("training", lazy("Training accuracy, %"), lambda one: one.training, TRAINING,
             "accuracy", height=300),
    Quantity("validation-loss", lazy("Data loss on validation"), lambda one: one.validation_loss,
             VALIDATION, "loss"),
    Quantity("training-loss", lazy("Data loss in training"), lambda one: one.training_loss,
             TRAINING, "loss"),
    Quantity("penalty", lazy("Penalty, by powers of ten"), lambda one: one.penalty, TRAINING,
             "logarithmic"),
)


def draw(screen: Mounting, shown: Compared) -> None:
    with st.container(key="compare-charts"):
        show(screen, shown)


def show(screen: Screen, shown: Compared) -> None:
    for quantity in QUANTITIES:
        lines = [_line(run, quantity) for run in shown.runs]
        live_chart(
            screen,
            overlay_figure(
                str(quantity.title), lines, color=quantity.color, epochs=shown.epochs,
                revision="compare", scale=quantity.scale, height=quantity.height),
            key=f"compare-{quantity.key}", height=quantity.height, group=TOGETHER,
            alt=_told(quantity, lines))


def _line(run: Chosen, quantity: Quantity) -> RunLine:
    return RunLine(
        run.letter, run.name, Curve(*quantity.line(run.curves)), run.dash, run.baseline,
        twin=_twin(run, quantity), best=best_epoch(run) if quantity.best else None)


def _twin(run: Chosen, quantity: Quantity) -> Curve | None:
    if run.twin is None or run.twin_curves is None:
        return None
    return run.twin.since(quantity.line(run.twin_curves)) or None


def best_epoch(run: Chosen) -> float | None:
    """Where validation was highest after an epoch, the first of several, in epochs."""
    history = run.history
    if not history.records:
        return None
    best = max(history.records, key=lambda record: record.validation.accuracy)
    return best.step / max(history.steps_per_epoch, 1)


def _told(quantity: Quantity, lines: list[RunLine]) -> str:
    times = 100 if quantity.scale == "accuracy" else 1
    ends = [_end(line, times) for line in lines if len(line.curve)]
    if not ends:
        return _("{what}: nothing has been measured yet.", what=quantity.title)
    return _("{what} at the end of each run. {ends}.", what=quantity.title, ends=tuple(ends))


def _end(line: RunLine, times: float) -> Text:
    """Where it ends, and where its twin does."""
    value = line.curve.y[-1] * times
    if line.twin is None:
        return _("{letter} {name}: {value:.3g}", letter=line.letter, name=line.name, value=value)
    return _("{letter} {name}: {value:.3g} ({twin:.3g} without the last turn)",
             letter=line.letter, name=line.name, value=value, twin=line.twin.y[-1] * times)


SECTION = Section(
    "curves", show, lazy("Curves"), draw=draw,
    note=lazy("raw numbers, none smoothed; a dot marks a run's best epoch, a faint line its twin; "
              "drag to zoom"))
