"""Whether the runs of this server train on a cluster: an environment variable says so."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from playground.controls import shown
from playground.errors import BadInput
from playground.messages import lazy
from playground.training.handle import MakeRun

CLUSTER = "PLAYGROUND_CLUSTER"


@dataclass(frozen=True)
class Cluster:
    """`slots` runs train at once there, each on `threads` cores; `make_run` makes one."""

    slots: int
    threads: int
    make_run: MakeRun


def checked_address(text: str, named: str = CLUSTER) -> str:
    """`auto` or `ray://…`. Raises `BadInput`; `named` is what gave it."""
    text = text.strip()
    if text == "auto" or (text.startswith("ray://") and len(text) > len("ray://")):
        return text
    raise BadInput(lazy(
        "{named} is {text}; give auto, for the cluster that this computer is part of, or an "
        "address, as in ray://head:10001.", named=named, text=shown(text)))


def cluster_from(
    threads: int, environment: Mapping[str, str] = os.environ
) -> Cluster | None:
    """The cluster that is asked for, connected; None where none is.

    Raises `BadInput` where it cannot be reached.
    """
    address = environment.get(CLUSTER, "").strip()
    if not address:
        return None
    checked_address(address)
    # Whoever has no cluster must not pay for one, nor have its packages.
    from playground.training.cluster.rays import RayHosts
    from playground.training.cluster.remote_run import RemoteRun

    hosts = RayHosts(address, threads)
    return Cluster(hosts.slots, threads, partial(RemoteRun, hosts))
