"""The overfit presets over several seeds on the real set: how they end, and how high they were."""

from __future__ import annotations

import argparse

from benchmarks.common import prepared, real_set, spread
from playground.presets import preset
from playground.training.run import Run

FOUR = ("none", "l1", "l2", "dropout")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    given, folder = arguments.parse_args(), real_set()
    lost = []
    for seed in given.seeds:
        ends = {}
        for name in FOUR:
            experiment = preset(f"overfit-{name}").experiment().with_values(
                {"data": folder, "another-setting": "", "seed": seed})
            run = Run(experiment, prepared(experiment))
            run.start()
            accuracy = [record.validation.accuracy for record in run.wait().records]
            ends[name] = accuracy[-1]
            print(f"seed {seed}  overfit-{name:<8} highest {max(accuracy):.3f}  "
                  f"end {accuracy[-1]:.3f}", flush=True)
        lost.append(max(ends[name] for name in FOUR[1:]) - ends["none"])
        print(f"seed {seed}  none ends {lost[-1]:.3f} below the best of the others", flush=True)
    print(f"none below the best of the others: {spread(lost, digits=3)}")


if __name__ == "__main__":
    main()
