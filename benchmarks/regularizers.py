"""Every regularizer on the Play page's experiment, against none: validation at the end, paired.

Each seed's runs share split, wrong labels, start weights and the order of batches, and differ in
the regularizer alone. `--tune` prints instead what chose the strengths, on seeds of its own. One
thread: who else computes changes no figure. What is trained is kept in a file, one line a run, and
never trained again: the command can be stopped, and goes on where it was; `--seconds` ends it in
time by itself.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.common import CHECKOUT, prepared
from playground.comparison.luck import Luck, Pair
from playground.experiment import Experiment
from playground.presets import PLAY_DEFAULT, PLAY_METHODS
from playground.training.early_stopping import over
from playground.training.loop.evaluation import Evaluation
from playground.training.loop.trainer import Trainer

PAGE, MARK = CHECKOUT / "docs" / "regularizers.md", "<!-- benchmarks.regularizers -->"
SEEDS, TUNED_ON = (1, 2, 3, 4, 5), (11, 12)
Values = Mapping[str, object]
_MIX = 0.2
_VARIED = ("horizontal-flip", "height-shift", "width-shift", "rotation", "zoom")
# The strengths of the first five were chosen before, on seeds 1 to 4: playground/presets.py.
METHODS: Mapping[str, Values] = {
    "none": {},
    "L1": PLAY_METHODS["l1"].values, "L2": PLAY_METHODS["l2"].values,
    "proximal L1": PLAY_METHODS["l1-proximal"].values,
    "dropout": PLAY_METHODS["dropout"].values,
    "L1 + L2": {"regularizer": "l1l2", "lambda": 5e-4, "mixing-share": _MIX},
    "augmentation": dict.fromkeys(_VARIED, True),
    "label smoothing": {"label-smoothing": 0.3},
    "input noise": {"input-noise": 0.1},
    "weight noise": {"weight-noise": 0.02},
    "max-norm": {"max-norm": 0.5},
    "mixup": {"mixup": 0.4},
    "spatial dropout": {"spatial-dropout": 0.1},
    "adversarial training": {"adversarial": 0.02},
}
PATIENCE, SAMPLES = 4, 5
CANDIDATES: Mapping[str, Sequence[Values]] = {
    "L1 + L2": [{"regularizer": "l1l2", "lambda": one, "mixing-share": _MIX}
                for one in (5e-4, 1e-3, 2e-3)],
    "label smoothing": [{"label-smoothing": one} for one in (0.1, 0.3, 0.5)],
    "input noise": [{"input-noise": one} for one in (0.1, 0.2, 0.4)],
    "weight noise": [{"weight-noise": one} for one in (0.02, 0.05, 0.1)],
    "max-norm": [{"max-norm": one} for one in (0.5, 1.0, 2.0)],
    "mixup": [{"mixup": one} for one in (0.4, 1.0, 4.0)],
    "spatial dropout": [{"spatial-dropout": one} for one in (0.1, 0.3, 0.5)],
    "adversarial training": [{"adversarial": one} for one in (0.02, 0.05, 0.1)],
}
PATIENCES = (2, 4, 8)


class Kept:
    """The runs that were trained, in a file; `trained` gives one, and trains it where it lacks."""

    def __init__(self, file: Path, seconds: float) -> None:
        self._file, self._end = file, time.monotonic() + seconds
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        rows = map(json.loads, lines)
        self._rows: dict[str, dict[str, Any]] = {row["key"]: row for row in rows}

    def trained(self, values: Values, seed: int) -> dict[str, Any]:
        """`curve`: validation accuracy after each epoch; `answers`: probabilities at the end."""
        experiment = PLAY_DEFAULT.experiment().with_values(
            {"another-setting": "none", **_own(values), "seed": seed})
        default = Experiment().to_mapping()
        key = json.dumps({name: value for name, value in experiment.to_mapping().items()
                          if value != default[name]})
        if key not in self._rows:
            if time.monotonic() > self._end:
                sys.exit("The time is up; the same command goes on from here.")
            row = {"key": key, **train(experiment)}
            self._rows[key] = row
            with self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
        return self._rows[key]


def _own(values: Values) -> Values:
    """Without what the experiment of a preset shares with the default one."""
    default = PLAY_DEFAULT.values
    return {name: value for name, value in values.items()
            if name not in default or default[name] != value}


def train(experiment: Experiment) -> dict[str, Any]:
    data = prepared(experiment)
    trainer, curve = Trainer(experiment, data), []
    begun = time.perf_counter()
    for epoch in range(1, experiment.epochs + 1):
        while trainer.epoch < epoch:
            trainer.train_step()
        measured = Evaluation({"validation": trainer.sets["validation"]}, trainer.hold_weights(),
                              experiment.batch_size)
        while measured.batches_left:
            measured.advance()
        curve.append(measured.readings()["validation"].accuracy)
    logits = np.concatenate([
        trainer.hold_weights()(data.pictures.rgb(part))
        for part in np.array_split(data.validation, len(data.validation) // 16 + 1)])
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    answers = powers / powers.sum(axis=1, keepdims=True)
    return {"curve": curve, "answers": answers.round(4).tolist(),
            "labels": data.validation_labels.tolist(), "seconds": time.perf_counter() - begun}


def end(row: dict[str, Any]) -> float:
    return float(row["curve"][-1])


def stopped(row: dict[str, Any], patience: int) -> float:
    """What the run would end with, had it that patience."""
    curve = row["curve"]
    return float(next((curve[at - 1] for at in range(1, len(curve) + 1)
                       if over(curve[:at], patience)), curve[-1]))


def bagged(kept: Kept, seed: int) -> tuple[float, float]:
    """Of the mean answer of runs on bootstrap samples, and of one of them on average."""
    rows = [kept.trained({"bootstrap": sample}, seed) for sample in range(1, SAMPLES + 1)]
    answers = np.mean([row["answers"] for row in rows], axis=0).argmax(axis=1)
    return float((answers == np.array(rows[0]["labels"])).mean()), float(np.mean([*map(end, rows)]))


def line(name: str, with_what: str, ends: Sequence[float], without: Sequence[float]) -> str:
    luck = Luck(tuple(Pair(seed, before, after) for seed, before, after
                      in zip(SEEDS, without, ends, strict=True)))
    low, high = luck.band or (0.0, 0.0)
    told = "" if name == "none" else (
        f"{luck.mean:+.3f} | {low:+.3f} to {high:+.3f} | {luck.above} of {luck.n}")
    return f"| {name} | {with_what} | {np.mean(ends):.3f} | {told or '| |'} |"


def table(kept: Kept) -> str:
    without = [end(kept.trained({}, seed)) for seed in SEEDS]
    rows = [line(name, _strength(values), [end(kept.trained(values, seed)) for seed in SEEDS],
                 without) for name, values in METHODS.items()]
    ends = [stopped(kept.trained({}, seed), PATIENCE) for seed in SEEDS]
    rows.append(line("early stopping", f"patience {PATIENCE}", ends, without))
    together = [bagged(kept, seed) for seed in SEEDS]
    rows.append(line("one of the bagged", f"bootstrap 1 to {SAMPLES}, on average",
                     [one for _, one in together], without))
    rows.append(line("bagging", f"the mean answer of these {SAMPLES}",
                     [of_all for of_all, _ in together], without))
    return "\n".join((
        "| regularizer | set to | validation at the end | against none | band | above |",
        "|---|---|---|---|---|---|", *rows))


def write(told: str) -> None:
    """In place of the table that the page has."""
    before, _, after = PAGE.read_text(encoding="utf-8").partition(MARK)
    PAGE.write_text(f"{before}{MARK}\n\n{told}\n\n{MARK}{after.partition(MARK)[2]}",
                    encoding="utf-8")


def tuning(kept: Kept) -> None:
    without = [kept.trained({}, seed) for seed in TUNED_ON]
    print(f"none: {np.mean([*map(end, without)]):.3f}")
    for name, candidates in CANDIDATES.items():
        for values in candidates:
            ends = [end(kept.trained(values, seed)) for seed in TUNED_ON]
            print(f"{name}, {_strength(values)}: {np.mean(ends):.3f}", flush=True)
    for patience in PATIENCES:
        print(f"early stopping, patience {patience}: "
              f"{np.mean([stopped(row, patience) for row in without]):.3f}")


def _strength(values: Values) -> str:
    own = {name: value for name, value in _own(values).items() if name != "regularizer"}
    if all(value is True for value in own.values()):
        return ", ".join(own)
    return ", ".join(f"{name} {value:g}" for name, value in own.items())


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--tune", action="store_true", help="print what chose the strengths")
    arguments.add_argument("--kept", type=Path, default=Path("regularizers.jsonl"), metavar="FILE",
                           help="where runs are kept that were trained [default: %(default)s]")
    arguments.add_argument("--seconds", type=float, default=float("inf"),
                           help="begin no other run after so many")
    arguments.add_argument("--write", action="store_true", help="put the table into the docs too")
    given = arguments.parse_args()
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    kept = Kept(given.kept, given.seconds)
    if given.tune:
        tuning(kept)
    else:
        told = table(kept)
        print(told)
        if given.write:
            write(told)


if __name__ == "__main__":
    main()
