"""Where the runs of a server train: in its own process, or on a cluster that it is told of."""

from __future__ import annotations

from playground.training.cluster.setting import cluster_from
from playground.training.handle import MakeRun
from playground.training.manager.limits import CORES_A_RUN, Limits, limits_from
from playground.training.run import Run
from playground.training.threads import steps_are_computed_elsewhere


def where_runs_train() -> tuple[Limits, MakeRun]:
    """The operator's limits, and what makes runs. Raises `BadInput` where one makes no sense."""
    # Before a cluster is waited for.
    limits = limits_from()
    cluster = cluster_from(CORES_A_RUN)
    if cluster is None:
        return limits, Run
    # Whether two runs have the same bits depends on it.
    steps_are_computed_elsewhere(cluster.threads)
    return limits_from(slots=cluster.slots), cluster.make_run
