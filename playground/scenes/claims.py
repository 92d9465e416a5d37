"""What the scenes claim, as something that training can contradict.

Each claim names the runs that it is judged by; `benchmarks/scenes.py` trains them over five seeds
and prints in how many it holds. Shares are from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playground.change import Change
from playground.experiment import Experiment
from playground.presets import PLAY_DEFAULT, PLAY_METHODS, PRESETS, TURNED_ON

TURNED_AT = 10
"""The epoch after which a scene turns a knob."""
STEPS_AN_EPOCH = 23
"""Of the Play page's default experiment."""


@dataclass(frozen=True)
class Planned:
    """A run of a scene: how it begins, and what is turned in it."""

    experiment: Experiment
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """A run's last epoch, and its best validation accuracy. `zeros`: of the penalized weights."""

    training: float
    validation: float
    best: float
    elsewhere: float
    zeros: float
    near_zeros: float


Outcomes = Mapping[str, Outcome]


@dataclass(frozen=True)
class Claim:
    """`words` for docs and printed tables; `runs` by the role that `holds` and `told` know."""

    words: str
    runs: Mapping[str, Planned]
    holds: Callable[[Outcomes], bool]
    told: Callable[[Outcomes], str]


def _preset(name: str, **values: object) -> Planned:
    return Planned(PRESETS[name].experiment().with_values(values))


_ALONE = Planned(PLAY_DEFAULT.experiment())
_L1_LATE = Planned(PLAY_DEFAULT.experiment(), tuple(
    Change(TURNED_AT * STEPS_AN_EPOCH, name, None, value)
    for name, value in TURNED_ON["l1"].items()))
_DROPOUT = Planned(PLAY_METHODS["dropout"].experiment())
_PROXIMAL = Planned(PLAY_METHODS["l1-proximal"].experiment())

CLAIMS: Mapping[str, Claim] = {
    "validation-falls-while-training-rises": Claim(
        "Training ends at .90 or more, validation at least .10 below its best.",
        {"alone": _ALONE},
        lambda runs: runs["alone"].training >= 0.9
        and runs["alone"].validation <= runs["alone"].best - 0.1,
        lambda runs: f"training {runs['alone'].training:.3f}, validation best "
                     f"{runs['alone'].best:.3f}, end {runs['alone'].validation:.3f}"),
    "l1-ends-above-its-twin": Claim(
        f"L1 turned on after epoch {TURNED_AT} ends at least .05 above the same run without it.",
        {"alone": _ALONE, "l1": _L1_LATE},
        lambda runs: runs["l1"].validation >= runs["alone"].validation + 0.05,
        lambda runs: f"with {runs['l1'].validation:.3f}, without "
                     f"{runs['alone'].validation:.3f}, near zero {runs['l1'].near_zeros:.0%}"),
    "l1-of-the-article-collapses": Claim(
        "With L1 at 0.01 from the first step training and validation stay below .45, most weights "
        "are below 0.001, and not one in a thousand is exactly zero.",
        {"l1": _preset("l1", epochs=8)},
        lambda runs: max(runs["l1"].training, runs["l1"].validation) < 0.45
        and runs["l1"].near_zeros > 0.5 and runs["l1"].zeros < 0.001,
        lambda runs: f"training {runs['l1'].training:.3f}, validation "
                     f"{runs['l1'].validation:.3f}, near zero {runs['l1'].near_zeros:.0%}, "
                     f"exactly {runs['l1'].zeros:.2%}"),
    "dropout-ends-above": Claim(
        "With dropout 0.6 validation ends at least .05 above the same seed without.",
        {"alone": _ALONE, "dropout": _DROPOUT},
        lambda runs: runs["dropout"].validation >= runs["alone"].validation + 0.05,
        lambda runs: f"with {runs['dropout'].validation:.3f}, without "
                     f"{runs['alone'].validation:.3f}"),
    "perfect-here-lost-there": Claim(
        "Without wrong labels validation ends at .95 or more, and another setting at .50 or less.",
        {"clean": _preset("none", epochs=10)},
        lambda runs: runs["clean"].validation >= 0.95 and runs["clean"].elsewhere <= 0.5,
        lambda runs: f"validation {runs['clean'].validation:.3f}, elsewhere "
                     f"{runs['clean'].elsewhere:.3f}"),
    "most-weights-are-not-needed": Claim(
        "With the proximal L1 at 0.2 at least half of the penalized weights are exactly zero, and "
        "validation ends no lower than without.",
        {"alone": _ALONE, "proximal": _PROXIMAL},
        lambda runs: runs["proximal"].zeros >= 0.5
        and runs["proximal"].validation >= runs["alone"].validation,
        lambda runs: f"zeros {runs['proximal'].zeros:.0%}, with "
                     f"{runs['proximal'].validation:.3f}, without "
                     f"{runs['alone'].validation:.3f}"),
}
