"""A real cluster on this machine: two nodes that each say they have two cores."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

CORES = 2
_SMALL = 80 * 2**20


@contextmanager
def two_nodes() -> Iterator[Any]:
    """Ray's own cluster for tests, which nobody is connected to. Its nodes end with the block."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    # A node that is gone is noticed within ten seconds, and not after half a minute.
    quick = {"health_check_initial_delay_ms": 0, "health_check_period_ms": 1000,
             "health_check_failure_threshold": 10}
    cluster = Cluster(initialize_head=True, head_node_args={
        "num_cpus": CORES, "include_dashboard": False, "object_store_memory": _SMALL,
        "_system_config": quick})
    cluster.add_node(num_cpus=CORES, object_store_memory=_SMALL)
    try:
        yield cluster
    finally:
        import ray

        ray.shutdown()
        cluster.shutdown()


def ray_runs(cluster: Any) -> Any:
    """Makes runs that train there."""
    from playground.training.cluster.rays import RayHosts
    from playground.training.cluster.remote_run import RemoteRun

    return partial(RemoteRun, RayHosts(cluster.address, CORES))


def kill_node(cluster: Any, node: Any, pids: list[int]) -> None:
    """As when its power fails: the node's processes, and those that train there, at once."""
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    cluster.remove_node(node, allow_graceful=False)
