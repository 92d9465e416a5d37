"""One step of training, followed by hand on single weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from playground.insight.recorded import recorded_runs
from playground.insight.slow_step import LAYERS, Fed, Moment, Pick, SlowStep
from playground.lessons.computed import Answer, Condition, Numbers, Reply
from playground.lessons.given import Given, tiles
from playground.messages import number

POINTS = 201
"""Of a curve."""
SPANS = (0.5, 1.0, 2.0, 4.0, 8.0)
NEAR_THE_BOTTOM = 0.01
"""Of the height of the curve."""


@lru_cache(maxsize=1)
def shipped_step() -> SlowStep:
    """The L2 run that ships, as it ended, on twelve of its pictures; its optimizer begins anew."""
    run, fed = recorded_runs()["l2"], tiles("training")
    weights = run.weights()
    assert weights is not None, "they ship with the app"
    return SlowStep(Moment(run.experiment, 0, weights, {}), Fed(fed.images, fed.labels, fed.wrong))


def step_of(given: Given) -> SlowStep:
    """The one that the reader's own run takes next, where it can be followed."""
    return given.next_step() or shipped_step()


def picks(step: SlowStep) -> list[Pick]:
    """Of each layer the steepest weight, and of the first the largest that the loss depends on."""
    found = [_strongest(layer, step.gradients[layer]) for layer in LAYERS]
    hidden = LAYERS[0]
    kernel = np.abs(step.moment.weights[f"{hidden}/kernel"])
    largest = _strongest(hidden, kernel * (np.abs(step.gradients[hidden]) > 0))
    return list(dict.fromkeys([*found, largest]))


def _strongest(layer: str, values: NDArray[np.float32]) -> Pick:
    row, unit = np.unravel_index(np.abs(values).argmax(), values.shape)
    return Pick(layer, int(row), int(unit))


@dataclass(frozen=True, eq=False)
class Valley:
    """The loss with one weight changed from `low` to `high`: data loss and its gradient, (n,).

    `bottom`: where loss and penalty together are least.
    """

    low: float
    high: float
    losses: NDArray[np.float64]
    gradients: NDArray[np.float64]
    bottom: float


def valley(step: SlowStep, pick: Pick) -> Valley:
    """The narrowest of SPANS around the weight that has the bottom inside it, else the widest."""
    at, dial = step.weight(pick), step.dial(pick.layer)
    for span in SPANS:
        places = np.linspace(at - span, at + span, POINTS)
        losses, gradients = step.along(pick, places)
        total = losses + dial.value_l1 * np.abs(places) + dial.value_l2 * places**2
        least = int(total.argmin())
        # Not at the very edge: the other side of the valley is to be seen.
        if 0.1 * POINTS < least < 0.9 * POINTS:
            break
    return Valley(float(places[0]), float(places[-1]), losses, gradients, float(places[least]))


def _how_far(given: Given) -> Reply:
    """As far as the learning rate, as the gradient, or to the bottom: what comes nearest."""
    step = step_of(given)
    pick = picks(step)[0]
    weight, rate = step.weight(pick), step.moment.experiment.learning_rate
    moved = abs(step.after(pick) - weight)
    away = abs(valley(step, pick).bottom - weight)
    sizes = {"rate": rate, "bottom": away, "gradient": abs(step.gradient(pick))}
    nearest = min(sizes, key=lambda name: abs(np.log((sizes[name] + 1e-9) / (moved + 1e-9))))
    return Reply(nearest, {
        "moved": number(moved, ".2g"), "away": number(away, ".2g"), "rate": number(rate, "g"),
        "gradient": number(sizes["gradient"], ".2g")})


def _at_the_bottom(told: Numbers) -> bool:
    return told["above"] <= NEAR_THE_BOTTOM and abs(told["moved"]) > 0


ANSWERS = {
    "how-far-a-step": Answer(
        ("rate", "gradient", "bottom"), _how_far, gives=("moved", "away", "rate", "gradient")),
}
CONDITIONS = {
    "ball-at-the-bottom": Condition(("above", "moved"), _at_the_bottom),
}
