"""Recorded runs, faint behind the live one: what this method, and the others, came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.errors import BadInput
from playground.experiment import CONTROLS, Experiment
from playground.figures.look import Curve, Ghost
from playground.insight.recorded import RecordedRun, recorded_runs
from playground.insight.turns import noun
from playground.insight.weight_matrix import matrix_levels
from playground.messages import _
from playground.presets import PLAY_DEFAULT, PLAY_METHODS
from playground.regularizer_words import in_text, on_button
from playground.training.curves import after_epochs, curves
from playground.training.history import History, of_recorded

SQUARES = 26
# What a recording shares with a run beside which it may stand.
_GROUPS = ("data", "augmentation", "model")
_DECIDING = tuple(row for row in CONTROLS.values() if row.group in _GROUPS)


@dataclass(frozen=True, eq=False)
class Card:
    """A recorded run as the tray shows it; `preset` names what trains it anew."""

    key: str
    name: str
    levels: NDArray[np.int8]
    validation: float
    zeros: float
    preset: str


def accuracy(experiment: Experiment, beside: Sequence[History]) -> list[Ghost]:
    """Validation curves: of other runs, and of the recording under the same method."""
    ghosts = [
        Ghost(run.name, Curve(*curves(run).validation)) for run in beside if run.records]
    found = _recorded(experiment)
    if found is not None:
        # Beside the chart there is room for two short lines.
        method = method_of(experiment)
        name = _("recorded,") + "<br>" + _recorded_name(method)
        ghosts.append(Ghost(name, Curve(*after_epochs(of_recorded(found)))))
    return ghosts


def knock_out(experiment: Experiment) -> list[Ghost]:
    """The curves of dropout and of nothing: between them a run finds its place."""
    if not _comparable(experiment):
        return []
    runs = recordings()
    return [
        Ghost(name, Curve(run.knock_out.shares.tolist(), run.knock_out.accuracy.tolist()))
        for key, name in (("none", _("none, recorded")), ("dropout", _("dropout, recorded")))
        if (run := runs.get(key)) is not None
    ]


def cards() -> list[Card]:
    """All recordings, in the order of the buttons that choose a method."""
    return [
        Card(
            key, _name(key), matrix_levels(run.kernel, run.limit, SQUARES, SQUARES).levels,
            float(run.validation[-1]), run.shares.near_zeros, PLAY_METHODS[key].name)
        for key, run in recordings().items()
    ]


def method_of(experiment: Experiment) -> str:
    """The recording's name that this experiment's method would have."""
    if experiment.regularizer == "none" and experiment.dropout:
        return "dropout"
    return experiment.regularizer


def _recorded(experiment: Experiment) -> RecordedRun | None:
    return recordings().get(method_of(experiment)) if _comparable(experiment) else None


def _comparable(experiment: Experiment) -> bool:
    default = PLAY_DEFAULT.experiment()
    return all(
        getattr(experiment, row.field_name) == getattr(default, row.field_name)
        for row in _DECIDING)


def recordings() -> dict[str, RecordedRun]:
    """By name; read once and kept."""
    try:
        return dict(recorded_runs())
    except BadInput:
        # A page without its recordings is still the page.
        return {}


def _name(key: str) -> str:
    if key == "none":
        return _("No regularizer")
    return _("Dropout") if key == "dropout" else on_button(key)


def _recorded_name(method: str) -> str:
    """Short, for beside a line."""
    if method == "dropout":
        return str(noun(method))
    return str(in_text(method)) if method == "none" else on_button(method)
