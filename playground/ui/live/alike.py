"""What many pages would draw alike is drawn once: kept content, for whoever shows the same.

Thirty pages that follow one training at one moment, of whose panels the same was chosen, differ in
nothing but who may click. Content is kept with what it is drawn of, and goes with it: of a run,
with the reading of that moment.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from playground.messages import current
from playground.ui.components.screen import Act, Screen
from playground.ui.live.load import LOAD
from playground.ui.live.message import Content
from playground.ui.recent import Recent

# Seconds; shorter than the time between two looks of one page, which so sees something new in each.
MOMENT = 0.2
# Of one moment: more than there are panels times what a class chooses in them at once.
_MOST = 64


@dataclass(frozen=True, eq=False)
class Alike:
    """What is drawn is the same wherever both are: `of` by itself, and `key`, which is equal.

    `lately`: where that is the same too, what was drawn of an earlier `of` will do for a moment.
    None where each one counts.
    """

    of: object
    key: Hashable
    lately: Hashable | None = None


Drawing = tuple[tuple[str, Content], ...]
"""By place, without the mark of a scene; what is called for an event is each page's own."""


class Drawings:
    """May be asked from any thread."""

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[object, Recent[Drawing]] = WeakKeyDictionary()
        self._lately: Recent[tuple[float, Drawing]] = Recent(_MOST)
        # Two pages must not both give the same moment its first table.
        self._guard = threading.Lock()

    def drawn(self, alike: Alike, show: Callable[[Screen], None], panel: Hashable) -> Drawing:
        """By `show`, unless somebody has drawn that panel of the same, in the same language."""
        with self._guard:
            kept = self._kept.get(alike.of)
            if kept is None:
                kept = self._kept[alike.of] = Recent(_MOST)
        key, now = (panel, current(), alike.key), time.monotonic()
        found = kept.get(key)
        if found is not None:
            return found
        # Pages look one after the other, and would each find a step more.
        before = None if alike.lately is None else self._lately.get((key, alike.lately))
        if before is not None and now - before[0] < MOMENT * LOAD.stretch():
            return before[1]
        made = kept.put(key, _drawn(show))
        if alike.lately is not None:
            self._lately.put((key, alike.lately), (now, made))
        return made


DRAWINGS = Drawings()


class _Noting(Screen):
    """No page: what would be shown is written down."""

    keeps = True

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[tuple[str, Content]] = []

    def show(
        self, mount: Callable[..., Any], name: str, header: Mapping[str, Any], *bodies: bytes,
        height: int, acts: Mapping[str, Act | None] | None = None,
    ) -> None:
        self.noted.append((name, Content(header, *bodies)))


def _drawn(show: Callable[[Screen], None]) -> Drawing:
    screen = _Noting()
    show(screen)
    return tuple(screen.noted)
