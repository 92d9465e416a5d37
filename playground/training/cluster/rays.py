"""A Ray cluster: the connection to it, and the hosts that its nodes give.

Imported only where a cluster is asked for; Ray itself only once it is connected to.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.errors import BadInput, one_line
from playground.messages import Text, lazy
from playground.training.cluster.host import Host, versions
from playground.training.cluster.hosting import Disconnected, Lost
from playground.training.cluster.wire import NONE_APART, News, Packed, packed, unpacked
from playground.training.handle import Command
from playground.training.threads import THREADS

NAMESPACE = "playground"
_PACKAGE = Path(__file__).resolve().parents[2]
# What trains needs no pictures and no page.
_LEFT_AT_HOME = ["assets", "__pycache__", "ui"]
_LOOKS_EVERY = 0.2
_FULL_AFTER = 2.0
_SILENCE = 120.0
"""Seconds after which a host that does not answer counts as lost."""
_AT_ONCE = 16
IDLE_SECONDS = 20.0
"""A host waits so long for another run, which then begins at once, before its cores are let go."""


def connect(address: str) -> Any:
    """The module `ray`, connected. Raises `BadInput` that says why it cannot be."""
    try:
        import ray
    except ImportError:
        raise BadInput(lazy(
            "Ray is not installed here, and a cluster needs it: pip install -r "
            "requirements-cluster.txt.")) from None
    if ray.is_initialized():
        return ray
    # Ray's own word about how it counts cores is none for whoever trains here.
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        ray.init(
            address=address, namespace=NAMESPACE, log_to_driver=False, logging_level="ERROR",
            runtime_env={"py_modules": [str(_PACKAGE)], "excludes": _LEFT_AT_HOME})
    except Exception as error:
        raise BadInput(_why(address, error)) from None
    return ray


def _why(address: str, error: Exception) -> Text:
    said = one_line(error)
    if "version" in said.lower():
        return lazy(
            "The cluster at {address} has other versions of Python or Ray than this computer, and "
            "they must be the same: {error}", address=address, error=said)
    return lazy(
        "The cluster at {address} cannot be reached; is it started, and its address right?",
        address=address)


def other_versions(there: dict[str, str]) -> Text:
    """What differs on a node, in a sentence; empty where nothing does."""
    here = versions()
    differs = [name for name in here if here[name] != there.get(name, "")]
    if not differs:
        return ""
    name = differs[0]
    return lazy(
        "The cluster has {name} {there} and this computer {here}; install the same version on "
        "both.", name=name, there=there.get(name) or "0", here=here[name])


class RayHosts:
    """On the cluster at that address; each host computes on `threads` cores."""

    def __init__(self, address: str, threads: int) -> None:
        """Raises `BadInput` where the cluster cannot be reached, or no node has so many cores."""
        self._address, self.threads = address, threads
        self._arrays = _Arrays()
        # Runs that begin and end take hosts from here and bring them back.
        self._guard = threading.Lock()
        self._idle: list[tuple[Any, float]] = []
        self.ray = connect(address)
        self.slots = self._fitting()
        """How many hosts there is room for, whoever else uses the cluster."""
        if not self.slots:
            raise BadInput(lazy(
                "No computer of the cluster at {address} has {cores} cores, as many as a run "
                "trains on.", address=address, cores=threads))

    def _fitting(self) -> int:
        return sum(int(node["Resources"].get("CPU", 0)) // self.threads
                   for node in self.ray.nodes() if node["Alive"])

    def host(self, heed: Callable[[Text], None]) -> RayHosting:
        """See `Hosts`. One that has just been left begins at once."""
        idle = self._taken()
        if idle is not None:
            return RayHosting(self, idle)
        # It may have been lost since, and be there again.
        ray = self.ray = connect(self._address)
        try:
            hosting = RayHosting(self, self._actor(ray))
            try:
                self._wait(ray, hosting.actor, heed)
            except BaseException:
                hosting.lost = True
                hosting.leave()
                raise
        except (ConnectionError, ray.exceptions.RaySystemError):
            raise Disconnected from None
        return hosting

    def _taken(self) -> Any:
        """A host that waits here and still answers; None where there is none."""
        while True:
            with self._guard:
                if not self._idle:
                    return None
                actor, _ = self._idle.pop()
            try:
                got(self.ray, actor.versions.remote())
                return actor
            except (Lost, Disconnected):
                continue

    def take_back(self, actor: Any, *, lost: bool) -> None:
        """Nobody trains there any more."""
        if lost:
            self._let_go(actor)
            return
        with self._guard:
            self._idle.append((actor, time.monotonic()))
        timer = threading.Timer(IDLE_SECONDS, self._let_go_of_idle)
        timer.daemon = True
        timer.start()

    def _let_go_of_idle(self) -> None:
        latest = time.monotonic() - IDLE_SECONDS + _LOOKS_EVERY
        with self._guard:
            old = [actor for actor, since in self._idle if since <= latest]
            self._idle = [one for one in self._idle if one[1] > latest]
        for actor in old:
            self._let_go(actor)

    def _let_go(self, actor: Any) -> None:
        # It may be gone already, or the cluster is.
        with contextlib.suppress(Exception):
            self.ray.kill(actor)

    def refs(self, arrays: Sequence[NDArray[Any]]) -> list[Any]:
        """The arrays in the cluster's store, each once."""
        return [self._arrays.ref(self.ray, array) for array in arrays]

    def got(self, reference: Any) -> Any:
        """See `got`."""
        return got(self.ray, reference)

    def _actor(self, ray: Any) -> Any:
        threads = str(self.threads)
        return ray.remote(Host).options(
            num_cpus=self.threads, max_concurrency=_AT_ONCE, max_restarts=0,
            runtime_env={"env_vars": {
                THREADS: threads, "OMP_NUM_THREADS": threads, "TF_CPP_MIN_LOG_LEVEL": "3"}},
        ).remote()

    def _wait(self, ray: Any, actor: Any, heed: Callable[[Text], None]) -> None:
        asked, ready = time.monotonic(), actor.versions.remote()
        message: Text = ""
        while not ray.wait([ready], timeout=_LOOKS_EVERY)[0]:
            if time.monotonic() - asked > _FULL_AFTER:
                asked = time.monotonic()
                # Whether it waits for cores or is being started cannot be told from here.
                message = lazy(
                    "The cluster is getting a computer ready for this run; where it is full, that "
                    "takes until {cores} of its cores are free.", cores=self.threads)
            heed(message)
        other = other_versions(got(ray, ready))
        if other:
            raise BadInput(other)


class RayHosting:
    """One actor. See `Hosting`."""

    def __init__(self, hosts: RayHosts, actor: Any) -> None:
        self._hosts, self.actor = hosts, actor
        self.lost, self._there = False, 1
        # Two runs that race come and go by themselves; who is last brings the host back.
        self._guard = threading.Lock()

    def begin(self, name: str, order: Packed) -> None:
        refs = self._hosts.refs(order.large)
        self._hosts.got(self.actor.begin.remote(name, order.content, *refs))

    def tell(self, name: str, first: int, commands: Sequence[Command]) -> None:
        # Who waits for news hears of a host that is lost.
        with contextlib.suppress(Exception):
            self.actor.tell.remote(name, first, packed(list(commands), NONE_APART).content)

    def news(self, name: str, patience: float) -> News:
        news: News = unpacked(self._hosts.got(self.actor.news.remote(name, patience)))
        return news

    def join(self) -> bool:
        with self._guard:
            self._there += bool(self._there)
            return bool(self._there)

    def leave(self) -> None:
        with self._guard:
            self._there -= 1
            if self._there:
                return
        self._hosts.take_back(self.actor, lost=self.lost)


def got(ray: Any, reference: Any) -> Any:
    """What a host answers. Raises `Lost`, `Disconnected`, and what was raised there."""
    try:
        return ray.get(reference, timeout=_SILENCE)
    except ray.exceptions.RayTaskError as error:
        raise error.cause from None
    except (ray.exceptions.RayActorError, ray.exceptions.GetTimeoutError,
            ray.exceptions.ObjectLostError):
        raise Lost from None
    except (ConnectionError, ray.exceptions.RaySystemError):
        raise Disconnected from None


class _Arrays:
    """Each array is put into the cluster's store once, and goes with the array itself."""

    def __init__(self) -> None:
        # Not locked: what is put twice by two threads is there twice, and does no harm.
        self._refs: dict[int, tuple[Any, weakref.ref[Any]]] = {}

    def ref(self, ray: Any, array: NDArray[Any]) -> Any:
        key = id(array)
        kept = self._refs.get(key)
        if kept is not None and kept[1]() is array:
            return kept[0]
        # A picture's array may be mapped from disk: what is sent is what is in it.
        put = ray.put(np.asarray(array))
        self._refs[key] = put, weakref.ref(array, lambda gone: self._forget(key, gone))
        return put

    def _forget(self, key: int, gone: weakref.ref[Any]) -> None:
        kept = self._refs.get(key)
        if kept is not None and kept[1] is gone:
            self._refs.pop(key, None)
