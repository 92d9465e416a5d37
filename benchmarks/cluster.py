"""A run on a Ray cluster beside the same run in this process: pictures a second, as many threads.

Without `--address` a cluster of one node is started on this machine. The two take turns, each by
itself, and the watch runs from the first step that is seen here to the end: all that goes over the
wire, and the epochs' measuring, count.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from benchmarks.common import prepared, real_set
from playground.data.training_data import TrainingData
from playground.experiment import Experiment
from playground.presets import preset
from playground.training.cluster.rays import RayHosts
from playground.training.cluster.remote_run import RemoteRun
from playground.training.handle import MakeRun, Pause, Play
from playground.training.run import Run
from playground.training.states import ENDED, PAUSED
from playground.training.threads import threads_of_a_step

LOOKS_EVERY = 0.005


def throughput(make_run: MakeRun, experiment: Experiment, data: TrainingData) -> float:
    """Pictures a second."""
    run = make_run(experiment, data)
    run.start(paused=True)
    while run.snapshot.state != PAUSED:
        assert run.snapshot.state not in ENDED, run.snapshot.message
        time.sleep(LOOKS_EVERY)
    # The first step is traced.
    run.tell(Play())
    while not run.snapshot.step:
        time.sleep(LOOKS_EVERY)
    run.tell(Pause())
    while run.snapshot.state != PAUSED:
        time.sleep(LOOKS_EVERY)
    first, began = run.snapshot.step, time.perf_counter()
    run.tell(Play())
    while run.snapshot.state not in ENDED:
        time.sleep(LOOKS_EVERY)
    seconds = time.perf_counter() - began
    return experiment.batch_size * (run.snapshot.step - first) / seconds


@contextmanager
def own_cluster(cores: int) -> Iterator[str]:
    """The address of one node on this machine, while the block lasts."""
    import ray
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={
        "num_cpus": cores, "include_dashboard": False, "object_store_memory": 200 * 2**20,
        # Else Ray has its workers give way to whatever else runs here: to the other side too.
        "_system_config": {"worker_niceness": 0}})
    try:
        yield cluster.address
    finally:
        ray.shutdown()
        cluster.shutdown()


def measure(address: str, epochs: int, times: int) -> None:
    experiment = preset("none").experiment().with_values(
        {"data": real_set(), "another-setting": "", "epochs": epochs})
    data, hosts = prepared(experiment), RayHosts(address, threads_of_a_step())
    there = partial(RemoteRun, hosts)
    kinds: dict[str, MakeRun] = {"in this process": Run, "on the cluster": there}
    found: dict[str, list[float]] = {name: [] for name in kinds}
    for _ in range(times):
        for name, make_run in kinds.items():
            found[name].append(throughput(make_run, experiment, data))
            print(f"{name:<16} {found[name][-1]:>8.0f} pictures a second", flush=True)
    near, far = (statistics.median(one) for one in found.values())
    print(f"medians {near:.0f} and {far:.0f}: the cluster trains at {far / near:.2f} of the "
          f"speed, on {hosts.threads} threads")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--address", default="", help="auto, or as in ray://head:10001")
    arguments.add_argument("--epochs", type=int, default=4)
    arguments.add_argument("--times", type=int, default=3)
    given = arguments.parse_args()
    if given.address:
        measure(given.address, given.epochs, given.times)
        return
    with own_cluster(threads_of_a_step()) as address:
        measure(address, given.epochs, given.times)


if __name__ == "__main__":
    main()
