"""One thread that writes, for all runs of a process whose training must not wait for a disk."""

from __future__ import annotations

import atexit
import queue
import threading
from collections.abc import Callable

_PATIENCE = 5.0
"""Seconds for which a process that ends waits for what is still to be written."""


class Writer:
    """Does one thing after another, in the order in which they were given."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        # Two runs may give the first thing to do in the same moment: one thread is enough.
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def soon(self, job: Callable[[], None]) -> None:
        """Returns at once. The job handles its own errors."""
        self._jobs.put(job)
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="run-writer", daemon=True)
                self._thread.start()
                atexit.register(self.wait, _PATIENCE)

    def wait(self, timeout: float | None = None) -> bool:
        """Until all that was given so far is done, at most so many seconds; whether it is."""
        done = threading.Event()
        self.soon(done.set)
        return done.wait(timeout)

    def _work(self) -> None:
        while True:
            self._jobs.get()()
