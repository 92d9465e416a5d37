"""A sweep: one control over a range, for one or several methods, with several seeds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from playground.controls import Choice, Integer, Number
from playground.errors import BadInput
from playground.experiment import CONTROLS, LAMBDA_RANGES, Experiment
from playground.messages import lazy
from playground.training.series.plan import SWEEP, Plan, by_seed, telling_order

SWEPT = ("lambda", "dropout", "share", "wrong-labels", "penalize")
"""Controls that can be swept."""
METHODS = tuple(name for name in LAMBDA_RANGES if name != "none")
MOST_VALUES = 50
Value = float | int | str


def grid(control: str, low: float, high: float, points: int) -> tuple[Value, ...]:
    """`points` values from `low` to `high`: of λ evenly on a logarithm, else evenly.

    To three digits, the ends exactly; whole numbers where the control has them. Raises `BadInput`.
    """
    kind = CONTROLS[control].kind
    if not isinstance(kind, Number | Integer):
        raise BadInput(lazy(
            "{control} has no range; name its values with commas.", control=control))
    if not 2 <= points <= MOST_VALUES:
        raise BadInput(lazy(
            "A range takes 2 to {most} points, not {points}.", most=MOST_VALUES, points=points))
    if not low < high:
        raise BadInput(lazy("A range goes from a lower to a higher value."))
    logarithmic = isinstance(kind, Number) and kind.logarithmic
    if logarithmic and low <= 0:
        raise BadInput(lazy("A range of {control} begins above 0.", control=control))
    between = np.geomspace(low, high, points) if logarithmic else np.linspace(low, high, points)
    values = [float(f"{value:.3g}") for value in between]
    values[0], values[-1] = low, high
    if isinstance(kind, Integer):
        return tuple(dict.fromkeys(round(value) for value in values))
    return tuple(dict.fromkeys(values))


def sweep_plan(
    base: Experiment, control: str, values: Sequence[Value], methods: Sequence[str],
    seeds: Sequence[int],
) -> Plan:
    """All methods at one value before the next, all of that with one seed before the next.

    The values are trained in the order in which they tell most. `methods` are regularizers; without
    any, the base's stays. Raises `BadInput` where one cannot be set.
    """
    if control not in SWEPT:
        raise BadInput(lazy(
            "{control} cannot be swept; {swept:or} can.", control=control, swept=SWEPT))
    row = CONTROLS[control]
    checked = list(dict.fromkeys(row.parse(value) for value in values))
    if isinstance(row.kind, Choice):
        ordered = checked
    else:
        checked.sort()
        ordered = [checked[at] for at in telling_order(len(checked))]
    methods = tuple(dict.fromkeys(methods)) or (base.regularizer,)
    if control in ("lambda", "penalize") and "none" in methods:
        raise BadInput(lazy(
            "Without a regularizer {control} changes nothing; choose one, such as l1.",
            control=control))
    # Together: λ may be allowed only with the other regularizer.
    experiments = [
        ({"method": method, "value": value},
         base.with_values({"regularizer": method, control: value}))
        for value in ordered for method in methods]
    asked = {
        "control": control, "values": checked, "methods": list(methods), "seeds": list(seeds),
        "base": base.to_mapping()}
    return Plan(SWEEP, asked, by_seed(experiments, seeds))
