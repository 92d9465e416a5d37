"""The last few results of something that several panels or pages ask for in one tick."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from cachetools import FIFOCache

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """Keeps the `most` newest values by key."""

    def __init__(self, most: int) -> None:
        self._kept: FIFOCache[Hashable, Value] = FIFOCache(most)
        # Panels of several tabs run in threads of their own; the order must not be torn.
        self._guard = threading.Lock()

    def get(self, key: Hashable) -> Value | None:
        with self._guard:
            return self._kept.get(key)

    def put(self, key: Hashable, value: Value) -> Value:
        with self._guard:
            self._kept[key] = value
        return value

    def get_or_make(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The kept value, else a new one. Two threads may both make it; that does no harm."""
        found = self.get(key)
        return found if found is not None else self.put(key, make())
