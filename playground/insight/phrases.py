"""The words of each sentence about a run: what is said where its condition holds.

Numbers come from the reading alone. `advice` has what to try next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playground.experiment import CONTROLS
from playground.insight.conditions import CHANCE, STRETCH
from playground.insight.reading import EpochLook, Look, RunReading
from playground.insight.sparsity import NEAR_ZERO

_SPOKEN = {"none": "none", "l1": "L1", "l2": "L2", "l1l2": "L1 + L2", "l1-proximal": "proximal L1"}
_NO_BREAK = "\N{NO-BREAK SPACE}"
_Text = Callable[[RunReading], str]


def percent(share: float) -> str:
    """A share of 1 in whole percent, never rounded to all or nothing that is not."""
    if 0 < share < 0.005:
        return f"under 1{_NO_BREAK}%"
    if 0.995 <= share < 1:
        return f"over 99{_NO_BREAK}%"
    return f"{100 * share:.0f}{_NO_BREAK}%"


def message_or(otherwise: str) -> _Text:
    return lambda run: run.message or otherwise


def queued(run: RunReading) -> str:
    ahead = (run.place_in_queue or 1) - 1
    before = {0: "It is next", 1: "One run is before it"}.get(ahead, f"{ahead} runs are before it")
    return f"Waiting for a free place to train. {before}."


def diverged(run: RunReading) -> str:
    return ("Training diverged: the loss left every sensible range. "
            "The weights are those of the last whole epoch.")


def untrained(run: RunReading) -> str:
    return "It has learned nothing yet."


def first_steps(run: RunReading) -> str:
    return f"{_count(run.step, 'step')} done, and nothing measured yet."


def just_turned(run: RunReading) -> str:
    since = run.steps_since_turn
    when = f"{_count(since, 'step')} ago" if since else "and acts on the next step"
    return f"{_sentence_case(_turned(run))}, {when}."


def since_turn(run: RunReading) -> str:
    before, after = _around(run)
    return (f"Since {_turned(run)}, validation went from {percent(before.validation)} "
            f"to {percent(after.validation)}.")


def draining(run: RunReading) -> str:
    before, after = _around(run)
    return (f"Since {_turned(run)}, weights below {NEAR_ZERO:g} went from "
            f"{percent(before.near_zeros)} to {percent(after.near_zeros)}, and validation from "
            f"{percent(before.validation)} to {percent(after.validation)}.")


def vanished(run: RunReading) -> str:
    now = _now(run)
    return (f"It guesses: validation is at {percent(now.validation)}, and "
            f"{percent(now.near_zeros)} of its {_bearers(run)} are below {NEAR_ZERO:g}.")


def guessing(run: RunReading) -> str:
    return (f"It guesses: validation is at {percent(_now(run).validation)}, where chance is "
            f"{percent(CHANCE)}.")


def overfitting(run: RunReading) -> str:
    best, last = _best(run), _last(run)
    return (f"It overfits: validation fell from {percent(best.validation)} to "
            f"{percent(last.validation)} while training rose from "
            f"{percent(best.training)} to {percent(last.training)}.")


def memorizing(run: RunReading) -> str:
    return (f"Training is at {percent(_last(run).training)} of labels of which only "
            f"{100 - run.wrong_labels}{_NO_BREAK}% are right: it has learned wrong ones by heart.")


def holding(run: RunReading) -> str:
    best, last = _best(run), _last(run)
    hard = [f"{run.share}{_NO_BREAK}% of the data"] if run.share < 100 else []
    if run.wrong_labels:
        hard.append(f"{run.wrong_labels}{_NO_BREAK}% wrong labels")
    return (f"Validation holds at {percent(last.validation)}, {percent(best.validation)} at best, "
            f"with {' and '.join(hard)}.")


def exact_zeros(run: RunReading) -> str:
    now = _now(run)
    return (f"{_sentence_case(percent(now.exact_zeros))} of the {_bearers(run)} are exactly zero, "
            f"and validation is at {percent(now.validation)}.")


def sparse(run: RunReading) -> str:
    now = _now(run)
    exact = f"{percent(now.exact_zeros)} exactly zero" if now.exact_zeros else "none exactly zero"
    return (f"{_sentence_case(percent(now.near_zeros))} of the {_bearers(run)} are below "
            f"{NEAR_ZERO:g}, {exact}; validation is at {percent(now.validation)}.")


def dropout_on(run: RunReading) -> str:
    return (f"Batches are at {percent(run.batch_accuracy or 0.0)}, measured with "
            f"{percent(run.dropout)} of the units off; validation is at "
            f"{percent(_now(run).validation)}, measured with all of them on.")


def elsewhere(run: RunReading) -> str:
    last = _last(run)
    there = last.elsewhere or 0.0
    guess = f", where chance is {percent(CHANCE)}" if there <= CHANCE + 0.07 else ""
    return (f"Validation is at {percent(last.validation)}, another setting at "
            f"{percent(there)}{guess}.")


def underfitting(run: RunReading) -> str:
    last = _last(run)
    return (f"Training is at {percent(last.training)} and validation at "
            f"{percent(last.validation)}; neither best rose by 2 points in {STRETCH} epochs.")


def gap(run: RunReading) -> str:
    last = _last(run)
    # Of the numbers as shown: what does not add up is not believed.
    points = round(100 * last.training) - round(100 * last.validation)
    return (f"Training is at {percent(last.training)}, validation at {percent(last.validation)}: "
            f"a gap of {points} points.")


def large_penalty(run: RunReading) -> str:
    times = (run.penalty or 0.0) / (run.data_loss or 1.0)
    shown = f"{times:.0f}" if 10 <= times < 1000 else f"{times:.2g}" if times < 10 else "over 999"
    return (f"The penalty is {shown} times the data loss, and validation is at "
            f"{percent(_now(run).validation)}.")


def improving(run: RunReading) -> str:
    back = run.looks[-4:]
    return (f"It learns: validation rose from {percent(back[0].validation)} to "
            f"{percent(back[-1].validation)} in {_count(len(back) - 1, 'epoch')}.")


def plateau(run: RunReading) -> str:
    lately = [look.validation for look in run.looks[-STRETCH:]]
    low, high = percent(min(lately)), percent(max(lately))
    within = f"at {low}" if low == high else f"between {low} and {high}"
    return f"Validation has stayed {within} for {STRETCH} epochs."


def stopped(run: RunReading) -> str:
    return run.message or standing("Stopped")(run)


def standing(how: str) -> _Text:
    """Where the run is, and its newest numbers."""

    def text(run: RunReading) -> str:
        done = f"{how} after {_count(run.step, 'step')}: "
        trained = f"training is at {percent(run.last.training)}, " if run.last else ""
        return f"{done}{trained}validation is at {percent(_now(run).validation)}."

    return text



def _sentence_case(text: str) -> str:
    # "λ" has a capital, which nobody would recognize.
    return text if text.startswith("λ") else text[0].upper() + text[1:]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _turned(run: RunReading) -> str:
    assert run.turn is not None
    by_name = {change.name: change for change in run.turn.changes}
    if by_name.keys() == {"regularizer", "lambda"} and by_name["regularizer"].new != "none":
        # One turn: the old λ, which was of another kind or of none, says nothing.
        kind = by_name["regularizer"]
        return (f"{value_of(kind.name, kind.new)} with λ {by_name['lambda'].new:g} replaced "
                f"{value_of(kind.name, kind.old)}")
    return " and ".join(
        f"{label_of(change.name)} went from {value_of(change.name, change.old)} to "
        f"{value_of(change.name, change.new)}" for change in run.turn.changes)


def label_of(name: str) -> str:
    label = CONTROLS[name].label
    return label if name == "lambda" else label.lower() if name == "dropout" else (
        f"the {label.lower()}")


def value_of(name: str, value: Any) -> str:
    if name == "regularizer":
        return _SPOKEN.get(value, str(value))
    return "off" if not value and name in ("lambda", "dropout") else f"{value:g}"


def _bearers(run: RunReading) -> str:
    return "penalized weights" if run.penalized else "weights in the kernels a penalty would be on"


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
