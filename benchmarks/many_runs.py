"""Many runs at once: one on all cores against several on one thread each, and how a sweep scales.

    python -m benchmarks.many_runs [--seconds 6] [--times 5] [--cores 2]

The compact network on the studio's pictures, measured and recorded as in a sweep. Four ways take
turns, each for some seconds, so that a machine that others use too is as slow for one as for the
others: one run on all cores; one run held on one core, alone, with all that it does besides
computing its steps; as many processes as cores, each with one run on one thread, as the command
line's sweep has them; as many runs in the threads of one process, as a server has a page's sweep.
Images of all runs a second of the clock, and a second of processor time: the second says what the
first would be on idle cores.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.common import CHECKOUT, spread
from playground.presets import PRESETS
from playground.training.threads import THREADS, cores

EPOCHS = 1000


class Process:
    """`runs` runs in one process on so many threads, paused but for the seconds of a turn.

    `pinned`: to one core, which it shares with the threads that prepare batches and record.
    """

    def __init__(self, runs: int, threads: int, *, pinned: bool = False) -> None:
        environment = {**os.environ, THREADS: str(threads), "OMP_NUM_THREADS": str(threads)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.many_runs", "--inside", str(runs)], cwd=CHECKOUT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        # macOS and Windows cannot hold a process on a core: there its other threads use more.
        if pinned and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(self._process.pid, {min(os.sched_getaffinity(0))})

    def say(self, seconds: float) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{seconds}\n")
        self._process.stdin.flush()

    def heard(self) -> dict[str, float]:
        assert self._process.stdout is not None
        return dict(json.loads(self._process.stdout.readline()))

    def end(self) -> None:
        self._process.communicate()


def inside(count: int) -> None:
    """Train `count` runs while the parent says so; tell images, seconds and processor seconds."""
    from playground.training.manager.data_cache import PreparedData
    from playground.training.resuming import new_run
    from playground.training.store.store import RunStore

    prepare = PreparedData()
    with tempfile.TemporaryDirectory() as folder:
        store, runs = RunStore(Path(folder)), []
        for seed in range(1, count + 1):
            experiment = PRESETS["none"].experiment().with_values(
                {"epochs": EPOCHS, "seed": seed})
            runs.append(new_run(store, experiment, prepare(experiment, lambda *_: None))[1])
        for run in runs:
            run.start()
        # The first steps compile; they count for nobody.
        while min(run.snapshot.step for run in runs) < 40:
            time.sleep(0.05)
        for run in runs:
            run.pause()
        print(json.dumps({"ready": 1}), flush=True)
        for line in sys.stdin:
            before = sum(run.snapshot.step for run in runs)
            began, processor = time.perf_counter(), time.process_time()
            for run in runs:
                run.play()
            time.sleep(float(line))
            for run in runs:
                run.pause()
            steps = sum(run.snapshot.step for run in runs) - before
            print(json.dumps({
                "images": steps * runs[0].snapshot.experiment.batch_size,
                "seconds": time.perf_counter() - began,
                "processor": time.process_time() - processor}), flush=True)
            time.sleep(0.3)
        for run in runs:
            run.stop()
            run.wait()


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seconds", type=float, default=6.0)
    arguments.add_argument("--times", type=int, default=5)
    arguments.add_argument("--cores", type=int, default=cores())
    arguments.add_argument("--inside", type=int, default=0, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.inside:
        inside(given.inside)
        return
    k = given.cores
    ways = {
        f"one run on {k} threads": [Process(1, k)],
        "one run on one core": [Process(1, 1, pinned=True)],
        f"{k} processes of one run on one thread": [Process(1, 1) for _ in range(k)],
        f"{k} runs in one process on {k} threads": [Process(k, k)]}
    for processes in ways.values():
        for process in processes:
            process.heard()
    clock: dict[str, list[float]] = {name: [] for name in ways}
    processor: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(given.times):
        for name, processes in ways.items():
            for process in processes:
                process.say(given.seconds)
            told = [process.heard() for process in processes]
            images = sum(one["images"] for one in told)
            clock[name].append(images / max(one["seconds"] for one in told))
            processor[name].append(images / sum(one["processor"] for one in told))
    for processes in ways.values():
        for process in processes:
            process.end()
    for name in ways:
        print(f"{name:<44}{spread(clock[name], ' images/s', 0)}; "
              f"{spread(processor[name], ' images a processor second', 0)}")
    whole, single, beside, within = ways
    print(f"processes against one run on all cores: "
          f"{median(clock[beside]) / median(clock[whole]):.2f} times the images")
    print(f"threads of one process against one run on all cores: "
          f"{median(clock[within]) / median(clock[whole]):.2f} times")
    for what, way in (("the command line", beside), ("a page", within)):
        print(f"a sweep of {what} on {k} cores against {k} times one core: "
              f"{median(clock[way]) / k / median(clock[single]):.2f} by the clock, "
              f"{median(processor[way]) / median(processor[single]):.2f} by processor time")


if __name__ == "__main__":
    main()
