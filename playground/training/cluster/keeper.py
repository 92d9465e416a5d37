"""A series on a cluster: kept there, whoever has gone meanwhile, until it is fetched.

A process of the cluster that outlives whoever began it. It trains the points that it is given, each
as `RemoteRun` does, and keeps what their records would be told; of the trainer's states the newest.
"""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.training.cluster.hosting import Hosts
from playground.training.cluster.remote_run import RemoteRun
from playground.training.cluster.told import ToldInOrder
from playground.training.cluster.wire import NONE_APART, EpochTold, Order, packed, unpacked
from playground.training.handle import Stop
from playground.training.snapshot import read_only


class Keeper:
    """On `hosts`, as many points at once as they have slots for. Called in threads."""

    def __init__(self, hosts: Hosts) -> None:
        self._hosts = hosts
        # Callers give and take points, and runs that end begin others.
        self._guard = threading.RLock()
        self._points: dict[int, _Point] = {}
        self._waiting: deque[_Point] = deque()
        self._training = 0
        self._arrays: dict[str, NDArray[Any]] = {}

    def positions(self) -> list[int]:
        """Of the points that are here, trained or not."""
        with self._guard:
            return sorted(self._points)

    def give(self, position: int, content: bytes, *large: NDArray[Any]) -> None:
        """A point; one that is here already stays as it is."""
        with self._guard:
            if position in self._points:
                return
            order: Order = unpacked(content, [self._own(array) for array in large])
            self._points[position] = point = _Point(self._hosts, order, self._ended)
            self._waiting.append(point)
            self._begin()

    def news(self, seen: Mapping[int, int]) -> bytes:
        """By position, what each record is to be told after the first so many that were seen."""
        with self._guard:
            points = {position: self._points[position] for position in seen
                      if position in self._points}
        return packed({position: point.told.since(seen[position])
                       for position, point in points.items()}, NONE_APART).content

    def done(self, position: int) -> None:
        """It has been fetched whole."""
        with self._guard:
            self._points.pop(position, None)

    def stop(self) -> None:
        """Stop what trains and what waits; their records will say so."""
        with self._guard:
            for point in self._points.values():
                point.run.tell(Stop())
            waiting, self._waiting = self._waiting, deque()
            self._training += len(waiting)
        for point in waiting:
            point.run.start()

    def _own(self, array: NDArray[Any]) -> NDArray[Any]:
        """A copy of this process's own, each once: who sent it may take it along."""
        name = hashlib.blake2b(np.ascontiguousarray(array).data, digest_size=16).hexdigest()
        name = f"{name} {array.dtype} {array.shape}"
        if name not in self._arrays:
            self._arrays[name] = read_only(np.array(array))
        return self._arrays[name]

    def _begin(self) -> None:
        while self._waiting and self._training < self._hosts.slots:
            self._training += 1
            self._waiting.popleft().run.start()

    def _ended(self) -> None:
        with self._guard:
            self._training -= 1
            self._begin()


class _Point:
    def __init__(self, hosts: Hosts, order: Order, on_end: Any) -> None:
        self.told = _NewestState()
        self.run = RemoteRun(
            hosts, order.experiment, order.data, changes=order.changes, recorder=self.told,
            resumption=order.resumption, on_end=on_end, notes=order.notes)


class _NewestState(ToldInOrder):
    """Keeps all, and of the states the last: they are large, and one is enough to go on."""

    def _keep(self, one: Any) -> None:
        if isinstance(one, EpochTold):
            for at, before in enumerate(self._told):
                if isinstance(before, EpochTold) and before.state:
                    self._told[at] = replace(before, state={})
        super()._keep(one)
