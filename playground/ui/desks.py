"""The desks of all tabs, by their secrets: a tab that is loaded again, or copied, finds its own.

After a restart of the server a desk is made anew of what is on the disk.
"""

from __future__ import annotations

import threading

from cachetools import LRUCache

from playground.training.desk import Desk
from playground.training.manager.manager import run_manager

MOST = 5000
_desks: LRUCache[str, Desk] = LRUCache(MOST)
# Two pages of one desk may come back in the same moment, and must get the same one.
_guard = threading.Lock()


def known(secret: str) -> Desk | None:
    """The desk of that secret where it is in memory."""
    with _guard:
        return _desks.get(secret)


def keep(desk: Desk) -> Desk:
    """Have it found by its secret from now on; the one that is, where another page was first."""
    with _guard:
        return _desks.setdefault(desk.secret, desk)


def recovered(secret: str) -> Desk:
    """The desk of that secret, made of the runs that are on the disk."""
    made = Desk(secret)
    # Read before it can be found: nobody must see it half filled.
    found = run_manager().runs_of(secret)
    kin = run_manager().kin_of(secret)
    made.fill(found, {run_id: one.parent for run_id, one in kin.items() if one.parent})
    return keep(made)
