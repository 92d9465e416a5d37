"""The words of each sentence about a run: what is said where its condition holds.

Numbers come from the reading alone. `advice` has what to try next.
"""

from __future__ import annotations

from collections.abc import Callable

from playground.insight import turns
from playground.insight.conditions import CHANCE, STRETCH
from playground.insight.reading import EpochLook, Look, RunReading
from playground.insight.sparsity import NEAR_ZERO
from playground.messages import Message, _, lazy, lazy_p, ngettext, number, pgettext

_Text = Callable[[RunReading], str]


def percent(share: float) -> str:
    """A share of 1 in whole percent, never rounded to all or nothing that is not."""
    if 0 < share < 0.005:
        return _("under {share}", share=_whole(1))
    if 0.995 <= share < 1:
        return _("over {share}", share=_whole(99))
    return _whole(100 * share)


def percent_of(share: float) -> Message:
    """The same as a message, for what is worded later; of no share that is nearly 0 or 1."""
    return lazy("{points:.0f}\N{NO-BREAK SPACE}%", points=100 * share)


def _whole(points: float) -> str:
    return _("{points:.0f}\N{NO-BREAK SPACE}%", points=points)


def message_or(otherwise: Message) -> _Text:
    return lambda run: str(run.message or otherwise)


def queued(run: RunReading) -> str:
    ahead = (run.place_in_queue or 1) - 1
    if not ahead:
        return _("Waiting for a free place to train. It is next.")
    return ngettext("Waiting for a free place to train. One run is before it.",
                    "Waiting for a free place to train. {n} runs are before it.", ahead)


def diverged(run: RunReading) -> str:
    return _("Training diverged: the loss left every sensible range. "
             "The weights are those of the last whole epoch.")


def untrained(run: RunReading) -> str:
    return _("It has learned nothing yet.")


def first_steps(run: RunReading) -> str:
    return ngettext("{n:,} step done, and nothing measured yet.",
                    "{n:,} steps done, and nothing measured yet.", run.step)


def just_turned(run: RunReading) -> str:
    since, turned = run.steps_since_turn, sentence_case(turns.as_sentence(run.turn))
    if not since:
        return _("{turned}, and acts on the next step.", turned=turned)
    return ngettext("{turned}, {n:,} step ago.", "{turned}, {n:,} steps ago.", since, turned=turned)


def since_turn(run: RunReading) -> str:
    """What has happened, not by what: that only a twin can tell."""
    before, after = _around(run)
    return ngettext("Validation went from {before} to {after} within {n:,} step.",
                    "Validation went from {before} to {after} within {n:,} steps.",
                    after.step - before.step, before=percent(before.validation),
                    after=percent(after.validation))


def draining(run: RunReading) -> str:
    before, after = _around(run)
    return ngettext(
        "Within {n:,} step, weights below {small:g} went from {zeros_before} to {zeros_after}, and "
        "validation from {before} to {after}.",
        "Within {n:,} steps, weights below {small:g} went from {zeros_before} to {zeros_after}, "
        "and validation from {before} to {after}.",
        after.step - before.step, small=NEAR_ZERO,
        zeros_before=percent(before.near_zeros), zeros_after=percent(after.near_zeros),
        before=percent(before.validation), after=percent(after.validation))


def vanished(run: RunReading) -> str:
    now = _now(run)
    return _("It guesses: validation is at {validation}, and {zeros} of its {weights} are below "
             "{small:g}.", validation=percent(now.validation), zeros=percent(now.near_zeros),
             weights=_bearers(run), small=NEAR_ZERO)


def guessing(run: RunReading) -> str:
    return _("It guesses: validation is at {validation}, where chance is {chance}.",
             validation=percent(_now(run).validation), chance=percent(CHANCE))


def overfitting(run: RunReading) -> str:
    best, last = _best(run), _last(run)
    return _("It overfits: validation fell from {validation_then} to {validation} while training "
             "rose from {training_then} to {training}.",
             validation_then=percent(best.validation), validation=percent(last.validation),
             training_then=percent(best.training), training=percent(last.training))


def memorizing(run: RunReading) -> str:
    return _("Training is at {training} of labels of which only {right} are right: it has learned "
             "wrong ones by heart.",
             training=percent(_last(run).training), right=_whole(100 - run.wrong_labels))


def holding(run: RunReading) -> str:
    best, last = _best(run), _last(run)
    hard = [_("{share} of the data", share=_whole(run.share))] if run.share < 100 else []
    if run.wrong_labels:
        hard.append(_("{share} wrong labels", share=_whole(run.wrong_labels)))
    return _("Validation holds at {validation}, {best} at best, with {hard}.",
             validation=percent(last.validation), best=percent(best.validation), hard=hard)


def exact_zeros(run: RunReading) -> str:
    now = _now(run)
    return _("{zeros} of the {weights} are exactly zero, and validation is at {validation}.",
             zeros=sentence_case(percent(now.exact_zeros)), weights=_bearers(run),
             validation=percent(now.validation))


def sparse(run: RunReading) -> str:
    now = _now(run)
    zeros, validation = sentence_case(percent(now.near_zeros)), percent(now.validation)
    if not now.exact_zeros:
        return _("{zeros} of the {weights} are below {small:g}, none exactly zero; validation is "
                 "at {validation}.",
                 zeros=zeros, weights=_bearers(run), small=NEAR_ZERO, validation=validation)
    return _("{zeros} of the {weights} are below {small:g}, {exact} exactly zero; validation is "
             "at {validation}.", zeros=zeros, weights=_bearers(run), small=NEAR_ZERO,
             exact=percent(now.exact_zeros), validation=validation)


def dropout_on(run: RunReading) -> str:
    return _("Batches are at {batches}, measured with {off} of the units off; validation is at "
             "{validation}, measured with all of them on.",
             batches=percent(run.batch_accuracy or 0.0), off=percent(run.dropout),
             validation=percent(_now(run).validation))


def elsewhere(run: RunReading) -> str:
    last = _last(run)
    there = last.elsewhere or 0.0
    if there <= CHANCE + 0.07:
        return _("Validation is at {validation}, another setting at {there}, where chance is "
                 "{chance}.", validation=percent(last.validation), there=percent(there),
                 chance=percent(CHANCE))
    return _("Validation is at {validation}, another setting at {there}.",
             validation=percent(last.validation), there=percent(there))


def underfitting(run: RunReading) -> str:
    last = _last(run)
    return _("Training is at {training} and validation at {validation}; neither best rose by "
             "{points} points in {epochs} epochs.", training=percent(last.training),
             validation=percent(last.validation), points=2, epochs=STRETCH)


def gap(run: RunReading) -> str:
    last = _last(run)
    # Of the numbers as shown: what does not add up is not believed.
    points = round(100 * last.training) - round(100 * last.validation)
    return ngettext("Training is at {training}, validation at {validation}: a gap of {n} point.",
                    "Training is at {training}, validation at {validation}: a gap of {n} points.",
                    points, training=percent(last.training), validation=percent(last.validation))


def large_penalty(run: RunReading) -> str:
    times = (run.penalty or 0.0) / (run.data_loss or 1.0)
    shown = (number(times, ".2g") if times < 10 else number(times, ".0f") if times < 1000
             else _("over {n}", n=999))
    return _("The penalty is {times} times the data loss, and validation is at {validation}.",
             times=shown, validation=percent(_now(run).validation))


def improving(run: RunReading) -> str:
    back = run.looks[-4:]
    return ngettext("It learns: validation rose from {before} to {now} in {n} epoch.",
                    "It learns: validation rose from {before} to {now} in {n} epochs.",
                    len(back) - 1, before=percent(back[0].validation),
                    now=percent(back[-1].validation))


def plateau(run: RunReading) -> str:
    lately = [look.validation for look in run.looks[-STRETCH:]]
    low, high = percent(min(lately)), percent(max(lately))
    if low == high:
        return _("Validation has stayed at {level} for {epochs} epochs.",
                 level=low, epochs=STRETCH)
    return _("Validation has stayed between {low} and {high} for {epochs} epochs.",
             low=low, high=high, epochs=STRETCH)


FINISHED = lazy_p("before: after so many steps", "Finished")
STOPPED = lazy_p("before: after so many steps", "Stopped")
PAUSED = lazy_p("before: after so many steps", "Paused")
TRAINING = lazy_p("before: after so many steps", "Training")


def stopped(run: RunReading) -> str:
    return str(run.message) or standing(STOPPED)(run)


def standing(how: Message) -> _Text:
    """Where the run is, and its newest numbers."""

    def text(run: RunReading) -> str:
        validation = percent(_now(run).validation)
        if run.last is None:
            return ngettext("{how} after {n:,} step: validation is at {validation}.",
                            "{how} after {n:,} steps: validation is at {validation}.",
                            run.step, how=how, validation=validation)
        return ngettext(
            "{how} after {n:,} step: training is at {training}, validation is at {validation}.",
            "{how} after {n:,} steps: training is at {training}, validation is at {validation}.",
            run.step, how=how, training=percent(run.last.training), validation=validation)

    return text


def sentence_case(text: str) -> str:
    # "λ" has a capital, which nobody would recognize.
    return text if text.startswith("λ") else text[0].upper() + text[1:]


def _bearers(run: RunReading) -> str:
    if run.penalized:
        return pgettext("a share of the …", "penalized weights")
    return pgettext("a share of the …", "weights in the kernels a penalty would be on")


def _now(run: RunReading) -> Look:
    assert run.now is not None
    return run.now


def _last(run: RunReading) -> EpochLook:
    assert run.last is not None
    return run.last


def _best(run: RunReading) -> EpochLook:
    assert run.best is not None
    return run.best


def _around(run: RunReading) -> tuple[Look, Look]:
    assert run.around_turn is not None
    return run.around_turn
