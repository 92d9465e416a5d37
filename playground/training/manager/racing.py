"""A race: two runs of one owner at the same pace, in the slot of the one that was there first.

On a server that many share it takes no more than any run: the two divide a slot's cores.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from playground.errors import BadInput
from playground.messages import lazy
from playground.training.forking import Fork, StateAt, forked
from playground.training.manager.managed import ManagedRun
from playground.training.snapshot import Snapshot
from playground.training.states import FINISHED


def rival(
    leader: Snapshot, values: Mapping[str, object], kept: tuple[int, ...], state_at: StateAt
) -> Fork:
    """Who races that run: the same one with other `values`, from its last kept epoch on.

    Of a run of which none is kept, from the start. Raises `BadInput`.
    """
    epoch = max((one for one in kept if one <= len(leader.records)), default=0)
    if epoch:
        return forked(leader, epoch, values, kept, state_at)
    return Fork(leader.began_as.with_values(values), (), None, 0)


def check_alone(leader: ManagedRun, runs: Iterable[ManagedRun]) -> None:
    """Raise `BadInput` where the run has ended, or takes part in a race already."""
    if not leader.live:
        raise BadInput(lazy("This run has ended; start another."))
    if leader.rides is not None or any(one.rides is leader for one in runs):
        raise BadInput(lazy("This run has a rival already; close that lane first."))


def leader_ended(leader: ManagedRun, runs: Iterable[ManagedRun]) -> None:
    """Who raced it takes its slot over where it came to its end, and else ends with it."""
    for one in runs:
        if one.rides is leader:
            one.rides = None
            if one.live and leader.snapshot.state != FINISHED:
                one.stop("")
