"""What pruning shows, in sentences made from its numbers: each states what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playground.insight.conditions import GUESSING
from playground.insight.phrases import percent
from playground.insight.pruning import PrunedReading, removable
from playground.messages import Text, _

FAR_APART = 10
"""Percent: what two networks can do without differs by so much, or is much the same."""


@dataclass(frozen=True)
class PrunedRun:
    """A run by the name that is shown, with its readings from 0 percent up."""

    name: Text
    curve: Sequence[PrunedReading]

    @property
    def whole(self) -> float | None:
        """Validation accuracy with nothing removed."""
        return self.curve[0].accuracy.get("validation") if self.curve else None

    @property
    def spare(self) -> float | None:
        """Percent of the weights that can be removed for a point of validation accuracy at most.

        None where nothing can be said: without a reading, or of a network that guesses.
        """
        if self.whole is None or self.whole <= GUESSING:
            return None
        return removable(self.curve, "validation")


def of_run(run: PrunedRun) -> str:
    """What can be removed of one network; empty without a reading."""
    if run.whole is None:
        return ""
    now, spare = percent(run.whole), run.spare
    if spare is None:
        return _("{run}: it guesses with all its weights, {accuracy} of the validation pictures, "
                 "so removing some tells nothing.", run=run.name, accuracy=now)
    if not spare:
        return _("{run}: removing the smallest {share} of its weights already costs more than a "
                 "point of its {accuracy} on validation.", run=run.name,
                 share=percent(run.curve[min(1, len(run.curve) - 1)].percent / 100), accuracy=now)
    share = percent(spare / 100)
    if run.curve[0].zeros >= 0.01:
        return _("{run}: {zeros} of its weights are zero as they are, and {share} can be removed "
                 "before validation falls by more than a point from {accuracy}.", run=run.name,
                 zeros=percent(run.curve[0].zeros), share=share, accuracy=now)
    return _("{run}: {share} of its weights can be removed before validation falls by more than a "
             "point from {accuracy}.", run=run.name, share=share, accuracy=now)


def against(baseline: PrunedRun, run: PrunedRun) -> str:
    """How much more or less of one network can be removed; empty where that cannot be told.

    Nor where nothing can be: `of_run` says it better.
    """
    if baseline.spare is None or not run.spare:
        return ""
    words = {"run": run.name, "share": percent(run.spare / 100),
             "baseline": baseline.name, "other": percent(baseline.spare / 100)}
    if abs(run.spare - baseline.spare) < FAR_APART:
        return _("For at most a point of validation, {run} and {baseline} can do without much the "
                 "same share of their weights: {share} and {other}.", **words)
    return _("For at most a point of validation, {run} can do without {share} of its weights, "
             "{baseline} without {other}.", **words)


def sentences(runs: Sequence[PrunedRun]) -> list[str]:
    """Of several runs, the first of which is the baseline: how each compares, or what it is."""
    if len(runs) == 1 or (runs and runs[0].spare is None):
        return [said for run in runs if (said := of_run(run))]
    return [said for run in runs[1:] if (said := against(runs[0], run) or of_run(run))]
