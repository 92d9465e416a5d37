"""Dropout: a picture in the dense part of a network, and networks that lose their units."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from playground.insight.forward import Array, activations
from playground.insight.recorded import recorded_runs
from playground.lessons.computed import Answer, Condition, Numbers, Reply
from playground.lessons.given import Given
from playground.model.architectures import HIDDEN, OUTPUT
from playground.training.history import of_recorded

REMOVED = 0.8
_SLIGHTLY, _JUST = 0.1, 0.03
_SURE = 0.97


class InDensePart(NamedTuple):
    """A picture (s, s, 3) with its label, its hidden units (u,), and the output layer's weights."""

    image: NDArray[np.uint8]
    label: int
    hidden: Array
    kernel: Array
    bias: Array


def dense_part(given: Given) -> InDensePart:
    """Of the validation pictures one that is answered rightly and not too surely, if there is.

    In the reader's own network, else in the recorded one that was trained with dropout.
    """
    if not given.own:
        given = _with_dropout()
    images, labels = given.pictures(), given.labels()
    found = activations(images, given.weights, given.architecture, given.pooling)
    right = found[OUTPUT][np.arange(len(labels)), labels]
    answered = found[OUTPUT].argmax(axis=1) == labels
    # Of one that is certain every pass says the same.
    at = int(np.argmax(np.where(answered & (right < _SURE), right, right * answered - 1)))
    return InDensePart(images[at], int(labels[at]), found[HIDDEN][at],
                       given.weights[f"{OUTPUT}/kernel"], given.weights[f"{OUTPUT}/bias"])


@lru_cache(maxsize=1)
def _with_dropout() -> Given:
    return Given(of_recorded(recorded_runs()["dropout"]))


def _left_of_dropout(given: Given) -> Reply:
    plain, dropout = (recorded_runs()[name].knock_out for name in ("none", "dropout"))
    before, after = dropout.at(0), dropout.at(REMOVED)
    choice = "near" if before - after <= _SLIGHTLY else "guess" if after < 0.4 else "between"
    return Reply(choice, {
        "before": _percent(before), "after": _percent(after), "removed": _percent(REMOVED),
        "plain_before": _percent(plain.at(0)), "plain_after": _percent(plain.at(REMOVED))})


def _percent(share: float) -> int:
    return round(100 * share)


def _as_good_as_the_whole_other(told: Numbers) -> bool:
    return abs(told["dropout"] - told["plain_whole"]) <= _JUST


ANSWERS = {
    "left-of-dropout": Answer(
        ("near", "between", "guess"), _left_of_dropout,
        gives=("before", "after", "removed", "plain_before", "plain_after")),
}
CONDITIONS = {
    "dropout-as-good-as-the-whole-other": Condition(
        ("dropout", "plain_whole"), _as_good_as_the_whole_other),
}
