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
from playground.messages import _, listed, ngettext
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

    @property
    def of_ends(self) -> bool:
        """Whether its percentages are validation accuracies, each at its run's last epoch."""
        return self.state in ("best", "several-best", "all-alike")


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


def overall(runs: Sequence[History], letters: Sequence[str] = ()) -> tuple[Said, ...]:
    """Which run is best, and whether that may be luck: what a first look is to be told.

    `letters`, one a run: what they are called where several are named at once; else by their names.
    """
    if len(runs) < 2:
        return (Said("one-run", _("Choose a second run to compare with.")),)
    called = letters or [_("“{name}”", name=run.name) for run in runs]
    pairs = [pair_of(runs[0], run) for run in runs[1:]]
    fair = [(called[0], end_of(runs[0])), *(
        (name, pair.theirs) for name, pair in zip(called[1:], pairs, strict=True)
        if not pair.why_not)]
    measured = [(name, end) for name, end in fair if end.epochs]
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


def _best(measured: Sequence[tuple[str, EndReading]]) -> Said:
    """Of each what it is called, and where it ends."""
    if len(measured) < 2:
        return Said("nothing-to-compare", _("There are no two runs with numbers to compare yet."))
    ranked = sorted((end for _name, end in measured), key=lambda end: -end.validation)
    first, second = ranked[0], ranked[1]
    if first.validation - second.validation >= when.ALIKE:
        return Said("best", _(
            "“{name}” is best on validation: {high}, the next {second}.",
            name=first.name, high=percent(first.validation), second=percent(second.validation)))
    near: list[tuple[str, float]] = []
    behind: list[tuple[str, float]] = []
    for name, end in sorted(measured, key=lambda one: one[0]):
        tied = first.validation - end.validation < when.ALIKE
        (near if tied else behind).append((name, end.validation))
    names, level = [name for name, _end in near], _level(near)
    if not behind:
        return Said("all-alike", _(
            "Too close to call on validation: {names} end at {level}.", names=names, level=level))
    return Said("several-best", ngettext(
        "Too close to call on validation: {names} end at {level}; {others} ends at {lower}.",
        "Too close to call on validation: {names} end at {level}; {others} end at {lower}.",
        len(behind), names=names, level=level, others=listed([name for name, _end in behind]),
        lower=_level(behind)))


def _level(ends: Sequence[tuple[str, float]]) -> str:
    """Where all of them lie, in whole percent."""
    shares = [share for _name, share in ends]
    low, high = percent(min(shares)), percent(max(shares))
    if low == high:
        return high
    if min(shares) < 0.005 or max(shares) >= 0.995:
        return _("{low} to {high}", low=low, high=high)
    return _("{low:.0f} to {high:.0f}\N{NO-BREAK SPACE}%",
             low=100 * min(shares), high=100 * max(shares))
