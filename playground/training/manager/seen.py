"""The manager's runs as they are looked at: found by their owner, shown to whoever may see them.

To be looked at keeps no run alive.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable

from playground.errors import BadInput
from playground.messages import Text, lazy
from playground.training.manager.capabilities import steering
from playground.training.manager.epochs import Epochs
from playground.training.manager.keeping import Keeping
from playground.training.manager.leases import Lease
from playground.training.manager.limits import Limits
from playground.training.manager.managed import ManagedRun, RunView, Ticket
from playground.training.manager.shelf import Shelf
from playground.training.manager.slots import Slots
from playground.training.snapshot import WeightsCopy
from playground.training.store.memory_states import State
from playground.training.twins import Kin, TwinOf

_NOT_YOURS = lazy("This run is not there any more, or it is not yours.")


class RunsSeen:
    """All methods may be called from any thread."""

    def __init__(
        self, limits: Limits, keeping: Keeping | None, clock: Callable[[], float]
    ) -> None:
        self.limits, self._keeping = limits, keeping
        self._clock = clock
        # One lock for all runs: a slot that is given back must go to exactly one of those who
        # wait, and pages, trainers that end and the watch all give and take slots. It is held for
        # microseconds: nothing under it prepares, trains or waits. Reentrant, because a change of
        # one run hands out slots, which changes others.
        self._guard = threading.RLock()
        self._runs: dict[str, ManagedRun] = {}
        self._slots = Slots(self._runs, limits, clock)
        self._shelf = Shelf(self._runs, keeping, self._new_lease, self._guard)
        self._epochs = Epochs(keeping)

    @property
    def trouble(self) -> Text:
        """Why runs are not recorded, in a sentence; empty where they are."""
        return self._keeping.trouble if self._keeping is not None else ""

    def wait_for_records(self, timeout: float) -> None:
        """Until what has ended by now is on the disk, at most so many seconds."""
        if self._keeping is not None:
            self._keeping.wait(timeout)

    def runs_of(self, owner: str) -> list[tuple[Ticket, bool]]:
        """The runs of whoever holds that secret, oldest first, and whether each is pinned.

        Those on the disk are among them, those of a series are not.
        """
        pinned = self._shelf.runs_of(owner)
        with self._guard:
            pinned |= {one.run_id: one.pinned for one in self._runs.values()
                       if one.owner == owner and not one.of_series}
        # An id begins with the moment in which its run did.
        return [(Ticket(name, steering(owner, name)), pinned[name]) for name in sorted(pinned)]

    def read_ahead(self, run_ids: Iterable[str]) -> None:
        """Read from the disk, in the calling thread, what somebody is about to ask for.

        It shows them to nobody.
        """
        if self._keeping is not None:
            self._keeping.ahead.begin(one for one in run_ids if one not in self._runs)

    def view(self, run_id: str, token: str | None) -> RunView:
        """The run as it is now. Raises `BadInput` without a token that shows it."""
        self._shelf.bring_back(run_id)
        self._read_on(run_id, token)
        with self._guard:
            managed = self._seen(run_id, token)
            managed.catch_up()
            tape = managed.tape
            at_edge = tape is not None and tape.at_edge
            place, wait = self._slots.place_of(managed.source if at_edge else managed)
            return RunView(
                run_id, managed.snapshot, managed.begun, place, wait, managed.data,
                managed.wanted, managed.resumable, managed.kin,
                shared=len(tape.source.followers) - 1 if tape is not None else 0,
                before=tape is not None and tape.before, left_at=managed.left_at,
                follows=managed.source.run_id, first=managed.first,
                in_step=at_edge and len(managed.source.followers) > 1)

    def _read_on(self, run_id: str, token: str | None) -> None:
        """What a tape should show of the weights by now; without the lock: disks are slow."""
        with self._guard:
            managed = self._seen(run_id, token)
            tape = managed.tape
            epoch = tape.epoch_to_read if tape is not None else None
        if tape is None or epoch is None:
            return
        kept = max((one for one in self._epochs.kept(managed) if one <= epoch), default=0)
        if kept and tape.lacks(kept):
            # Its file may have gone meanwhile: the next epoch's will do.
            with contextlib.suppress(BadInput):
                tape.take_weights(self._epochs.weights(managed, kept))

    def kept_epochs(self, run_id: str, token: str | None) -> tuple[int, ...]:
        """The epochs of the run whose weights are there, ascending. Raises `BadInput`."""
        return self._epochs.kept(self._looked_at(run_id, token))

    def weights_at(self, run_id: str, token: str | None, epoch: int) -> WeightsCopy:
        """The weights after that epoch, read-only; after epoch 0 those it began with.

        Raises `BadInput` where they are not kept.
        """
        return self._epochs.weights(self._looked_at(run_id, token), epoch)

    def state_at(self, run_id: str, token: str | None, epoch: int) -> State:
        """The trainer's state after that epoch, to be read only. Raises `BadInput`."""
        return self._epochs.state(self._looked_at(run_id, token), epoch)

    def kin_of(self, owner: str) -> dict[str, Kin]:
        """By id of each of the owner's runs, where it comes from: after `runs_of`, of all."""
        with self._guard:
            return self._shelf.kin(owner)

    def twins_of(self, run_id: str, token: str | None) -> list[tuple[Ticket, TwinOf]]:
        """The twins of a run that its owner has, oldest first. Raises `BadInput`."""
        owner = self._looked_at(run_id, token).owner
        kin = self.kin_of(owner)
        return [(Ticket(name, steering(owner, name)), of) for name in sorted(kin)
                if (of := kin[name].twin_of) is not None and of.run_id == run_id]

    def _looked_at(self, run_id: str, token: str | None) -> ManagedRun:
        """Without the lock from here on: disks are slow."""
        self._shelf.bring_back(run_id)
        with self._guard:
            return self._seen(run_id, token)

    def _of(self, run_id: str, token: str | None) -> ManagedRun:
        """The run to be steered, and a sign of life of its owner."""
        managed = self._seen(run_id, token)
        if not managed.belongs_to(token):
            raise BadInput(_NOT_YOURS)
        managed.lease.sign_of_life(self._clock())
        return managed

    def _seen(self, run_id: str, token: str | None) -> ManagedRun:
        """The run to be looked at.

        The same sentence for a wrong token and for no run at all: nobody learns which runs exist.
        """
        managed = self._runs.get(run_id)
        if managed is None or not managed.may_be_seen_with(token):
            raise BadInput(_NOT_YOURS)
        return managed

    def _lease_of(self, owner: str) -> Lease | None:
        """Of a run of that owner that has not ended."""
        return next((one.lease for one in self._runs.values()
                     if one.owner == owner and one.live), None)

    def _new_lease(self) -> Lease:
        return Lease(self._clock(), self.limits.grace)
