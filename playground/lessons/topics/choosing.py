"""Choosing λ, and believing a result: validation, test, seeds, and a leak."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from playground.comparison.luck import Luck, Pair
from playground.insight.lesson_runs import CHOOSING, lesson_runs
from playground.lessons.computed import Answer, Condition, Numbers, Reply
from playground.lessons.given import Given
from playground.training.series.article_recorded import recorded_article

SAME = 0.01
"""By less than that two accuracies are called the same."""
HONEST, LEAKED = "none", "none-seen"


@dataclass(frozen=True, eq=False)
class Sweep:
    """Accuracies at the end of each run, (λ, seeds)."""

    lambdas: tuple[float, ...]
    seeds: tuple[int, ...]
    validation: NDArray[np.float64]
    test: NDArray[np.float64]

    def luck(self, chosen: int, count: int) -> Luck:
        """Of that λ against the first, which is none, over the first seeds; on validation."""
        return Luck(tuple(
            Pair(seed, float(self.validation[0, at]), float(self.validation[chosen, at]))
            for at, seed in enumerate(self.seeds[:count])))


@cache
def sweep() -> Sweep:
    """The recorded runs with one λ and one seed each."""
    runs = {(run.experiment.lambda_, run.experiment.seed): run for run in lesson_runs()[CHOOSING]}
    lambdas = tuple(sorted({strength for strength, _ in runs}))
    seeds = tuple(sorted({seed for _, seed in runs}))

    def table(name: str) -> NDArray[np.float64]:
        return np.array([[getattr(runs[strength, seed], name)[-1] for seed in seeds]
                         for strength in lambdas])

    return Sweep(lambdas, seeds, table("validation"), table("test"))


@dataclass(frozen=True)
class Leak:
    """Validation accuracies of the article's experiment, a seed each: pictures held out, and the
    same with `seen` of the `validated` trained on."""

    honest: tuple[float, ...]
    leaked: tuple[float, ...]
    seen: int
    validated: int


def leak() -> Leak:
    results = recorded_article()[0].results
    both = [runs for _, runs in sorted(results.items()) if HONEST in runs and LEAKED in runs]
    first = both[0][LEAKED]
    return Leak(tuple(runs[HONEST].accuracy for runs in both),
                tuple(runs[LEAKED].accuracy for runs in both),
                first.seen or 0, first.validated or 0)


def _the_best_on_test(given: Given) -> Reply:
    """What the run that is best on validation has on the pictures that chose nothing."""
    seen = sweep()
    best = np.unravel_index(seen.validation.argmax(), seen.validation.shape)
    validation, test = float(seen.validation[best]), float(seen.test[best])
    change = test - validation
    choice = "more" if change > SAME else "less" if change < -SAME else "same"
    return Reply(choice, {
        "runs": seen.validation.size, "validation": round(100 * validation),
        "test": round(100 * test)})


def _chosen_well(told: Numbers) -> bool:
    return told["seeds"] == len(sweep().seeds) and told["opened"] == 1 and told["rank"] == 1


ANSWERS = {
    "the-best-on-test": Answer(
        ("more", "same", "less"), _the_best_on_test, gives=("runs", "validation", "test")),
}
CONDITIONS = {"chosen-with-all-seeds": Condition(("seeds", "opened", "rank"), _chosen_well)}
