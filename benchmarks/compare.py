"""How long it takes until N stored runs are compared: the parts of what a page or command does.

    python -m benchmarks.compare [--runs 20] [--epochs 20] [--model compact]

The runs are made up, in the sizes of the Play page's; nothing is trained. Each figure is the median
of three, but for what is worked out once and then known.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from playground.comparison.costly import work_out
from playground.comparison.disagreement import disagreements
from playground.comparison.settings import settings
from playground.comparison.table import table
from playground.comparison.words import overall, sentences
from playground.experiment import Experiment
from playground.insight.sparsity import read_kernel
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import Weights, initial_weights
from playground.training.history import History, of_stored
from playground.training.snapshot import EpochRecord, SetReading, StepSeries
from playground.training.store.recorder import Recorder
from playground.training.store.store import RunStore

STEPS = 23
VALIDATION, ELSEWHERE, TRAINING = 441, 450, 352


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=20)
    arguments.add_argument("--epochs", type=int, default=20)
    arguments.add_argument("--model", default="compact", choices=list(ARCHITECTURES))
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = RunStore(Path(folder), keep=given.runs)
        weights = initial_weights(ARCHITECTURES[given.model], 1)
        for number in range(given.runs):
            write(store, number, given.epochs, given.model, weights)
        print(f"{given.runs} runs of {given.epochs} epochs, {given.model}")
        rows = store.runs()

        def histories() -> list[History]:
            return [of_stored(store, row) for row in rows]

        tell("list the runs", store.runs)
        tell("histories, nothing read", histories)
        tell("  and read", lambda: [one.load() for one in histories()])
        runs = histories()
        for run in runs:
            run.load()
        tell("what differs", lambda: settings(runs))
        tell("table, what is known", lambda: table(runs, wait=False))
        tell("zipped size and shares, once", lambda: work_out(runs), times=1)
        tell("table, all of it", lambda: table(runs))
        tell("sentences", lambda: (overall(runs), sentences(runs)))
        tell("disagreements of two", lambda: disagreements(runs[:2]))
        tell("disagreements of all", lambda: disagreements(runs))


def write(store: RunStore, number: int, epochs: int, model: str, weights: Weights) -> None:
    """One run, whose numbers are drawn."""
    random = np.random.default_rng(number)
    experiment = Experiment().with_values({
        "model": model, "regularizer": "l1", "lambda": 1e-5 * (number + 1), "epochs": epochs})
    stored = store.create(experiment.to_mapping(), {"fingerprint": "made"})
    recorder = Recorder(store, stored.id, store.claim(stored.id))
    kernels = tuple(read_kernel(name.removesuffix("/kernel"), array)
                    for name, array in weights.items() if name.endswith("/kernel"))

    def reading(count: int) -> SetReading:
        answers = random.integers(0, 3, count).astype(np.int8)
        return SetReading(1.0, float(random.random()), ((50, 9, 9),) * 3,
                          np.arange(count), answers)

    steps = StepSeries(*random.random((4, STEPS * epochs)).astype(np.float32))
    told = [(EpochRecord(
        at + 1, (at + 1) * STEPS, 0.1, reading(TRAINING), reading(VALIDATION), reading(ELSEWHERE),
        kernels, 0.0, 0.1, 2000.0, 0.5), StepSeries(
            *(part[: (at + 1) * STEPS] for part in (
                steps.data_loss, steps.penalty, steps.accuracy, steps.seconds))), at * STEPS)
        for at in range(epochs)]
    state = {f"weights/{name}": array for name, array in weights.items()}
    recorder.epochs(told, {epochs: {**state, "step": np.array(STEPS * epochs)}})
    recorder.state("finished")
    recorder.close()


def tell(what: str, do: Callable[[], object], times: int = 3) -> None:
    """Seconds passed, and seconds of computing: where others compute too, the second counts."""
    passed, computed = [], []
    for _ in range(times):
        began, worked = time.perf_counter(), time.process_time()
        do()
        passed.append(time.perf_counter() - began)
        computed.append(time.process_time() - worked)
    print(f"{what:<30}{1000 * statistics.median(passed):8.1f} ms"
          f"{1000 * statistics.median(computed):10.1f} ms of computing", flush=True)


if __name__ == "__main__":
    main()
