"""A run against its twin, the same run without one turn of its knobs: what the turn has done.

Nothing else differs between the two, so here, and nowhere else, a difference is the turn's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.change import Change

if TYPE_CHECKING:
    from playground.insight.reading import EpochLook, Turn

NONE = "none"


@dataclass(frozen=True)
class TwinReading:
    """The twin in numbers: it is the run without `turn`, as far as it is trained.

    `state` as a run's; `place_in_queue` None where it does not wait.
    """

    turn: Turn
    looks: tuple[EpochLook, ...] = ()
    state: str = ""
    place_in_queue: int | None = None


@dataclass(frozen=True)
class Side:
    """One of the two at an epoch's end; accuracies and shares 0 to 1."""

    validation: float
    near_zeros: float


@dataclass(frozen=True)
class TwinNumbers:
    """At the epochs' ends after the turn that both have come to: aligned, never empty.

    `epochs` from 1, after `steps` steps; `ended`: neither will come further.
    """

    turn: Turn
    epochs: tuple[int, ...]
    steps: tuple[int, ...]
    run: tuple[Side, ...]
    twin: tuple[Side, ...]
    ended: bool

    @property
    def differences(self) -> tuple[float, ...]:
        """Validation accuracy of the run minus the twin's, at each epoch's end."""
        return tuple(mine.validation - its.validation
                     for mine, its in zip(self.run, self.twin, strict=True))

    @property
    def band(self) -> tuple[tuple[int, float, float], ...]:
        """Between the two curves: step, the lower and the higher accuracy."""
        return tuple(
            (step, min(mine.validation, its.validation), max(mine.validation, its.validation))
            for step, mine, its in zip(self.steps, self.run, self.twin, strict=True))

    @property
    def points(self) -> int:
        """By how many percent points the run is above at the end; of the numbers as shown."""
        return round(100 * self.run[-1].validation) - round(100 * self.twin[-1].validation)


def against(
    looks: Sequence[EpochLook], twin: TwinReading | None, *, ended: bool
) -> TwinNumbers | None:
    """The run's epochs' ends against its twin's; None before both have one after the turn.

    `ended`: whether the run will come no further.
    """
    if twin is None:
        return None
    its = {look.step: look for look in twin.looks}
    common = [(number, look, its[look.step]) for number, look in enumerate(looks, 1)
              if look.step in its and look.step > twin.turn.began]
    if not common:
        return None
    last = common[-1][1].step
    whole = ended and twin.state in ("finished", "stopped", "failed") and (
        last == looks[-1].step == twin.looks[-1].step)
    return TwinNumbers(
        twin.turn, tuple(number for number, _, _ in common),
        tuple(look.step for _, look, _ in common),
        tuple(_side(look) for _, look, _ in common), tuple(_side(look) for _, _, look in common),
        whole)


def switched_on(turn: Turn) -> Change | None:
    """The one knob that the turn switched on, λ with its regularizer counted as one."""
    by_name = {change.name: change for change in turn.changes}
    kind, rate = by_name.get("regularizer"), by_name.get("dropout")
    if kind is not None and kind.old == NONE and by_name.keys() <= {"regularizer", "lambda"}:
        return kind
    return rate if rate is not None and not rate.old and len(by_name) == 1 else None


def _side(look: EpochLook) -> Side:
    return Side(look.validation, look.near_zeros)
