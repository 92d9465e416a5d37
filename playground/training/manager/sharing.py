"""Which runs are the same for everybody, and how long one lives that many follow.

What is trained is decided by its experiment, what is planned to be turned in it, and the pictures.
Only pictures that everybody here can choose are shared: a person's own are named by a secret, and
no run on them is ever shown to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable

from playground.data.sources import registered
from playground.experiment import Experiment
from playground.training.manager.leases import Lease
from playground.training.manager.managed import ManagedRun, Same


def may_be_shared(experiment: Experiment) -> bool:
    """Whether all its pictures are offered to everybody."""
    offered = registered()
    return all(source in offered
               for source in (experiment.data, experiment.another_setting) if source)


def to_join(runs: Iterable[ManagedRun], same: Same, now: float) -> ManagedRun | None:
    """The run that trains, or waits to, just what is asked for; None where there is none.

    One that is held would make nobody's page move; one that races keeps another's pace; and who
    comes when everybody has gone is alone, and begins at the beginning.
    """
    riders = list(runs)
    led = {one.rides.run_id for one in riders if one.rides is not None}
    for one in riders:
        if (one.same_as == same and one.tape is None and one.live and one.rides is None
                and one.run_id not in led and (one.asks or one.has_slot)
                and not one.holds and not one.lease.left and not one.lease.unattended(now)):
            return one
    return None


class SharedLease(Lease):
    """Of a run that is nobody's own: it lives as long as somebody follows it."""

    def __init__(self, followers: list[ManagedRun]) -> None:
        super().__init__(0.0, 0.0)
        self._followers = followers

    def sign_of_life(self, now: float) -> None:
        """Its followers give those."""

    def release(self, now: float) -> None:
        """Its followers do."""

    @property
    def left(self) -> bool:
        return all(one.lease.left for one in self._followers)

    def unattended(self, now: float) -> bool:
        return all(one.lease.unattended(now) for one in self._followers)

    def expired(self, now: float, *, resting: bool = False) -> bool:
        return not self._followers
