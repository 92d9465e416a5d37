"""A thread that does what falls due by itself, for as long as there is something to tend."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

_EVERY = 0.5  # seconds


class Watch:
    """`tend` is called again and again, `guard` held, while `needed` says so."""

    def __init__(
        self, tend: Callable[[], None], needed: Callable[[], bool],
        guard: AbstractContextManager[Any],
    ) -> None:
        self._tend, self._needed, self._guard = tend, needed, guard
        self.running = False

    def begin(self) -> None:
        """With the guard held; a second call does nothing."""
        if not self.running:
            self.running = True
            threading.Thread(target=self._keep, name="run-manager", daemon=True).start()

    def _keep(self) -> None:
        while True:
            time.sleep(_EVERY)
            with self._guard:
                self.running = self._needed()
                if not self.running:
                    return
                try:
                    self._tend()
                except BaseException:
                    # Such as a system that has no more threads: the next run begins a new watch.
                    self.running = False
                    raise
