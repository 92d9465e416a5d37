"""The Play page's experiment under each regularizer, over several seeds, for 20 seconds each.

What it has to show: left alone, the network ends well below the best of the others; and with
90 % of its hidden units knocked out, the one trained with dropout holds.
"""

from __future__ import annotations

import argparse
import time

from benchmarks.common import prepared, spread
from playground.insight.forward import hidden_units
from playground.insight.knock_out import knock_out
from playground.model.architectures import OUTPUT, architecture_of
from playground.presets import PLAY_METHODS
from playground.training.run import Run
from playground.training.snapshot import Snapshot
from playground.training.states import ENDED

FOUR = ("none", "l1", "l2", "dropout")


def begun_again(name: str, seed: int) -> Run:
    experiment = PLAY_METHODS[name].experiment().with_values({"seed": seed})
    return Run(experiment, prepared(experiment))


def until(run: Run, seconds: float, epochs: int) -> Snapshot:
    """Trained for `seconds` from the start, or to the end of `epochs` where that comes first."""
    run.start()
    began = time.monotonic()
    while True:
        seen = run.snapshot
        if seen.state in ENDED or seen.epoch >= epochs or time.monotonic() - began >= seconds:
            run.stop()
            return run.wait()
        time.sleep(0.02)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    arguments.add_argument("--seconds", type=float, default=20.0)
    arguments.add_argument(
        "--epochs", type=int, default=10**6, help="stop there at the latest: on a machine that "
        "other work keeps busy, seconds say nothing")
    given = arguments.parse_args()
    # Compiling and importing are not what is measured.
    until(begun_again("none", 0), 10**6, 1)
    lost, gained = [], []
    for seed in given.seeds:
        ends, held = {}, {}
        for name in FOUR:
            run = begun_again(name, seed)
            seen = until(run, given.seconds, given.epochs)
            assert seen.weights is not None, seen.message
            assert run.data is not None, seen.message
            weights, data = seen.weights.arrays, run.data
            units = hidden_units(
                data.pictures.rgb(data.validation), weights,
                architecture_of(seen.began_as), seen.began_as.pooling)
            curve = knock_out(
                units, data.validation_labels,
                weights[f"{OUTPUT}/kernel"], weights[f"{OUTPUT}/bias"])
            accuracy = [record.validation.accuracy for record in seen.records]
            ends[name], held[name] = accuracy[-1], curve.at(0.9)
            print(f"seed {seed}  {name:<8} epoch {seen.epoch:>3}  highest {max(accuracy):.3f}  "
                  f"end {ends[name]:.3f}  90 % knocked out {held[name]:.3f}", flush=True)
        lost.append(max(ends.values()) - ends["none"])
        gained.append(held["dropout"] - held["none"])
    print(f"none ends below the best: {spread(lost, digits=3)}")
    print(f"dropout above none with 90 % knocked out: {spread(gained, digits=3)}")


if __name__ == "__main__":
    main()
