"""The recorded runs that lessons show: settings around the Play page's experiment, and what came.

Three grids ship. `overfitting`: capacity, share of the pictures and wrong labels. `setting`: clean
pictures of one setting, of the same varied, and of many, each judged on another. `choosing`: λ of
L2 with several seeds, each run judged on two halves of the pictures that were held out. Made by
`python -m tools.record_lessons`; read without TensorFlow.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import lazy
from playground.presets import PLAY_DEFAULT

PLACE = Path(__file__).parents[1] / "assets" / "recorded" / "lessons.json"
OVERFITTING, SETTING, CHOOSING = "overfitting", "setting", "choosing"
GRIDS = (OVERFITTING, SETTING, CHOOSING)
CURVES = ("training", "validation", "test", "elsewhere")
Curve = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class LessonRun:
    """Accuracies after each epoch, (e,). `test` is empty where all that was held out validates,
    and `elsewhere` where no other setting was looked at.

    `values`: what of the Play page's experiment was set otherwise, by control name. `answers`: the
    classes that it gave the pictures of `first_pictures`, by their row, (n,).
    """

    values: Mapping[str, Any]
    training: Curve
    validation: Curve
    test: Curve = field(default_factory=lambda: np.zeros(0))
    elsewhere: Curve = field(default_factory=lambda: np.zeros(0))
    answers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def experiment(self) -> Experiment:
        return PLAY_DEFAULT.experiment().with_values(self.values)

    @property
    def gap(self) -> float:
        """The generalization gap after the last epoch."""
        return float(self.training[-1] - self.validation[-1])


@lru_cache(maxsize=2)
def lesson_runs(place: Path = PLACE) -> Mapping[str, tuple[LessonRun, ...]]:
    """By the names in GRIDS. Raises `BadInput` where they are damaged."""
    try:
        grids = json.loads(place.read_text(encoding="utf-8"))
        return {name: tuple(_run(row) for row in grids[name]) for name in GRIDS}
    except (OSError, ValueError, KeyError, TypeError):
        raise BadInput(lazy(
            "The recorded runs of this app are damaged; install it again.")) from None


def write_lesson_runs(grids: Mapping[str, Sequence[LessonRun]], place: Path = PLACE) -> None:
    """The inverse of `lesson_runs`, to four decimals."""
    rows = {name: [_row(run) for run in grids[name]] for name in GRIDS}
    text = json.dumps(rows, separators=(",", ":")).replace("},{", "},\n{")
    place.write_text(text + "\n", encoding="utf-8")


def overfitting(values: Mapping[str, Any]) -> LessonRun | None:
    """The run of that grid with these settings; None where it was not recorded."""
    wanted = PLAY_DEFAULT.experiment().with_values({**values, "another-setting": ""})
    return next((run for run in lesson_runs()[OVERFITTING] if run.experiment == wanted), None)


def _row(run: LessonRun) -> dict[str, Any]:
    curves = {name: np.round(getattr(run, name), 4).tolist() for name in CURVES}
    return {"values": dict(run.values), **curves,
            "answers": {row: list(given) for row, given in run.answers.items()}}


def _run(row: Mapping[str, Any]) -> LessonRun:
    answers = {str(name): tuple(map(int, given)) for name, given in row["answers"].items()}
    curves = {name: _curve(row[name]) for name in CURVES}
    return LessonRun(dict(row["values"]), answers=answers, **curves)


def _curve(numbers: Sequence[float]) -> Curve:
    curve = np.array(numbers, np.float64)
    curve.flags.writeable = False
    return curve
