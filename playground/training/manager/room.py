"""How many runs there may be that have not ended, of one owner and of all, and how long each."""

from __future__ import annotations

from collections.abc import Iterable

from playground.errors import BadInput
from playground.messages import Text, lazy
from playground.training.manager.limits import Limits
from playground.training.manager.managed import CLOSED, ManagedRun

MOST_LIVE_OF_ONE = 8
MOST_LIVE = 200


def check_room(runs: Iterable[ManagedRun], owner: str) -> None:
    """Raise `BadInput` where that owner, or everybody together, has too many."""
    live = [one.owner for one in runs if one.live]
    if live.count(owner) >= MOST_LIVE_OF_ONE:
        raise BadInput(lazy(
            "You have {most} runs that have not ended; stop one first.", most=MOST_LIVE_OF_ONE))
    if len(live) >= MOST_LIVE:
        raise BadInput(lazy("Too many runs are waiting here; try again in a few minutes."))


def check_live(managed: ManagedRun) -> None:
    """Raise `BadInput` where it has ended."""
    if not managed.live:
        raise BadInput(lazy("This run has ended; start another."))


def why_stop(managed: ManagedRun, limits: Limits, now: float) -> Text:
    """The reason to stop it by itself; empty where there is none."""
    resting = not managed.has_slot and not managed.asks
    if managed.lease.expired(now, resting=resting):
        return CLOSED
    if limits.minutes is not None and managed.slot_seconds(now) >= 60 * limits.minutes:
        return lazy("This server lets a run train for {minutes:g} minutes; it was stopped.",
                    minutes=limits.minutes)
    return ""
