"""`kill -9` at random moments of a recorded training; then resume, and compare bit by bit."""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.common import CHECKOUT
from playground.training.resuming import resumed_run
from playground.training.run import Run
from playground.training.store.store import RunStore
from tests.made_data import training_data
from tests.training.train_for_kill import CHANGES, experiment

# Some ten seconds of training: every kill comes before the end.
EPOCHS = 120


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--times", type=int, default=20)
    arguments.add_argument("--seed", type=int, default=0)
    given = arguments.parse_args()
    undisturbed = Run(experiment(EPOCHS), training_data(), changes=CHANGES)
    undisturbed.start()
    expected = undisturbed.wait().weights
    assert expected is not None
    moments, lost, equal = random.Random(given.seed), 0, 0
    for turn in range(given.times):
        with tempfile.TemporaryDirectory() as folder:
            run_id, seen = killed(folder, moments.uniform(0.0, 8.0))
            store = RunStore(Path(folder))
            stored = store.run(run_id)
            recorded = [row["epoch"] for row in store.epochs(run_id)]
            whole = recorded == list(range(1, stored.epoch + 1)) and stored.epoch >= seen
            lost += not whole
            ended = stored.state == "finished"
            if not ended:
                run = resumed_run(store, run_id, training_data())
                run.start()
                final = run.wait()
                weights = final.weights.arrays if final.weights else {}
            else:
                checkpoint = store.checkpoint(run_id) or {}
                weights = {name.removeprefix("weights/"): array
                           for name, array in checkpoint.items() if name.startswith("weights/")}
            same = all((weights[n] == array).all() for n, array in expected.arrays.items())
            equal += same
            print(f"kill {turn + 1}: state {stored.state}, epochs {stored.epoch} (seen before "
                  f"{seen}), record whole: {whole}, resumed bit-equal: {same}", flush=True)
    print(f"{given.times} kills: {lost} lost something, {equal} resumed bit-equal")


def killed(folder: str, after: float) -> tuple[str, int]:
    """Kill the training `after` seconds into it; the run's id, and the epochs seen on disk."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.training.train_for_kill", folder, str(EPOCHS)],
        cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    run_id, store = process.stdout.readline().strip(), RunStore(Path(folder))
    while store.run(run_id).state == "queued":
        time.sleep(0.01)
    time.sleep(after)
    seen = len(store.epochs(run_id))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return run_id, seen


if __name__ == "__main__":
    main()
