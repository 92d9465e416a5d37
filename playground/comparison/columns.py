"""The columns of the table: what each measures, and which direction is the better one."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from playground.comparison.comparable import ALL, ELSEWHERE, TRAINING
from playground.comparison.costly import costly
from playground.messages import Message, Text, lazy, lazy_p
from playground.model.architectures import ARCHITECTURES, parameter_count, penalized_kernels
from playground.training.as_of import best_of
from playground.training.history import RECORDED, History
from playground.training.snapshot import EpochRecord

HIGHER, LOWER, UNKNOWN = 1, -1, 0
"""Which direction of a number is the better one. Of a sparse network nobody can say: it depends on
what it is for."""

TEXT, COUNT, SHARE, POINTS, LOSS, STRENGTH, NORM, BYTES, SECONDS, SPEED = (
    "text", "count", "share", "points", "loss", "strength", "norm", "bytes", "seconds", "speed")
"""How a value is written. A share is 0 to 1; points are a difference of shares."""

Value = float | int | str | None


@dataclass(frozen=True)
class Column:
    """`name` is its key in files; `about`: with what it may be compared, as in `comparable`.

    `of` gives a run's value, None where the run has none. `setting`: it was chosen, not measured.
    """

    name: str
    label: Message
    kind: str
    of: Callable[[History], Value]
    better: int = UNKNOWN
    about: str = ALL
    setting: bool = False
    costly: bool = False
    help: Text = ""


def _last(read: Callable[[EpochRecord], float | None]) -> Callable[[History], Value]:
    return lambda history: _number(read(history.records[-1])) if history.records else None


def _number(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _best_accuracy(history: History) -> Value:
    best = best_of(history.records)
    return best.validation.accuracy if best is not None else None


def _best_loss(history: History) -> Value:
    losses = [one.validation.data_loss for one in history.records]
    return min((one for one in losses if math.isfinite(one)), default=None)


def weight_norm(history: History) -> float | None:
    """√Σw² over the kernels that bear the penalty; None where they were not measured."""
    kernels = {one.name: one for one in history.records[-1].kernels} if history.records else {}
    architecture = ARCHITECTURES[history.began_as.model]
    bearers = penalized_kernels(architecture, history.began_as.penalize)
    if not all(name in kernels for name in bearers):
        return None
    return _number(math.hypot(*(kernels[name].l2_norm for name in bearers)))


def _lambda(history: History) -> Value:
    now = history.experiment
    return now.lambda_ if now.regularizer != "none" else None


def _speed(history: History) -> Value:
    """Over all epochs: one alone may have been disturbed."""
    told = [one for one in history.records
            if math.isfinite(one.images_per_second) and one.images_per_second > 0]
    return len(told) / sum(1 / one.images_per_second for one in told) if told else None


def _carrying(history: History) -> Value:
    found = costly(history)
    return found.carrying if found is not None else None


def _compressed(history: History) -> Value:
    # The weights of a recorded run are rounded, and so take less room than they did.
    if history.origin == RECORDED:
        return None
    found = costly(history)
    return found.compressed if found is not None else None


COLUMNS = (
    Column("regularizer", lazy("Regularizer"), TEXT, lambda one: one.experiment.regularizer,
           setting=True),
    Column("lambda", lazy("λ"), STRENGTH, _lambda, setting=True),
    Column("dropout", lazy("Dropout"), STRENGTH, lambda one: one.experiment.dropout, setting=True),
    Column("penalize", lazy("Penalize"), TEXT, lambda one: one.began_as.penalize, setting=True),
    Column("seed", lazy("Seed"), COUNT, lambda one: one.began_as.seed, setting=True),
    Column("parameters", lazy("Parameters"), COUNT,
           lambda one: parameter_count(ARCHITECTURES[one.began_as.model]), setting=True),
    Column("epochs", lazy("Epochs"), COUNT, lambda one: one.epoch, setting=True),
    Column("best_val_accuracy", lazy("Validation, best"), SHARE, _best_accuracy, HIGHER),
    Column("val_accuracy", lazy("Validation, last"), SHARE,
           _last(lambda one: one.validation.accuracy), HIGHER),
    Column("best_val_loss", lazy("Validation loss, best"), LOSS, _best_loss, LOWER,
           help=lazy("The data loss, without the penalty.")),
    Column("val_loss", lazy("Validation loss, last"), LOSS,
           _last(lambda one: one.validation.data_loss), LOWER,
           help=lazy("The data loss, without the penalty.")),
    Column("ood_accuracy", lazy("Another setting"), SHARE,
           _last(lambda one: one.elsewhere.accuracy if one.elsewhere is not None else None),
           HIGHER, about=ELSEWHERE),
    Column("gap", lazy("Gap"), POINTS, _last(lambda one: one.gap), about=TRAINING,
           help=lazy("Training minus validation accuracy.")),
    Column("exact_zeros", lazy("Exact zeros"), SHARE, _last(lambda one: one.exact_zeros),
           help=lazy("Of the weights that bear the penalty.")),
    Column("near_zeros", lazy("Near zeros"), SHARE, _last(lambda one: one.near_zeros),
           help=lazy("Weights below 0.001, exact zeros among them, of those that bear the "
                     "penalty.")),
    Column("weight_norm", lazy("Weight norm"), NORM, weight_norm,
           help=lazy("The root of the sum of the squares of the weights that bear the penalty.")),
    Column("carrying", lazy("90 % in"), SHARE, _carrying, costly=True,
           help=lazy("The share of the weights that adds up to 90 % of the sum of all, without "
                     "signs.")),
    Column("compressed", lazy("Zipped"), BYTES, _compressed, LOWER, costly=True,
           help=lazy("The size of the weights in a zip: zeros take next to nothing.")),
    Column("seconds", lazy_p("a column", "Seconds"), SECONDS,
           lambda one: _number(one.seconds) if one.records else None, LOWER),
    Column("images_per_second", lazy("Images a second"), SPEED, _speed, HIGHER),
)
BY_NAME = {column.name: column for column in COLUMNS}
