"""A training step of each network with TensorFlow's own kernels and with oneDNN's, in turns.

Each in a fresh process: which kernels there are is decided when TensorFlow is imported.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from statistics import median

from benchmarks.common import CHECKOUT, prepared, spread

MODELS = ("compact", "two-conv", "deep", "large", "article")
VARIABLE = "TF_ENABLE_ONEDNN_OPTS"


def step_times(model: str, steps: int) -> None:
    """Prints the median of some steps, in milliseconds."""
    from playground.presets import PRESETS
    from playground.training.loop.trainer import Trainer

    experiment = PRESETS["none"].experiment().with_values({"model": model, "share": 15})
    trainer = Trainer(experiment, prepared(experiment))
    trainer.train_step()
    taken = []
    for _ in range(steps):
        began = time.perf_counter()
        trainer.train_step()
        taken.append(time.perf_counter() - began)
    print(1000 * median(taken))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--step-times", choices=MODELS, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.step_times:
        step_times(given.step_times, 3 if given.step_times == "article" else 40)
        return
    for model in MODELS:
        taken: dict[str, list[float]] = {"0": [], "1": []}
        for _ in range(given.rounds):
            for chosen, found in taken.items():
                run = subprocess.run(
                    [sys.executable, "-m", "benchmarks.kernels", "--step-times", model],
                    cwd=CHECKOUT, env={**os.environ, VARIABLE: chosen}, check=True,
                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
                found.append(float(run.stdout))
        ratios = [own / other for own, other in zip(taken["0"], taken["1"], strict=True)]
        print(f"{model:<9} TensorFlow's {spread(taken['0'], ' ms')}, "
              f"oneDNN's {spread(taken['1'], ' ms')}: {spread(ratios, digits=2)} times", flush=True)


if __name__ == "__main__":
    main()
