"""What a page and the server say to each other, by either way: see docs/live-protocol.md."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from typing import Any

from playground.ui.live.message import packed

Event = tuple[str, str, Any]
"""Place, name and value; who acts on it checks the value."""
LONGEST = 4096
MOST_WAITING = 64


@dataclass(frozen=True)
class Update:
    """Messages by place, and whether the page has to run."""

    messages: dict[str, bytes]
    page: bool = False

    def __bool__(self) -> bool:
        return bool(self.messages or self.page)

    def then(self, later: Update) -> Update:
        """Both in one."""
        return Update({**self.messages, **later.messages}, self.page or later.page)

    def delivery(self, **more: Any) -> bytes:
        """As it travels; `more` stands in its header."""
        return packed(
            {"places": list(self.messages), "page": self.page, **more}, *self.messages.values())


class Waiting:
    """Events in order; of several in a row from one place, as a dragged knob's, the last."""

    def __init__(self) -> None:
        self._events: deque[Event] = deque(maxlen=MOST_WAITING)

    def put(self, event: Event) -> None:
        if self._events and self._events[-1][:2] == event[:2]:
            self._events.pop()
        self._events.append(event)

    def take(self) -> Event | None:
        """The oldest."""
        return self._events.popleft() if self._events else None


def event_of(said: object) -> Event | None:
    """The event that is said; None where it is none."""
    if not isinstance(said, dict):
        return None
    place, name = said.get("place"), said.get("name")
    if not (isinstance(place, str) and isinstance(name, str)):
        return None
    return place, name, said.get("value")


def number(value: object) -> int:
    """That whole number; 0 where it is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def parsed(text: str) -> dict[str, Any]:
    """What came over a socket; empty where that is no message of this protocol."""
    if len(text) > LONGEST:
        return {}
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
