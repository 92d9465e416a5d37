"""When each sentence about two runs is true. Numbers only: no condition guesses at a cause."""

from __future__ import annotations

import math

from playground.comparison.reading import PairReading
from playground.insight.conditions import GUESSING, POINT

ALIKE = 2 * POINT
"""Validation accuracies nearer than this are called alike: of 200 pictures it is four."""
SPARSE = 0.5


def may_not_be_compared(pair: PairReading) -> bool:
    return bool(pair.why_not)


def is_not_measured(pair: PairReading) -> bool:
    return not pair.measured


def diverged(pair: PairReading) -> bool:
    return pair.theirs.diverged and not pair.ours.diverged


def is_at_another_epoch(pair: PairReading) -> bool:
    return pair.ours.epochs != pair.theirs.epochs


def guesses_with_vanished_weights(pair: PairReading) -> bool:
    ours, theirs = pair.ours, pair.theirs
    return (theirs.validation <= GUESSING < ours.validation and theirs.near_zeros >= 0.8
            and theirs.near_zeros - ours.near_zeros >= 15 * POINT)


def memorizes_less(pair: PairReading) -> bool:
    """The baseline reproduces labels that are wrong; this one fewer, and is better for it."""
    ours, theirs = pair.ours, pair.theirs
    right = 1 - ours.wrong_labels / 100
    return (pair.same_labels and ours.wrong_labels > 0 and ours.training - right >= 10 * POINT
            and ours.training - theirs.training >= 10 * POINT and pair.gained >= 3 * POINT)


def is_sparser_and_better(pair: PairReading) -> bool:
    return _is_sparser(pair) and pair.gained >= ALIKE


def is_sparser_and_as_good(pair: PairReading) -> bool:
    return _is_sparser(pair) and abs(pair.gained) < ALIKE


def is_sparser_and_worse(pair: PairReading) -> bool:
    return _is_sparser(pair) and pair.gained <= -ALIKE


def is_better(pair: PairReading) -> bool:
    return pair.gained >= ALIKE


def is_worse(pair: PairReading) -> bool:
    return pair.gained <= -ALIKE


def is_better_elsewhere(pair: PairReading) -> bool:
    gained = _gained_elsewhere(pair)
    return gained is not None and gained >= 5 * POINT


def is_worse_elsewhere(pair: PairReading) -> bool:
    gained = _gained_elsewhere(pair)
    return gained is not None and gained <= -5 * POINT


def had_a_better_best(pair: PairReading) -> bool:
    return pair.theirs.best - pair.ours.best >= 3 * POINT


def has_another_loss(pair: PairReading) -> bool:
    ours, theirs = pair.ours.validation_loss, pair.theirs.validation_loss
    # Of what is no number nothing is true.
    return (min(ours, theirs) > 0 and max(ours, theirs) < math.inf
            and max(ours, theirs) >= 1.5 * min(ours, theirs))


def are_alike(pair: PairReading) -> bool:
    return True


def _is_sparser(pair: PairReading) -> bool:
    return (pair.theirs.near_zeros >= SPARSE
            and pair.theirs.near_zeros - pair.ours.near_zeros >= 20 * POINT)


def _gained_elsewhere(pair: PairReading) -> float | None:
    ours, theirs = pair.ours.elsewhere, pair.theirs.elsewhere
    return None if ours is None or theirs is None or not pair.same_elsewhere else theirs - ours
