"""The numbers that a sentence about two runs is made from."""

from __future__ import annotations

from dataclasses import dataclass

from playground.comparison.comparable import ALL, ELSEWHERE, TRAINING, Comparability, comparability
from playground.messages import Text
from playground.training.as_of import best_of
from playground.training.history import History
from playground.training.states import LIVE_STATES


@dataclass(frozen=True)
class EndReading:
    """A run at its last epoch. Accuracies and shares are 0 to 1; `wrong_labels` in percent.

    `best` is the highest validation accuracy, first reached after epoch `best_epoch`. `penalized`:
    a penalty is on now. Where `epochs` is 0 nothing was measured, and no number means anything.
    """

    name: str
    epochs: int = 0
    live: bool = False
    diverged: bool = False
    validation: float = 0.0
    training: float = 0.0
    elsewhere: float | None = None
    validation_loss: float = 0.0
    best: float = 0.0
    best_epoch: int = 0
    exact_zeros: float = 0.0
    near_zeros: float = 0.0
    penalized: bool = False
    wrong_labels: int = 0


@dataclass(frozen=True)
class PairReading:
    """`ours` is the baseline; `why_not`: why they may not be compared, else empty."""

    ours: EndReading
    theirs: EndReading
    why_not: Text = ""
    same_labels: bool = True
    """Whether training accuracies may be compared."""
    same_elsewhere: bool = True

    @property
    def gained(self) -> float:
        """Validation accuracy of theirs above ours."""
        return self.theirs.validation - self.ours.validation

    @property
    def measured(self) -> bool:
        return bool(self.ours.epochs and self.theirs.epochs)


def pair_of(baseline: History, run: History) -> PairReading:
    """Of two runs; reads their records."""
    found = comparability(baseline, run)
    return PairReading(
        end_of(baseline), end_of(run), _why_not(found),
        same_labels=not found.forbids(TRAINING), same_elsewhere=not found.forbids(ELSEWHERE))


def end_of(run: History) -> EndReading:
    """A run where it stands."""
    now, wrong, live = run.experiment, run.began_as.wrong_labels, run.state in LIVE_STATES
    best = best_of(run.records)
    if best is None:
        return EndReading(run.name, live=live, diverged=run.diverged, wrong_labels=wrong)
    last = run.records[-1]
    return EndReading(
        run.name, run.epoch, live, run.diverged, last.validation.accuracy, last.training.accuracy,
        last.elsewhere.accuracy if last.elsewhere is not None else None,
        last.validation.data_loss, best.validation.accuracy, best.epoch, last.exact_zeros,
        last.near_zeros, now.regularizer != "none" and now.lambda_ > 0, wrong)


def _why_not(found: Comparability) -> Text:
    return next((reason.text for reason in found.reasons if reason.about == ALL), "")
