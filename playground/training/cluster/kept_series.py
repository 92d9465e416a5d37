"""The keeper of a series, from here: found by the series' id, or begun."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from playground.training.cluster.hosting import Lost
from playground.training.cluster.keeper import Keeper
from playground.training.cluster.rays import NAMESPACE, RayHosts, got
from playground.training.cluster.told import All
from playground.training.cluster.wire import Order, packed, unpacked

_AT_ONCE = 8


class ThereKeeper(Keeper):
    """A keeper on the cluster, which trains on that cluster's hosts."""

    def __init__(self, threads: int) -> None:
        super().__init__(RayHosts("auto", threads))


class KeptSeries:
    """All may raise `Lost`, after which the next keeper is a new one, and `Disconnected`."""

    def __init__(self, address: str, series: str, threads: int) -> None:
        """Raises `BadInput` where the cluster cannot be reached."""
        self._hosts, self._series = RayHosts(address, threads), series
        self._threads, self.slots = threads, self._hosts.slots
        self._keeper: Any = None

    def _ask(self, what: str, *arguments: Any) -> Any:
        ray = self._hosts.ray
        if self._keeper is None:
            # Detached: it outlives this process.
            self._keeper = ray.remote(ThereKeeper).options(
                name=f"series-{self._series}", namespace=NAMESPACE, get_if_exists=True,
                lifetime="detached", num_cpus=0, max_concurrency=_AT_ONCE,
                max_restarts=0).remote(self._threads)
        try:
            return got(ray, getattr(self._keeper, what).remote(*arguments))
        except Lost:
            self._keeper = None
            raise

    def positions(self) -> list[int]:
        found: list[int] = self._ask("positions")
        return found

    def give(self, position: int, order: Order) -> None:
        whole = packed(order)
        self._ask("give", position, whole.content, *self._hosts.refs(whole.large))

    def news(self, seen: Mapping[int, int]) -> Mapping[int, All]:
        found: Mapping[int, All] = unpacked(self._ask("news", dict(seen)))
        return found

    def done(self, position: int) -> None:
        with contextlib.suppress(Lost):
            self._ask("done", position)

    def stop(self) -> None:
        with contextlib.suppress(Lost):
            self._ask("stop")

    def end(self) -> None:
        """Nothing is there any more that anybody wants."""
        with contextlib.suppress(Exception):
            self._hosts.ray.kill(self._keeper)
