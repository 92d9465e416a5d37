"""Records the runs that lessons show: capacity, data and labels; and λ with several seeds.

    python -m tools.record_lessons [--most N]

What is recorded already is kept: it may be broken off, and goes on when it is started again. Some
20 seconds a run on two idle cores.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from numpy.typing import NDArray

from playground.data.first_pictures import first_tiles
from playground.data.training_data import TrainingData
from playground.insight.forward import probabilities
from playground.insight.lesson_runs import (
    CHOOSING,
    GRIDS,
    OVERFITTING,
    PLACE,
    SETTING,
    LessonRun,
    lesson_runs,
    write_lesson_runs,
)
from playground.model.architectures import architecture_of
from playground.presets import PLAY_DEFAULT
from playground.training.manager.data_cache import PreparedData
from playground.training.run import Run
from playground.training.snapshot import Snapshot

MODELS, SHARES, WRONG = ("compact", "two-conv"), (10, 20, 50), (0, 20, 40)
# All of the studio's pictures would take longer and show the same.
CLEAN = {"share": 50, "wrong-labels": 0, "epochs": 15}
VARIED = dict.fromkeys(
    ("horizontal-flip", "zoom", "brightness-contrast", "color", "background"), True)
SETTINGS: tuple[dict[str, Any], ...] = (
    CLEAN, {**CLEAN, "regularizer": "l1", "lambda": 2e-4},
    {**CLEAN, "regularizer": "l2", "lambda": 2e-3}, {**CLEAN, "dropout": 0.6},
    {**CLEAN, **VARIED, "share": 100, "batch-size": 32, "epochs": 24},
    {**CLEAN, "data": "everyday", "share": 100, "batch-size": 32, "epochs": 12})
LAMBDAS, SEEDS = (0.0, 2e-4, 6e-4, 2e-3, 6e-3, 2e-2), (1, 2, 3, 4, 5)


def planned() -> Iterator[tuple[str, dict[str, Any]]]:
    """The grid of each run and what is set otherwise than in the Play page's experiment."""
    # What another setting says is not shown by these, and measuring it takes a while.
    for model, share, wrong in product(MODELS, SHARES, WRONG):
        yield OVERFITTING, {
            "model": model, "share": share, "wrong-labels": wrong, "another-setting": ""}
    for values in SETTINGS:
        yield SETTING, values
    for seed, strength in product(SEEDS, LAMBDAS):
        yield CHOOSING, {
            "regularizer": "l2", "lambda": strength, "seed": seed, "another-setting": ""}


def trained(values: Mapping[str, Any], prepare: PreparedData) -> tuple[Snapshot, TrainingData]:
    experiment = PLAY_DEFAULT.experiment().with_values(values)
    run = Run(experiment, lambda progress: prepare(experiment, progress))
    run.start()
    snapshot = run.wait()
    if not snapshot.records or run.data is None:
        raise SystemExit(f"{values}: {snapshot.message}")
    return snapshot, run.data


def halves(data: TrainingData) -> NDArray[np.bool_]:
    """Of the pictures held out, (m,), which are in the second half: at random, of each class.

    Of the studio a single person is held out: other pictures of the same hand, then.
    """
    second = np.zeros(len(data.validation), bool)
    for label in np.unique(data.validation_labels):
        own = np.flatnonzero(data.validation_labels == label)
        second[np.random.default_rng(0).permutation(own)[len(own) // 2 :]] = True
    return second


def recorded(grid: str, values: Mapping[str, Any], prepare: PreparedData) -> LessonRun:
    snapshot, data = trained(values, prepare)
    records = snapshot.records
    training = np.array([record.training.accuracy for record in records])
    validation = np.array([record.validation.accuracy for record in records])
    if grid == CHOOSING:
        second = halves(data)
        right = np.array([
            record.validation.answers == data.validation_labels for record in records])
        assert (records[0].validation.indices == data.validation).all()
        return LessonRun(values, training, right[:, ~second].mean(axis=1),
                         test=right[:, second].mean(axis=1))
    if grid == OVERFITTING:
        return LessonRun(values, training, validation)
    return LessonRun(
        values, training, validation,
        elsewhere=np.array([record.elsewhere.accuracy for record in records]),
        answers={row: answers(snapshot, row) for row in ("validation", "elsewhere")})


def answers(snapshot: Snapshot, row: str) -> tuple[int, ...]:
    """What the network says of the pictures that ship for a first visit, at the size it sees."""
    assert snapshot.weights is not None, "a run that has ended has its weights"
    began = snapshot.began_as
    found = probabilities(first_tiles()[row].images, snapshot.weights.arrays,
                          architecture_of(began), began.pooling)
    return tuple(map(int, found.argmax(axis=1)))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--most", type=int, default=1000, help="runs to record now")
    arguments.add_argument("--grid", choices=GRIDS)
    given = arguments.parse_args()
    grids = ({name: list(runs) for name, runs in lesson_runs().items()} if PLACE.is_file()
             else {name: [] for name in GRIDS})
    prepare, left = PreparedData(), given.most
    for grid, values in planned():
        if any(run.values == values for run in grids[grid]) or given.grid not in (None, grid):
            continue
        if not left:
            break
        left -= 1
        run = recorded(grid, values, prepare)
        grids[grid].append(run)
        print(grid, values, f"training {run.training[-1]:.3f} validation "
              f"{run.validation[-1]:.3f}", flush=True)
        write_lesson_runs(grids)


if __name__ == "__main__":
    main()
