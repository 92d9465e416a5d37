"""The words of each sentence about two runs: what is said where its condition holds."""

from __future__ import annotations

from playground.comparison.reading import EndReading, PairReading
from playground.insight.phrases import percent
from playground.insight.sparsity import NEAR_ZERO
from playground.messages import _, lazy_n, ngettext, number


def not_comparable(pair: PairReading) -> str:
    return _("“{other}” is not comparable with “{baseline}”. {why}", why=pair.why_not,
             **_names(pair))


def not_measured(pair: PairReading) -> str:
    missing = pair.theirs if not pair.theirs.epochs else pair.ours
    return _("Of “{name}” nothing has been measured yet.", name=missing.name)


def diverged(pair: PairReading) -> str:
    return _("“{other}” diverged; “{baseline}” is at {validation}.",
             validation=percent(pair.ours.validation), **_names(pair))


def at_another_epoch(pair: PairReading) -> str:
    ours, theirs = pair.ours, pair.theirs
    return _("“{other}” is at {theirs} after {their_epochs}, “{baseline}” at {ours} after "
             "{our_epochs}.", theirs=percent(theirs.validation), ours=percent(ours.validation),
             their_epochs=_epochs(theirs), our_epochs=_epochs(ours), **_names(pair))


def vanished(pair: PairReading) -> str:
    theirs = pair.theirs
    return _("“{other}” guesses: validation is at {theirs}, and {zeros} of its weights are below "
             "{small:g}; “{baseline}” is at {ours}.", theirs=percent(theirs.validation),
             zeros=percent(theirs.near_zeros), small=NEAR_ZERO,
             ours=percent(pair.ours.validation), **_names(pair))


def memorizes_less(pair: PairReading) -> str:
    ours, theirs = pair.ours, pair.theirs
    return _("“{baseline}” reproduces {our_training} of its labels, of which only {right} are "
             "right, “{other}” {their_training}; validation is at {ours} and {theirs}.",
             our_training=percent(ours.training), their_training=percent(theirs.training),
             right=percent(1 - ours.wrong_labels / 100), ours=percent(ours.validation),
             theirs=percent(theirs.validation), **_names(pair))


def sparser_and_better(pair: PairReading) -> str:
    return ngettext(
        "“{other}” is {n} point above “{baseline}” on validation, {theirs} against {ours}, with "
        "{their_zeros} of its weights below {small:g} against {our_zeros}.",
        "“{other}” is {n} points above “{baseline}” on validation, {theirs} against {ours}, with "
        "{their_zeros} of its weights below {small:g} against {our_zeros}.",
        points(pair), **_scores(pair), **_zeros(pair))


def sparser_and_worse(pair: PairReading) -> str:
    return ngettext(
        "“{other}” is {n} point below “{baseline}” on validation, {theirs} against {ours}, with "
        "{their_zeros} of its weights below {small:g} against {our_zeros}.",
        "“{other}” is {n} points below “{baseline}” on validation, {theirs} against {ours}, with "
        "{their_zeros} of its weights below {small:g} against {our_zeros}.",
        -points(pair), **_scores(pair), **_zeros(pair))


def sparser_and_as_good(pair: PairReading) -> str:
    return _("“{other}” is at {theirs} on validation, “{baseline}” at {ours}, and {their_zeros} of "
             "its weights are below {small:g} against {our_zeros}.",
             **_scores(pair), **_zeros(pair))


def better(pair: PairReading) -> str:
    return ngettext(
        "“{other}” is {n} point above “{baseline}” on validation: {theirs} against {ours}.",
        "“{other}” is {n} points above “{baseline}” on validation: {theirs} against {ours}.",
        points(pair), **_scores(pair))


def worse(pair: PairReading) -> str:
    return ngettext(
        "“{other}” is {n} point below “{baseline}” on validation: {theirs} against {ours}.",
        "“{other}” is {n} points below “{baseline}” on validation: {theirs} against {ours}.",
        -points(pair), **_scores(pair))


def elsewhere(pair: PairReading) -> str:
    return _("On validation “{other}” is at {theirs} and “{baseline}” at {ours}; in another "
             "setting at {theirs_there} and {ours_there}.",
             theirs_there=percent(pair.theirs.elsewhere or 0.0),
             ours_there=percent(pair.ours.elsewhere or 0.0), **_scores(pair))


def better_best(pair: PairReading) -> str:
    return _("“{other}” is at {theirs} on validation and “{baseline}” at {ours}; at their best "
             "they were at {their_best} (epoch {their_epoch}) and {our_best} (epoch {our_epoch}).",
             their_best=percent(pair.theirs.best), our_best=percent(pair.ours.best),
             their_epoch=pair.theirs.best_epoch, our_epoch=pair.ours.best_epoch, **_scores(pair))


def another_loss(pair: PairReading) -> str:
    return _("“{other}” is at {theirs} on validation and “{baseline}” at {ours}, with a loss of "
             "{their_loss} and {our_loss}.",
             their_loss=number(pair.theirs.validation_loss, ".2f"),
             our_loss=number(pair.ours.validation_loss, ".2f"), **_scores(pair))


def alike(pair: PairReading) -> str:
    return _("“{other}” and “{baseline}” are alike on validation: {theirs} and {ours}.",
             **_scores(pair))


def points(pair: PairReading) -> int:
    """Of the numbers as shown: what does not add up is not believed."""
    return round(100 * pair.theirs.validation) - round(100 * pair.ours.validation)


def _names(pair: PairReading) -> dict[str, str]:
    return {"other": pair.theirs.name, "baseline": pair.ours.name}


def _scores(pair: PairReading) -> dict[str, str]:
    return {"theirs": percent(pair.theirs.validation), "ours": percent(pair.ours.validation),
            **_names(pair)}


def _zeros(pair: PairReading) -> dict[str, object]:
    return {"their_zeros": percent(pair.theirs.near_zeros),
            "our_zeros": percent(pair.ours.near_zeros), "small": NEAR_ZERO}


def _epochs(run: EndReading) -> object:
    return lazy_n("{n:,} epoch", "{n:,} epochs", run.epochs)
