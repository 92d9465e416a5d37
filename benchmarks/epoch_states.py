"""What keeping the state after each epoch costs: bytes, seconds to write, and training speed.

`python -m benchmarks.epoch_states [--model compact|article] [--epochs N] [--share N] [--rounds N]`
trains the same run without a record, with one that keeps the best and the last epoch alone (so it
was before), and with one that keeps all that fits; by the command line's recorder, which writes in
the run's own thread, and by the page's, which writes beside it. Alternating, median of the rounds.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from playground.data.training_data import TrainingData, prepare
from playground.experiment import Experiment
from playground.model.architectures import ARCHITECTURES
from playground.training.resuming import described, new_run
from playground.training.run import Run
from playground.training.store.page_recorder import PageRecorder
from playground.training.store.recorder import Recorder
from playground.training.store.store import RunStore
from playground.training.store.writer import Writer

NONE, LAST, ALL = "no record", "best and last", "all that fits"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", default="compact", choices=list(ARCHITECTURES))
    arguments.add_argument("--epochs", type=int, default=6)
    arguments.add_argument("--share", type=int, default=100)
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    experiment = Experiment().with_values({
        "model": given.model, "epochs": given.epochs, "share": given.share,
        "another-setting": ""})
    data = prepare(experiment, ARCHITECTURES[given.model].size, paths_allowed=False)
    ways = [(NONE, False), *((kept, page) for page in (False, True) for kept in (LAST, ALL))]
    taken: dict[tuple[str, bool], list[float]] = {way: [] for way in ways}
    for _ in range(given.rounds):
        for way in ways:
            with tempfile.TemporaryDirectory() as folder:
                taken[way].append(seconds_an_epoch(experiment, data, Path(folder), *way))
    for (kept, page), seconds in taken.items():
        where = "" if kept == NONE else ", page" if page else ", command line"
        print(f"{kept + where:<30} {statistics.median(seconds):7.2f} s an epoch "
              f"({min(seconds):.2f} to {max(seconds):.2f})")


def seconds_an_epoch(
    experiment: Experiment, data: TrainingData, folder: Path, kept: str, page: bool
) -> float:
    """Of the epochs after the first, which compiles; waits for what is still to be written."""
    store = RunStore(folder, epoch_megabytes=4096 if kept == ALL else 1)
    writer = Writer()
    run_id = ""
    if kept == NONE:
        run = Run(experiment, data)
    elif not page:
        run_id, run = new_run(store, experiment, data)
    else:
        made = store.create(experiment.to_mapping(), described(data, ()))
        run_id, claim = made.id, store.claim(made.id)
        record = Recorder(store, made.id, claim)
        run = Run(experiment, data, recorder=PageRecorder(writer, lambda: record, print))
    run.start()
    while not run.snapshot.records:
        time.sleep(0.005)
    began, first = time.perf_counter(), run.snapshot.step
    seen = run.wait()
    writer.wait()
    spent = time.perf_counter() - began
    if kept == ALL and run_id:
        report(store, run_id)
    return spent / (seen.step - first) * seen.steps_per_epoch


def report(store: RunStore, run_id: str) -> None:
    files = store.state_files(run_id)
    sizes = [(store.run(run_id).folder / name).stat().st_size for name in files.values()]
    print(f"kept: epochs {sorted(files)}, {sizes[0] / 2**20:.1f} MiB each, "
          f"{store.sizes()[run_id] / 2**20:.1f} MiB the run", flush=True)


if __name__ == "__main__":
    main()
