"""A real cluster on this machine: two nodes with the cores of one run each.

A run there computes on as many threads as one of this process: it has the same bits.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from playground.training.threads import threads_of_a_step

CORES = threads_of_a_step()
_SMALL = 80 * 2**20


@contextmanager
def up() -> Iterator[Any]:
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


def place_of(run: Any) -> tuple[str, int]:
    """On which node a run of the cluster trains, and in which process."""
    import ray

    def here(host: Any) -> tuple[str, int]:
        return ray.get_runtime_context().get_node_id(), os.getpid()

    return ray.get(run._hosting.actor.__ray_call__.remote(here))


def kill_node(cluster: Any, node: Any, pid: int) -> None:
    """As when its power fails: the node, and the process that trains there."""
    cluster.remove_node(node, allow_graceful=False)
    os.kill(pid, signal.SIGKILL)
