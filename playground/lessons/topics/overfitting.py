"""Overfitting: capacity, share of the data and wrong labels against the gap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from playground.experiment import Experiment
from playground.insight.lesson_runs import overfitting
from playground.lessons.computed import Answer, Condition, Numbers, Reply
from playground.lessons.given import Given
from playground.presets import PLAY_DEFAULT

MODELS, SHARES, WRONG = ("compact", "two-conv"), (10, 20, 50), (0, 20, 40)
FIRST = ("compact", "20", "40")
"""What is chosen at first: the Play page's own experiment."""
SMALL_GAP = 0.05
CLEAR = 0.05
"""By less than that a curve neither rises nor falls."""


def values_of(chosen: object) -> dict[str, Any] | None:
    """The controls for what was chosen in the browser; None for what cannot be chosen there."""
    if not isinstance(chosen, list) or len(chosen) != 3:
        return None
    model, share, wrong = chosen
    if (model not in MODELS or share not in map(str, SHARES) or wrong not in map(str, WRONG)):
        return None
    return {"model": model, "share": int(share), "wrong-labels": int(wrong)}


def chosen_by(values: Mapping[str, Any]) -> tuple[str, str, str]:
    """The inverse of `values_of`."""
    return str(values["model"]), str(values["share"]), str(values["wrong-labels"])


def experiment_of(values: Mapping[str, Any]) -> Experiment:
    """As trained here: what another setting says is left out, as in the recorded runs."""
    return PLAY_DEFAULT.experiment().with_values({**values, "another-setting": ""})


def _second_half(given: Given) -> Reply:
    """What validation does from its highest point to its end, in the recorded run shown first."""
    values = values_of(list(FIRST))
    run = overfitting(values) if values is not None else None
    assert run is not None, "the run that is shown first ships with the app"
    curve = run.validation
    middle = float(np.median(curve[len(curve) // 2 - 2 : len(curve) // 2 + 3]))
    change = float(curve[-1]) - middle
    choice = "rises" if change > CLEAR else "falls" if change < -CLEAR else "level"
    return Reply(choice, {
        "training": round(100 * float(run.training[-1])), "best": round(100 * float(curve.max())),
        "epoch": int(curve.argmax()) + 1, "end": round(100 * float(curve[-1]))})


def _a_small_gap(told: Numbers) -> bool:
    return told["seen"] == 1 and told["gap"] < SMALL_GAP


ANSWERS = {
    "second-half-of-validation": Answer(
        ("rises", "level", "falls"), _second_half, gives=("training", "best", "epoch", "end")),
}
CONDITIONS = {"drawn-and-a-small-gap": Condition(("seen", "gap"), _a_small_gap)}
