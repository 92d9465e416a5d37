"""Regularizers and the values of knobs, in the words of the page: said here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playground.experiment import CONTROLS, Experiment
from playground.messages import Message, Text, _, lazy, lazy_p, number
from playground.textbook import IN_A_STEP, switched_on

_OFF = lazy_p("a knob", "off")
_OFF_AT_0 = frozenset({"lambda", "dropout", *IN_A_STEP})
_BUTTONS: Mapping[str, Text] = {
    "none": lazy_p("button", "None"), "l1": "L1", "l2": "L2", "l1l2": "L1 + L2",
    "l1-proximal": lazy_p("button", "Proximal"),
}
_IN_TEXT: Mapping[str, Text] = {
    **_BUTTONS, "none": lazy_p("regularizer", "none"), "l1-proximal": lazy("proximal L1"),
}


def on_button(regularizer: str) -> str:
    """A regularizer's name as it stands on its button."""
    return str(_BUTTONS.get(regularizer, regularizer))


def in_text(regularizer: str) -> Text:
    """The same within a sentence."""
    return _IN_TEXT.get(regularizer, regularizer)


def with_strength(regularizer: str, strength: float) -> Message:
    """A regularizer together with its λ, within a sentence."""
    return lazy("{regularizer}, λ = {strength:g}",
                regularizer=in_text(regularizer), strength=strength)


def name_of(experiment: Experiment) -> str:
    """What tells a run from its neighbors: the penalty and its strength, and what else is on."""
    parts: list[str] = []
    values = experiment.to_mapping()
    if experiment.regularizer != "none":
        parts.append(_("{regularizer} {strength}",
                       regularizer=on_button(experiment.regularizer),
                       strength=as_set(experiment.lambda_)))
    if experiment.dropout:
        strength = as_set(experiment.dropout)
        parts.append(_("dropout {strength}", strength=strength) if parts else
                     _("Dropout {strength}", strength=strength))
    parts += [_("{knob} {strength}", knob=CONTROLS[name].label, strength=as_set(values[name]))
              for name in switched_on(experiment)]
    if experiment.bootstrap:
        parts.append(_("{knob} {strength}", knob=CONTROLS["bootstrap"].label,
                       strength=as_set(experiment.bootstrap)))
    return ", ".join(parts) or _("No regularizer")


def as_set(raw: Any) -> str:
    """A setting as a person writes it: 1e-3, 0.2, L1."""
    if isinstance(raw, str):
        return on_button(raw)
    if isinstance(raw, bool):
        return str(lazy_p("a knob", "on") if raw else _OFF)
    if isinstance(raw, float):
        if raw == 0:
            return str(_OFF)
        return number(raw, ".2g") if raw >= 0.01 else scientific(raw)
    return "?" if raw is None else str(raw)


def scientific(value: float) -> str:
    """1e-3, 5.5e-4: as short as it can be."""
    mantissa, _, exponent = f"{value:.1e}".partition("e")
    return f"{number(float(mantissa), 'g')}e{int(exponent)}"


def of_knob(name: str, value: Any) -> Text:
    """The value of a knob that is turned live, within a sentence."""
    if name == "regularizer":
        return in_text(str(value))
    if isinstance(value, bool) or (not value and name in _OFF_AT_0):
        return as_set(bool(value))
    return number(value, "g")
