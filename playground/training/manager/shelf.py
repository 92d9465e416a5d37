"""Runs that are on the disk and not in memory: found by their owner's secret, and brought back.

Not locked but by `guard`, the manager's lock: what is read from the disk is read without it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from cachetools import FIFOCache

from playground.errors import BadInput
from playground.training.manager.capabilities import steering
from playground.training.manager.keeping import Keeping
from playground.training.manager.leases import Lease
from playground.training.manager.managed import ManagedRun, Ticket
from playground.training.twins import NO_KIN, Kin, kin_of

# Of ended runs, the newest are kept in memory: as many, and of so many bytes of weights.
MOST_KEPT = 100
MOST_KEPT_BYTES = 512 * 2**20
_MOST_REMEMBERED = 10_000


class Shelf:
    """Behind the `runs` in memory; without `keeping` it is empty."""

    def __init__(
        self, runs: dict[str, ManagedRun], keeping: Keeping | None, new_lease: Callable[[], Lease],
        guard: AbstractContextManager[Any],
    ) -> None:
        self._runs, self._keeping, self._new_lease, self._guard = runs, keeping, new_lease, guard
        # Whose the runs are that were asked for or put here, and where they come from; where they
        # are the disk knows.
        self._known: FIFOCache[str, tuple[str, Kin]] = FIFOCache(_MOST_REMEMBERED)

    def runs_of(self, owner: str) -> dict[str, bool]:
        """The owner's recorded runs by id, oldest first, and whether each is pinned.

        Those of a series are no runs of a desk, but are found again by their ids from now on.
        """
        try:
            stored = self._keeping.runs_of(owner) if self._keeping is not None else []
        except BadInput:
            # A page without its recorded runs is still the page.
            return {}
        with self._guard:
            for run in stored:
                self._put(run.id, owner, kin_of(run.parent, run.data))
        return {run.id: run.pinned for run in stored if not run.in_series}

    def bring_back(self, run_id: str) -> None:
        """Have it in memory again; nothing where it is there, or cannot be read."""
        known = self._known.get(run_id)
        if known is None or run_id in self._runs or self._keeping is None:
            return
        try:
            stored, snapshot = self._keeping.recall(run_id)
        except BadInput:
            with self._guard:
                self.forget(run_id)
            return
        with self._guard:
            owner, _ = known
            made = ManagedRun(
                Ticket(run_id, steering(owner, run_id)), owner, self._new_lease(), snapshot,
                kin_of(stored.parent, stored.data))
            made.pinned, made.of_series = stored.pinned, stored.in_series
            self._runs.setdefault(run_id, made)
            self.forget_oldest()

    def kin(self, owner: str) -> dict[str, Kin]:
        """Where each of the owner's runs comes from, as far as they were asked for; guard held."""
        put_here = {name: kin for name, (whose, kin) in self._known.items() if whose == owner}
        return put_here | {
            name: one.kin for name, one in self._runs.items() if one.owner == owner}

    def forget(self, run_id: str) -> None:
        """For good; with the guard held."""
        self._runs.pop(run_id, None)
        self._known.pop(run_id, None)

    def forget_oldest(self) -> None:
        """Bound what is in memory of ended runs; with the guard held."""
        ended = [one for one in self._runs.values() if one.is_put_away]
        size = sum(one.weight_bytes for one in ended)
        for number, one in enumerate(ended[:-1]):
            if len(ended) - number <= MOST_KEPT and size <= MOST_KEPT_BYTES:
                break
            size -= one.weight_bytes
            del self._runs[one.run_id]
            if one.recorded:
                self._put(one.run_id, one.owner, one.kin)

    def _put(self, run_id: str, owner: str, kin: Kin = NO_KIN) -> None:
        self._known[run_id] = owner, kin
