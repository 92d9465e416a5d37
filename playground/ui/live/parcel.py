"""The page's live content in one message: what changed since it was last sent, and nothing else.

A fragment that runs by itself costs the browser some milliseconds for each element it draws, and
ten of them took a quarter of a core from the training beside them. So the panels are mounted
once, and what they would draw now is collected, sent in one message, and handed on in the browser.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

Act = Callable[[Any], None]

# Each page is collected in one thread at a time: what that thread collects is nobody else's.
_own = threading.local()


# Time, so that a server that was started anew goes on where the browser's page stands.
_serials = count(time.time_ns() // 1000)


def next_serial() -> int:
    """For content that is read from now on: in the browser, the higher one stays."""
    return next(_serials)


class Parcel:
    """`messages` to send, by place. Reused, it takes up only what is new since the last time."""

    def __init__(self) -> None:
        self.serial = 0
        """Of what is being collected: from before it was read. A page that draws something newer
        meanwhile must not be drawn over."""
        self.messages: dict[str, bytes] = {}
        self.acts: dict[str, Mapping[str, Act | None]] = {}
        """What is to be called for an event, by place and the event's name."""
        self._shown: dict[str, int] = {}

    def fresh(self, place: str, header: Mapping[str, Any], bodies: Sequence[bytes]) -> bool:
        """Remember what the place shows from now on; whether it is anything new.

        The tag, the step that content is of, is nothing to see by itself.
        """
        shown = {name: value for name, value in header.items() if name != "tag"}
        mark = hash((json.dumps(shown, sort_keys=True), tuple(bodies)))
        fresh = self._shown.get(place) != mark
        self._shown[place] = mark
        return fresh

    def take(self) -> dict[str, bytes]:
        """The messages, which it then no longer holds."""
        taken, self.messages = self.messages, {}
        return taken


@contextmanager
def collecting(parcel: Parcel) -> Iterator[None]:
    """Within, live components give their content to `parcel`; what they show is read within."""
    parcel.serial = next_serial()
    _own.parcel = parcel
    try:
        yield
    finally:
        _own.parcel = None


def open_one() -> Parcel | None:
    """The parcel that is being collected in this thread."""
    return getattr(_own, "parcel", None)
