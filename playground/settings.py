"""Controls that are set together, each to a value that it allows: checked once, as they come in.

What takes one of these types checks no value again. Whether the values are allowed together with
the other controls depends on the experiment, and is checked against each that they are set in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from playground.controls import shown
from playground.errors import BadInput
from playground.experiment import CONTROLS, Experiment, checked, live_controls
from playground.messages import lazy


@dataclass(frozen=True)
class Settings:
    """Made by `of`. Plain values, in pairs: it can be compared, hashed and sent elsewhere."""

    values: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, object]) -> Self:
        """Raises `BadInput` where there is no such control, or the value is not one of its own."""
        return cls(tuple(checked(values).items()))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.values)

    @property
    def live(self) -> KnobTurn:
        """Those that act on a running training."""
        return KnobTurn(tuple(one for one in self.values if CONTROLS[one[0]].live))

    def on(self, experiment: Experiment) -> Experiment:
        """The experiment with these. Raises `BadInput` where it does not allow them together."""
        return experiment.with_checked(dict(self.values))


@dataclass(frozen=True)
class KnobTurn(Settings):
    """Settings that all act on a running training, such as a regularizer and its λ."""

    @classmethod
    def of(cls, values: Mapping[str, object]) -> Self:
        """Raises `BadInput` also where a control cannot change during training."""
        for name in values:
            if name not in live_controls():
                raise BadInput(lazy(
                    "{name} cannot change during training; live are {names}.",
                    name=shown(name), names=", ".join(live_controls())))
        return super().of(values)
