"""Hosts of a cluster that is none: in this process, and all that goes to and fro is packed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from playground.training.cluster.host import Host
from playground.training.cluster.hosting import Disconnected, Lost
from playground.training.cluster.remote_run import RemoteRun
from playground.training.cluster.wire import NONE_APART, News, Packed, packed, unpacked


class NearHosting:
    def __init__(self) -> None:
        self.host, self.lost, self._there = Host(), False, 1
        self.disconnected = False

    def _check(self) -> None:
        if self.disconnected:
            raise Disconnected
        if self.lost:
            raise Lost

    def begin(self, name: str, order: Packed) -> None:
        self._check()
        self.host.begin(name, order.content, *order.large)

    def tell(self, name: str, first: int, commands: Sequence[Any]) -> None:
        if not self.lost:
            self.host.tell(name, first, packed(list(commands), NONE_APART).content)

    def news(self, name: str, patience: float) -> News:
        self._check()
        content = self.host.news(name, patience)
        # Whoever is lost while it speaks was not heard.
        self._check()
        return unpacked(content)

    def join(self) -> bool:
        self._there += bool(self._there)
        return bool(self._there)

    def leave(self) -> None:
        self._there -= 1


class NearHosts:
    """`made`: all that were asked for, oldest first."""

    def __init__(self) -> None:
        self.made: list[NearHosting] = []

    def host(self, heed: Callable[[Any], None]) -> NearHosting:
        heed("")
        self.made.append(NearHosting())
        return self.made[-1]


def near_runs() -> Callable[..., RemoteRun]:
    """Makes runs that each get a host of their own."""
    return partial(RemoteRun, NearHosts())
