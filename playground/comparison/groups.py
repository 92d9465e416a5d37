"""Runs of one setting with several seeds, found among others: what luck is told from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playground.comparison.luck import Luck, Measure, last_validation, paired
from playground.comparison.luck_words import LuckSentence, about
from playground.comparison.settings import effective
from playground.training.history import RECORDED, History


@dataclass(frozen=True)
class Verdict:
    """The runs of the baseline's setting and of another one, paired by seed."""

    baseline: tuple[History, ...]
    other: tuple[History, ...]
    luck: Luck
    said: LuckSentence


def by_setting(runs: Sequence[History]) -> tuple[tuple[History, ...], ...]:
    """Runs that differ in nothing but the seed together, in the order in which they appear.

    What was turned counts: two runs are of one setting where it was turned at the same steps.
    """
    groups: dict[object, list[History]] = {}
    for run in runs:
        values = effective(run.began_as)
        del values["seed"]
        turned = tuple((one.step, one.name, one.new) for one in run.changes)
        # A recorded run has the seed of those that are compared with it, and is no second of it.
        key = tuple(values.items()), turned, run.origin == RECORDED
        groups.setdefault(key, []).append(run)
    return tuple(map(tuple, groups.values()))


def verdicts(runs: Sequence[History], measure: Measure = last_validation) -> tuple[Verdict, ...]:
    """Of the setting of the first run with each other setting that shares a second seed with it."""
    if not runs:
        return ()
    ours, *others = by_setting(runs)
    found = []
    for theirs in others:
        luck = paired(ours, theirs, measure)
        if luck.n > 1:
            found.append(Verdict(ours, theirs, luck, about(luck, ours[0].name, theirs[0].name)))
    return tuple(found)
