"""How long the embedded sets take to load, and how much memory: first time, then from the cache.

Each figure is of a fresh process, without the import of Python modules, and without TensorFlow.
Processor time is that of all threads: what counts where the machine has other work too.
Memory is the resident set of the whole process: after the imports, and at its peak.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from benchmarks.common import CHECKOUT, spread
from playground.data import sources
from playground.data.background_pool import pool
from playground.data.embedded import everyday, everyday_holdout, studio
from playground.data.pack import HANDS
from playground.data.training_data import prepare
from playground.errors import BadInput
from playground.experiment import Experiment

SETTINGS = (("studio", "everyday-holdout"), ("everyday", "everyday-holdout"))


def memory(line: str) -> float:
    """MB as Linux counts them: 'VmRSS' now, 'VmHWM' at the peak; 0 elsewhere."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(text.split()[1]) for text in lines if text.startswith(line)) / 1024


def load_once(data: str, elsewhere: str, size: int, cache: Path, hands: Path) -> None:
    """Load in this process and print seconds and megabytes."""
    makers = {"studio": studio, "everyday": everyday, "everyday-holdout": everyday_holdout}
    for name, maker in makers.items():
        sources._factories[name] = partial(maker, hands)
    before = memory("VmRSS")
    started, computed = time.perf_counter(), time.process_time()
    prepare(
        Experiment(data=data, another_setting=elsewhere), size, paths_allowed=False, cache=cache)
    loaded, computed = time.perf_counter(), time.process_time() - computed
    pool(size, hands, cache)
    print(loaded - started, computed, time.perf_counter() - loaded, before, memory("VmHWM"))


def measured(arguments: list[str]) -> list[float]:
    command = [sys.executable, "-m", "benchmarks.loading", *arguments]
    done = subprocess.run(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(done.returncode)
    return [float(word) for word in done.stdout.split()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hands", type=Path, default=HANDS, help="the folder of the packs")
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--once", nargs=3, metavar=("DATA", "ELSEWHERE", "CACHE"),
                        help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once:
        try:
            load_once(given.once[0], given.once[1], given.size, Path(given.once[2]), given.hands)
        except BadInput as error:
            sys.exit(str(error))
        return
    for data, elsewhere in SETTINGS:
        rounds: dict[str, list[list[float]]] = {"first time": [], "from cache": []}
        for _ in range(given.rounds):
            with tempfile.TemporaryDirectory() as cache:
                for figures in rounds.values():
                    figures.append(measured([
                        "--hands", str(given.hands.resolve()), "--size", str(given.size),
                        "--once", data, elsewhere, cache]))
        for name, figures in rounds.items():
            seconds, computed, pooled, before, peak = zip(*figures, strict=True)
            print(f"{data} and {elsewhere} at {given.size}, {name}: {spread(seconds, ' s', 2)}, "
                  f"processor time {spread(computed, ' s', 2)}; "
                  f"pool of backgrounds {spread(pooled, ' s', 2)}; "
                  f"memory {max(before):.0f} MB before, {max(peak):.0f} MB at its peak", flush=True)


if __name__ == "__main__":
    main()
