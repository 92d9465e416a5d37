"""What the presets reach on the real set: the article's for two epochs, the compact ones whole."""

from __future__ import annotations

import argparse

from benchmarks.common import prepared, real_set
from playground.experiment import Experiment
from playground.presets import preset
from playground.training.run import Run

FOUR = ("none", "l1", "l2", "dropout")


def show(name: str, experiment: Experiment) -> None:
    run = Run(experiment, prepared(experiment))
    run.start()
    seen = run.wait()
    last = seen.records[-1]
    print(f"{name:<28} epoch {last.epoch:>2}  training {last.training.accuracy:.3f}  "
          f"validation {last.validation.accuracy:.3f}  exact zeros {last.exact_zeros:.1%}  "
          f"near zeros {last.near_zeros:.1%}  {seen.seconds:.0f} s {seen.message}", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--only", choices=("article", "compact"))
    given, alone = arguments.parse_args(), {"data": real_set(), "another-setting": ""}
    for name in FOUR:
        if given.only != "article":
            show(name, preset(name).experiment().with_values(alone))
    if given.only != "article":
        proximal = {**alone, "regularizer": "l1-proximal", "lambda": 0.2}
        show("l1-proximal, lambda 0.2", preset("none").experiment().with_values(proximal))
    for name in FOUR:
        if given.only != "compact":
            show(f"article-{name}", preset(f"article-{name}").experiment().with_values(
                {**alone, "epochs": 2}))


if __name__ == "__main__":
    main()
