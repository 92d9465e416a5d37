"""Where a run of a cluster trains: a process on one of its nodes, which this is all that runs in.

It trains with the same `Run` as any process, and keeps what is new until it is asked for. A rival
trains beside the run that it races.
"""

from __future__ import annotations

import contextlib
import platform
import threading
import time
from importlib import metadata
from typing import Any

from numpy.typing import NDArray

from playground.errors import BadInput
from playground.training.cluster.told import ToldInOrder
from playground.training.cluster.wire import NONE_APART, News, Order, packed, unpacked
from playground.training.growth import growth
from playground.training.handle import Command
from playground.training.run import Run
from playground.training.snapshot import Snapshot

LOOKS_EVERY = 0.01  # seconds
MATTER = ("tensorflow", "keras", "numpy")
"""The packages whose version decides what a step computes."""


def versions() -> dict[str, str]:
    """Of Python and of what `MATTER`s, here."""
    found = {"Python": platform.python_version()}
    for name in MATTER:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = ""
    return found


class Host:
    """Its methods are called in threads, by one caller. What it is given and gives is packed."""

    def __init__(self) -> None:
        self._runs: dict[str, _Hosted] = {}

    def versions(self) -> dict[str, str]:
        return versions()

    def begin(self, name: str, content: bytes, *large: NDArray[Any]) -> None:
        """Train what the order says. Raises what `Run` raises."""
        order: Order = unpacked(content, large)
        leader = self._runs.get(order.rival_of)
        self._runs[name] = _Hosted(order, leader)

    def tell(self, name: str, first: int, content: bytes) -> None:
        """Commands, of which the first is the `first`-th that this run is told."""
        run = self._runs.get(name)
        if run is not None:
            run.tell(first, unpacked(content))

    def news(self, name: str, patience: float) -> bytes:
        """What is new since the last call; waits so many seconds for something to be."""
        news = self._runs[name].news(patience)
        if news.over:
            # The process may train others after it.
            del self._runs[name]
        return packed(news, NONE_APART).content


class _Hosted:
    def __init__(self, order: Order, leader: _Hosted | None) -> None:
        self._log = ToldInOrder()
        self._over = threading.Event()
        self._run = Run(
            order.experiment, order.data, changes=order.changes, recorder=self._log,
            resumption=order.resumption, on_end=self._over.set, notes=order.notes)
        self._sent = self._run.snapshot
        # Calls come in threads of their own, and may overtake each other.
        self._guard = threading.Lock()
        self._early: dict[int, Command] = {}
        self._heard = 0
        if leader is not None:
            self._run.race(leader._run)
        self._run.start(paused=order.paused)

    def tell(self, first: int, commands: list[Command]) -> None:
        with self._guard:
            self._early |= dict(enumerate(commands, first))
            while (command := self._early.pop(self._heard, None)) is not None:
                # It may have ended meanwhile: whoever asked will see that.
                with contextlib.suppress(BadInput):
                    self._run.tell(command)
                self._heard += 1

    def news(self, patience: float) -> News:
        run, give_up = self._run, time.monotonic() + patience
        while True:
            over = self._over.is_set()
            seen, waiting = run.snapshot, self._log.waiting
            if over or seen is not self._sent or waiting or time.monotonic() >= give_up:
                break
            time.sleep(LOOKS_EVERY)
        # What the record was told stands in no earlier reading than the one after it; and who sees
        # that it holds still must find it paused.
        told = self._log.take()
        seen = run.snapshot
        with self._guard:
            heard, paused, wanted = self._heard, run.paused, run.wanted
        return News(self._grown(seen), told, heard, paused, wanted, over)

    def _grown(self, seen: Snapshot) -> Any:
        before, self._sent = self._sent, seen
        return None if seen is before else growth(before, seen)
