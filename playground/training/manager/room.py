"""How many runs there may be that have not ended, of one owner and of all."""

from __future__ import annotations

from collections.abc import Iterable

from playground.errors import BadInput
from playground.messages import lazy
from playground.training.manager.managed import ManagedRun

MOST_LIVE_OF_ONE = 8
MOST_LIVE = 200


def check_room(runs: Iterable[ManagedRun], owner: str, *, of_series: bool = False) -> None:
    """Raise `BadInput` where that owner, or everybody together, has too many.

    Those of a series are few at a time, and count apart: they must not keep their owner from play.
    """
    live = [one.owner for one in runs if one.live and one.of_series is of_series]
    if live.count(owner) >= MOST_LIVE_OF_ONE:
        raise BadInput(lazy(
            "You have {most} runs that have not ended; stop one first.", most=MOST_LIVE_OF_ONE))
    if len(live) >= MOST_LIVE:
        raise BadInput(lazy("Too many runs are waiting here; try again in a few minutes."))


def check_live(managed: ManagedRun) -> None:
    """Raise `BadInput` where it has ended."""
    if not managed.live:
        raise BadInput(lazy("This run has ended; start another."))
