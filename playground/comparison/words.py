"""Sentences from the numbers of a comparison: of two runs, and of all of them together.

`RULES` is read from the top: the first whose condition holds is said. A sentence states what was
measured and never why; of one run a setting nobody knows whether another seed would do the same,
which `overall` says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playground.comparison import conditions as when
from playground.comparison import phrases as say
from playground.comparison.groups import verdicts
from playground.comparison.reading import EndReading, PairReading, end_of, pair_of
from playground.insight.phrases import percent
from playground.messages import _, ngettext
from playground.training.history import History


@dataclass(frozen=True)
class Said:
    """`state` names the rule; `text` says what is so."""

    state: str
    text: str

    @property
    def of_luck(self) -> bool:
        """Whether it says of a difference that it may, or may not, be luck."""
        return self.state == "one-seed" or self.state.startswith("luck-")


@dataclass(frozen=True)
class Rule:
    """When `condition` holds of two runs, `text` is true of them."""

    state: str
    condition: Callable[[PairReading], bool]
    text: Callable[[PairReading], str]


RULES = (
    # Whether anything can be said
    Rule("not-comparable", when.may_not_be_compared, say.not_comparable),
    Rule("not-measured", when.is_not_measured, say.not_measured),
    Rule("diverged", when.diverged, say.diverged),
    Rule("other-epoch", when.is_at_another_epoch, say.at_another_epoch),
    # Where validation differs
    Rule("vanished", when.guesses_with_vanished_weights, say.vanished),
    Rule("memorizes-less", when.memorizes_less, say.memorizes_less),
    Rule("sparser-and-better", when.is_sparser_and_better, say.sparser_and_better),
    Rule("sparser-and-as-good", when.is_sparser_and_as_good, say.sparser_and_as_good),
    Rule("sparser-and-worse", when.is_sparser_and_worse, say.sparser_and_worse),
    Rule("better", when.is_better, say.better),
    Rule("worse", when.is_worse, say.worse),
    # Where it does not
    Rule("better-elsewhere", when.is_better_elsewhere, say.elsewhere),
    Rule("worse-elsewhere", when.is_worse_elsewhere, say.elsewhere),
    Rule("better-best", when.had_a_better_best, say.better_best),
    Rule("another-loss", when.has_another_loss, say.another_loss),
    Rule("alike", when.are_alike, say.alike),
)


def describe(pair: PairReading) -> Said:
    """The sentence of the first rule that holds."""
    return next(Said(rule.state, rule.text(pair)) for rule in RULES if rule.condition(pair))


def sentences(runs: Sequence[History]) -> tuple[Said, ...]:
    """One of each run but the first, which is the baseline, with that."""
    return tuple(describe(pair_of(runs[0], run)) for run in runs[1:])


def overall(runs: Sequence[History]) -> tuple[Said, ...]:
    """Which run is best, and whether that may be luck: what a first look is to be told."""
    if len(runs) < 2:
        return (Said("one-run", _("Choose a second run to compare with.")),)
    pairs = [pair_of(runs[0], run) for run in runs[1:]]
    fair = [end_of(runs[0]), *(pair.theirs for pair in pairs if not pair.why_not)]
    measured = [end for end in fair if end.epochs]
    left_out = len(runs) - len(fair)
    said = [_best(measured)]
    if left_out:
        said.append(Said("left-out", ngettext(
            "{n} run is not comparable with the baseline.",
            "{n} runs are not comparable with the baseline.", left_out)))
    found = verdicts(runs)
    said += [Said(f"luck-{one.said.state}", str(one.said.text)) for one in found]
    if len(measured) > 1 and not found:
        said.append(Said("one-seed", _(
            "This is one seed: only more seeds tell whether it is luck.")))
    return tuple(said)


def _best(measured: Sequence[EndReading]) -> Said:
    if len(measured) < 2:
        return Said("nothing-to-compare", _("There are no two runs with numbers to compare yet."))
    ranked = sorted(measured, key=lambda end: -end.validation)
    first, second = ranked[0], ranked[1]
    if first.validation - ranked[-1].validation < when.ALIKE:
        return Said("all-alike", _(
            "All are alike on validation: {low} to {high}.",
            low=percent(ranked[-1].validation), high=percent(first.validation)))
    if first.validation - second.validation < when.ALIKE:
        near = [end.name for end in ranked if first.validation - end.validation < when.ALIKE]
        return Said("several-best", _(
            "Best on validation are {names}: up to {high}.",
            names=[_("“{name}”", name=name) for name in near], high=percent(first.validation)))
    return Said("best", _(
        "“{name}” is best on validation: {high}, the next {second}.",
        name=first.name, high=percent(first.validation), second=percent(second.validation)))
