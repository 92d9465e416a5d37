"""What the article says, each statement with what these runs say of it.

Criteria, for each seed; a run counts once it is whole. None of the words or verdicts is fixed: all
follow from the runs' numbers. ln 3 = 1.10 is the loss of a network that guesses.

- `l1-fails`: L1's loss with the penalty is at least ln 3 and twice that of none, and its validation
  accuracy at most .5. At the weaker λ the same is asked.
- `l1-near-zeros`: more than half of L1's penalized weights are below .001. `l1-exact-zeros`: more
  than half are exactly zero. Both are also asked at the weaker λ.
- `l2-good`: L2's validation accuracy is at most .03 below that of none, its data loss at most
  ln 3 / 3. `l2-not-sparse`: at most half of its weights are below .001: the rule for L1.
- `dropout-good`: its data loss on validation is at most ln 3 / 3, and its validation accuracy at
  most .03 below that of none.
- `dropout-not-sparse`: at most half of its weights are below .001. `dropout-dispersed`: it takes at
  least .02 more of the weights than without dropout to carry 90 % of their sum.
- `more-data`, `fewer-regularizers`, `smaller-network`, `another-technique`: validation accuracy is
  at least .02 higher than without the remedy. The first and third are asked of L1 at the article's
  λ, and of none, where λ is 0; the last is met where L2 or dropout has it.
- `validation-is-new`: none of the validation pictures of the article's split is trained on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playground.insight.sparsity import NEAR_ZERO
from playground.messages import Message, lazy
from playground.training.series.article_plan import WEAK_LAMBDA
from playground.training.series.results import PointResult
from playground.training.series.verdicts import OPEN, verdict

GUESSING = math.log(3)
LOW_LOSS = GUESSING / 3
LOW_ACCURACY = 0.5
ALMOST = 0.03
HELPS = 0.02
MOSTLY = 0.5
DISPERSED = 0.02

Runs = Mapping[str, PointResult]
"""The whole runs of one seed by role."""
Judged = Callable[[Runs], bool | None]


@dataclass(frozen=True)
class Statement:
    """One row of the table. `numbers` by name, each a list with one of each seed, for JSON."""

    name: str
    said: Message
    measured: Message | None
    verdict: str
    numbers: Mapping[str, Any]


def statements(results: Mapping[int, Runs]) -> tuple[Statement, ...]:
    """All of them, of the whole runs by seed and role; what is not measured yet is OPEN."""
    seeds = [results[seed] for seed in sorted(results)]
    return tuple(row.of(seeds) for row in _TABLE)


@dataclass(frozen=True)
class _Row:
    name: str
    said: Message
    judged: Judged
    measured: Callable[[Mapping[str, Message]], Message]
    shown: Mapping[str, Callable[[Runs], float | None]]
    elsewhere: Judged | None = None

    def of(self, seeds: Sequence[Runs]) -> Statement:
        found = verdict(
            map(self.judged, seeds), map(self.elsewhere, seeds) if self.elsewhere else ())
        numbers = {name: [number for number in map(read, seeds) if number is not None]
                   for name, read in self.shown.items()}
        whole = found != OPEN and all(numbers.values())
        words = {name: _in_words(found, _UNITS.get(name.split("_")[-1], "percent"))
                 for name, found in numbers.items()} if whole else {}
        return Statement(
            self.name, self.said, self.measured(words) if whole else None, found, numbers)


_UNITS = {"loss": "loss"}


def _in_words(numbers: Sequence[float], unit: str) -> Message:
    """The mean, with the least and the most of several seeds."""
    mean, low, high = sum(numbers) / len(numbers), min(numbers), max(numbers)
    if unit == "loss":
        if len(numbers) == 1:
            return lazy("{mean:.2f}", mean=mean)
        return lazy("{mean:.2f} ({low:.2f} to {high:.2f})", mean=mean, low=low, high=high)
    mean, low, high = 100 * mean, 100 * low, 100 * high
    if len(numbers) == 1:
        return lazy("{mean:.1f}\N{NO-BREAK SPACE}%", mean=mean)
    return lazy("{mean:.1f}\N{NO-BREAK SPACE}% ({low:.1f} to {high:.1f})",
                mean=mean, low=low, high=high)


def _of(role: str, name: str) -> Callable[[Runs], float | None]:
    """A number of the run of that role, None where it is not there."""

    def read(runs: Runs) -> float | None:
        found = getattr(runs[role], name) if role in runs else None
        return None if found is None or not math.isfinite(found) else float(found)

    return read


def _fails(role: str) -> Judged:
    def judged(runs: Runs) -> bool | None:
        if role not in runs or "none" not in runs:
            return None
        bad, none = runs[role].total_loss, runs["none"].total_loss
        # A loss that is no number is as high as any.
        high = not bad < max(GUESSING, 2 * none)
        return high and runs[role].accuracy <= LOW_ACCURACY

    return judged


def _mostly(role: str, share: str, wanted: bool = True) -> Judged:
    def judged(runs: Runs) -> bool | None:
        if role not in runs:
            return None
        return bool(getattr(runs[role], share) > MOSTLY) is wanted

    return judged


def _good(role: str) -> Judged:
    def judged(runs: Runs) -> bool | None:
        if role not in runs or "none" not in runs:
            return None
        almost = runs[role].accuracy >= runs["none"].accuracy - ALMOST
        return almost and runs[role].loss <= LOW_LOSS

    return judged


def _dispersed(runs: Runs) -> bool | None:
    there = [runs[role].carrying for role in ("dropout", "none") if role in runs]
    if len(there) < 2 or there[0] is None or there[1] is None:
        return None
    return there[0] >= there[1] + DISPERSED


def _helps(better: str, worse: str) -> Judged:
    def judged(runs: Runs) -> bool | None:
        if better not in runs or worse not in runs:
            return None
        return runs[better].accuracy >= runs[worse].accuracy + HELPS

    return judged


def _other_technique(runs: Runs) -> bool | None:
    each = [_helps(role, "l1")(runs) for role in ("l2", "dropout")]
    return None if None in each else any(each)


def _new(runs: Runs) -> bool | None:
    seen = runs["none-seen"].seen if "none-seen" in runs else None
    return None if seen is None else seen == 0


def _seen_share(runs: Runs) -> float | None:
    run = runs.get("none-seen")
    if run is None or run.seen is None or not run.validated:
        return None
    return run.seen / run.validated


_TABLE: tuple[_Row, ...] = (
    _Row("l1-fails", lazy("With L1 at λ = 0.01 the loss is very high and the accuracy very low."),
         _fails("l1"),
         lambda n: lazy(
             "L1 ends with a loss of {l1_loss}, penalty included, and {l1} on validation; no "
             "penalty ends with {none_loss} and {none}. At λ = {weak:g}, L1 ends with {weak_loss} "
             "and {l1_weak}.",
             **n, weak=WEAK_LAMBDA),
         {"l1_loss": _of("l1", "total_loss"), "l1": _of("l1", "accuracy"),
          "none_loss": _of("none", "total_loss"), "none": _of("none", "accuracy"),
          "weak_loss": _of("l1-weak", "total_loss"), "l1_weak": _of("l1-weak", "accuracy")},
         _fails("l1-weak")),
    _Row("l1-near-zeros", lazy("With L1 the weights are mostly close to zero."),
         _mostly("l1", "near_zeros"),
         lambda n: lazy(
             "{l1} of the penalized weights are below {small:g} with L1, {none} without. "
             "At λ = {weak:g} {l1_weak} are.", **n, weak=WEAK_LAMBDA, small=NEAR_ZERO),
         {"l1": _of("l1", "near_zeros"), "none": _of("none", "near_zeros"),
          "l1_weak": _of("l1-weak", "near_zeros")},
         _mostly("l1-weak", "near_zeros")),
    _Row("l1-exact-zeros",
         lazy("With L1 the weight matrix is sparse: most of its values are zero."),
         _mostly("l1", "exact_zeros"),
         lambda n: lazy(
             "{l1} of the penalized weights are exactly zero with L1; below {small:g} are {near}.",
             **n, small=NEAR_ZERO),
         {"l1": _of("l1", "exact_zeros"), "near": _of("l1", "near_zeros")},
         _mostly("l1-weak", "exact_zeros")),
    _Row("l2-good", lazy("L2 at λ = 0.01 is almost as good as no regularization."),
         _good("l2"),
         lambda n: lazy(
             "L2 ends at {l2} on validation, with a loss of {l2_loss}; no penalty ends at {none}.",
             **n),
         {"l2": _of("l2", "accuracy"), "none": _of("none", "accuracy"),
          "l2_loss": _of("l2", "loss")}),
    _Row("l2-not-sparse", lazy("With L2 the weights are not sparse."),
         _mostly("l2", "near_zeros", wanted=False),
         lambda n: lazy(
             "{l2} of the penalized weights are below {small:g} with L2, {l2_exact} are exactly "
             "zero. 90\N{NO-BREAK SPACE}% of the weights' sum lies in {l2_carrying} of them with "
             "L2, in {none_carrying} without a penalty, and in {l1_carrying} with L1.",
             **n, small=NEAR_ZERO),
         {"l2": _of("l2", "near_zeros"), "l2_exact": _of("l2", "exact_zeros"),
          "l2_carrying": _of("l2", "carrying"), "none_carrying": _of("none", "carrying"),
          "l1_carrying": _of("l1", "carrying")}),
    _Row("dropout-good", lazy("With dropout the losses are low and the accuracy is high."),
         _good("dropout"),
         lambda n: lazy(
             "Dropout ends with a loss of {dropout_loss} and {dropout} on validation; no dropout "
             "ends with {none_loss} and {none}.", **n),
         {"dropout_loss": _of("dropout", "loss"), "dropout": _of("dropout", "accuracy"),
          "none_loss": _of("none", "loss"), "none": _of("none", "accuracy")}),
    _Row("dropout-not-sparse", lazy("With dropout the weights are not sparse."),
         _mostly("dropout", "near_zeros", wanted=False),
         lambda n: lazy(
             "{dropout} of the weights are below {small:g} with dropout, {none} without.",
             **n, small=NEAR_ZERO),
         {"dropout": _of("dropout", "near_zeros"), "none": _of("none", "near_zeros")}),
    _Row("dropout-dispersed", lazy("Dropout disperses the values of the weights."),
         _dispersed,
         lambda n: lazy(
             "90\N{NO-BREAK SPACE}% of the weights' sum lies in {dropout} of them with dropout, in "
             "{none} without.", **n),
         {"dropout": _of("dropout", "carrying"), "none": _of("none", "carrying")}),
    _Row("more-data", lazy("More data helps."),
         _helps("l1", "l1-half"),
         lambda n: lazy(
             "From half of the pictures to all, validation goes from {l1_half} to {l1} with L1, "
             "and from {none_half} to {none} without.", **n),
         {"l1_half": _of("l1-half", "accuracy"), "l1": _of("l1", "accuracy"),
          "none_half": _of("none-half", "accuracy"), "none": _of("none", "accuracy")},
         _helps("none", "none-half")),
    _Row("fewer-regularizers", lazy("Fewer regularizers help: one layer instead of three."),
         _helps("l1-fewer", "l1"),
         lambda n: lazy(
             "With L1 on the largest layer alone validation ends at {fewer}, on three layers at "
             "{l1}.", **n),
         {"fewer": _of("l1-fewer", "accuracy"), "l1": _of("l1", "accuracy")}),
    _Row("another-technique", lazy("A different regularization technique helps."),
         _other_technique,
         lambda n: lazy(
             "Where L1 ends at {l1} on validation, L2 ends at {l2} and dropout at {dropout}.", **n),
         {"l1": _of("l1", "accuracy"), "l2": _of("l2", "accuracy"),
          "dropout": _of("dropout", "accuracy")}),
    _Row("smaller-network", lazy("A smaller network helps: two conv layers instead of four."),
         _helps("l1-small", "l1"),
         lambda n: lazy(
             "With two conv layers validation ends at {l1_small} with L1, with four at {l1}; "
             "without L1 at {none_small} and {none}.", **n),
         {"l1_small": _of("l1-small", "accuracy"), "l1": _of("l1", "accuracy"),
          "none_small": _of("none-small", "accuracy"), "none": _of("none", "accuracy")},
         _helps("none-small", "none")),
    _Row("validation-is-new", lazy("The validation pictures are new to the network."),
         _new,
         lambda n: lazy(
             "On the article's split the network trains on {seen} of its validation pictures, and "
             "ends at {published} on them; on an honest split it ends at {none}.", **n),
         {"seen": _seen_share, "published": _of("none-seen", "accuracy"),
          "none": _of("none", "accuracy")}),
)
NAMES = tuple(row.name for row in _TABLE)
