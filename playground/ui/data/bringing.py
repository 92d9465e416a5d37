"""Pictures that were brought are read in a thread of their own, while the page tells how far."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from playground.data.brought import BroughtPicture
from playground.messages import Text, lazy
from playground.photo.own_set import OwnSet, take_in

_LOG = logging.getLogger(__name__)
_FAILED = lazy("The pictures could not be read. Try again, or bring fewer at once.")


class Bringing:
    """Begins at once. `cancel` may be called any number of times."""

    def __init__(self, brought: Sequence[tuple[BroughtPicture, int]], title: str) -> None:
        self.title, self.total, self.done = title, len(brought), 0
        self.result: OwnSet | None = None
        self.failed: Text = ""
        self._brought: Sequence[tuple[BroughtPicture, int]] = brought
        self._cancelled = threading.Event()
        self._thread = threading.Thread(target=self._work, name="own-set", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    def cancel(self) -> None:
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def wait(self, seconds: float) -> None:
        """Until it is done, or so long."""
        self._thread.join(seconds)

    def _work(self) -> None:
        try:
            self.result = take_in(self._brought, self._told, self._cancelled.is_set)
        except Exception:
            _LOG.exception("own pictures could not be read")
            self.failed = _FAILED
        finally:
            # Lets go of what was uploaded.
            self._brought = ()

    def _told(self, done: int, total: int) -> None:
        self.done = done
