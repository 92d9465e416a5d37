"""Stored runs that somebody is about to ask for: read while their browser still loads the page.

Nothing is shown to anybody by this: whoever asks then needs a token as ever. What nobody asks for
is forgotten soon.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from cachetools import TTLCache

from playground.errors import BadInput
from playground.training.snapshot import Snapshot
from playground.training.store.rows import StoredRun

MOST_BYTES = 64 * 2**20
"""Of all that waits to be asked for: an address may name any runs, and costs no more than this."""
_KEPT_SECONDS = 20.0
Read = Callable[[str], tuple[StoredRun, Snapshot]]
_Found = tuple[StoredRun, Snapshot]


class ReadAhead:
    """`read` gives a run as it stands on the disk, or raises `BadInput`."""

    def __init__(self, read: Read) -> None:
        self._read = read
        # One page's thread reads while another's takes.
        self._guard = threading.Lock()
        self._found: TTLCache[str, _Found] = TTLCache(MOST_BYTES, _KEPT_SECONDS, getsizeof=_bytes)
        self._reading = False

    def begin(self, run_ids: Iterable[str]) -> None:
        """Read them in the calling thread; nothing where another reads: there is one disk."""
        with self._guard:
            if self._reading:
                return
            self._reading = True
        try:
            for run_id in run_ids:
                self._look(run_id)
        finally:
            with self._guard:
                self._reading = False

    def _look(self, run_id: str) -> None:
        try:
            found = self._read(run_id)
        except BadInput:
            # Whoever asks for it is told why.
            return
        with self._guard:
            if _bytes(found) <= MOST_BYTES:
                self._found[run_id] = found

    def take(self, stored: StoredRun) -> Snapshot | None:
        """What was read of it, once; None where it has changed since, or was not read."""
        with self._guard:
            found = self._found.pop(stored.id, None)
        return found[1] if found is not None and found[0] == stored else None


def _bytes(found: _Found) -> int:
    """Nearly all that it holds: weights, and the numbers of each step."""
    weights = found[1].weights
    return found[1].steps.data_loss.nbytes * 4 + (
        sum(one.nbytes for one in weights.arrays.values()) if weights is not None else 0)
