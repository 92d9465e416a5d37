"""The copies that a snapshot carries because somebody asked for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from playground.training.snapshot import BatchCopy, UnitsCopy, WeightsCopy

if TYPE_CHECKING:
    from playground.training.loop.trainer import Trainer


@dataclass(frozen=True)
class Copies:
    """The newest of each kind; None where none was asked for yet."""

    weights: WeightsCopy | None = None
    batch: BatchCopy | None = None
    units: UnitsCopy | None = None

    def with_new(
        self, what: str, trainer: Trainer, failed_back_to: WeightsCopy | None = None
    ) -> Copies:
        """With a new copy of that kind, one of COPIES.

        `failed_back_to`: the weights that a failed run was set back to, which are of an earlier
        step than the trainer's.
        """
        match what:
            case "weights":
                return replace(self, weights=failed_back_to or trainer.weights())
            case "batch":
                return replace(self, batch=trainer.batch_copy())
        units = trainer.units()
        return replace(
            self, units=replace(units, step=failed_back_to.step) if failed_back_to else units)
