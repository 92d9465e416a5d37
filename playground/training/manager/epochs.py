"""The epochs of the manager's runs that can be gone back to, on the disk or in memory.

Not locked: what a run keeps in memory is swapped whole, and the disk is read without a lock.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial

from playground.errors import BadInput
from playground.messages import lazy
from playground.training.manager.keeping import Keeping
from playground.training.manager.managed import ManagedRun
from playground.training.snapshot import WeightsCopy
from playground.training.store.epoch_states import State, start_weights, weights_of

PATIENCE = 5.0
"""Seconds for which an epoch that was measured just now is waited for: it is being written."""


class Epochs:
    """Without `keeping` nothing is on the disk."""

    def __init__(self, keeping: Keeping | None) -> None:
        self._keeping = keeping

    def kept(self, run: ManagedRun) -> tuple[int, ...]:
        """The epochs whose states are there, ascending."""
        bound, run = len(run.snapshot.records) if run.tape is not None else None, run.source
        there = set(run.memory.epochs) if run.memory is not None else set()
        if self._keeping is not None and run.recorded:
            # Where its record is gone or damaged, what is in memory is all there is.
            with contextlib.suppress(BadInput):
                there |= set(self._keeping.kept_epochs(run.run_id))
        return tuple(epoch for epoch in sorted(there) if bound is None or epoch <= bound)

    def state(self, run: ManagedRun, epoch: int, *, only_weights: bool = False) -> State:
        """The trainer's state after that epoch. Raises `BadInput` where it is not kept."""
        kept = self.kept(run)
        if epoch not in kept and epoch in {one.epoch for one in run.snapshot.records[-2:]}:
            if self._keeping is not None:
                self._keeping.wait(PATIENCE)
            kept = self.kept(run)
        if epoch not in kept:
            raise BadInput(lazy(
                "The weights of epoch {epoch} are not kept; those of these epochs are: {kept:,}.",
                epoch=epoch, kept=tuple(map(str, kept))) if kept else lazy(
                "The weights of epoch {epoch} are not kept.", epoch=epoch))
        run = run.source
        in_memory = run.memory.state(epoch) if run.memory is not None else None
        if in_memory is not None:
            return in_memory
        assert self._keeping is not None, "it was found on the disk"
        return self._keeping.state_at(run.run_id, epoch, only_weights=only_weights)

    def of(self, run: ManagedRun) -> tuple[tuple[int, ...], Callable[[int], State]]:
        """What is kept of a run, and what reads it."""
        return self.kept(run), partial(self.state, run)

    def weights(self, run: ManagedRun, epoch: int) -> WeightsCopy:
        """The weights after that epoch, after epoch 0 the start weights. Raises `BadInput`."""
        if not epoch:
            return start_weights(run.snapshot.began_as)
        return weights_of(self.state(run, epoch, only_weights=True))
