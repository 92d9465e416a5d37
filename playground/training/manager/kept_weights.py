"""The weights of a managed run's epochs, as a History asks for them."""

from __future__ import annotations

from dataclasses import dataclass

from playground.errors import BadInput
from playground.model.weights import Weights
from playground.training.manager.managed import RunView
from playground.training.manager.seen import RunsSeen


@dataclass(frozen=True, eq=False)
class ManagedWeights:
    """Of the run that `view` shows; `token` shows or steers it."""

    runs: RunsSeen
    view: RunView
    token: str

    def epochs(self) -> tuple[int, ...]:
        """Rising; none where the run is not there any more."""
        measured = len(self.view.snapshot.records)
        try:
            kept = self.runs.kept_epochs(self.view.run_id, self.token)
        except BadInput:
            return ()
        return tuple(epoch for epoch in kept if epoch <= measured)

    def at(self, epoch: int) -> Weights | None:
        if epoch not in self.epochs():
            return None
        try:
            return self.runs.weights_at(self.view.run_id, self.token, epoch).arrays
        except BadInput:
            # Others made room for newer ones in between.
            return None

    def newest(self) -> Weights | None:
        copy = self.view.snapshot.weights
        return copy.arrays if copy is not None else None
