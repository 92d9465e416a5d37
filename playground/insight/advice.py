"""What to try next, for each sentence about a run: an imperative that fits what is turned on.

No promise: what it will do to this run is for the person to see.
"""

from __future__ import annotations

from dataclasses import dataclass

from playground.insight.conditions import STRETCH
from playground.insight.reading import RunReading
from playground.insight.turns import after_since, noun
from playground.insight.twin_phrases import AND_WITHOUT
from playground.messages import Message, lazy


@dataclass(frozen=True)
class Advice:
    """What to try, None for nothing. `on_run`: it is done to a run that goes on, or to its like.

    Then one that has ended has to be begun anew first.
    """

    text: Message | None
    on_run: bool = True

    def to(self, run: RunReading) -> str:
        """As it is said of that run."""
        if self.text is None:
            return ""
        if run.ended and self.on_run:
            return str(lazy("Press Reset first. {advice}", advice=self.text))
        return str(self.text)


def nothing(run: RunReading) -> Advice:
    return Advice(None)


def keep_the_tab(run: RunReading) -> Advice:
    return Advice(lazy("Keep this tab open: it begins by itself."))


def press_play(run: RunReading) -> Advice:
    return Advice(lazy("Press Play."), on_run=False)


def begin_anew(run: RunReading) -> Advice:
    return Advice(lazy("Press Reset to begin anew."), on_run=False)


def wait_for_a_point(run: RunReading) -> Advice:
    return Advice(lazy("Watch the pictures until the first point of the curve is there."))


def train_on(run: RunReading) -> Advice:
    return Advice(lazy("Choose more epochs.") if run.ended else lazy("Let it train on."))


def watch(run: RunReading) -> Advice:
    return Advice(lazy("Watch the weights and validation before you turn another knob."))


def go_back_to_best(run: RunReading) -> Advice:
    best = run.best
    if best is None:
        return begin_anew(run)
    return Advice(
        lazy("Go back to epoch {epoch}: its weights are kept, to look at and to download.",
             epoch=run.looks.index(best) + 1), on_run=False)


def tame(run: RunReading) -> Advice:
    if run.learning_rate > 0.01:
        return Advice(lazy("Set the learning rate to 0.001."))
    if run.penalized and run.lambda_ > 0.1:
        return Advice(lazy("Lower λ to 0.01 or less."))
    return Advice(lazy("Lower the learning rate."))


def ease(run: RunReading) -> Advice:
    if run.turn is not None and run.twin is None:
        return and_without(run)
    return Advice(lazy(
        "Lower λ, or turn it up only once it has learned.")) if run.penalized else begin_anew(run)


def and_without(run: RunReading) -> Advice:
    """A knob was turned before: whether it was that, nobody knows before a twin is trained."""
    if run.twin is not None:
        return Advice(lazy(
            "The same run without the last turn is on its way: it will tell what that turn did."),
            on_run=False)
    return Advice(lazy(
        "Was it that {turned}? Press “{button}”: the same run is trained without that.",
        turned=after_since(run.turn), button=AND_WITHOUT), on_run=False)


def after_twin(run: RunReading) -> Advice:
    """Of one run nobody knows whether another seed would do the same."""
    numbers = run.against_twin
    if numbers is None or not numbers.ended:
        return Advice(lazy("Let both train to their end."), on_run=False)
    return Advice(lazy("Train both with other seeds: one pair alone may be luck."), on_run=False)


def go_further(run: RunReading) -> Advice:
    return Advice(lazy("Raise λ until validation gives way."))


def compare_regularizers(run: RunReading) -> Advice:
    return Advice(lazy("Compare it with another regularizer on the same seed."), on_run=False)


def help_to_learn(run: RunReading) -> Advice:
    if len(run.looks) < STRETCH:
        return train_on(run)
    if run.learning_rate > 3e-3:
        return Advice(lazy("Lower the learning rate to 0.001."))
    if run.learning_rate < 3e-4:
        return Advice(lazy("Raise the learning rate to 0.001."))
    if run.penalized:
        return Advice(lazy("Lower λ."))
    if run.dropout >= 0.5:
        return Advice(lazy("Lower dropout."))
    return Advice(lazy("Take a larger share of the data, or a larger model."))


def regularize(run: RunReading) -> Advice:
    if run.penalized:
        return Advice(lazy("Raise λ."))
    return Advice(lazy("Raise dropout.") if run.dropout else lazy("Turn on L2 or dropout."))


def take_it_off(run: RunReading) -> Advice:
    if run.penalized and run.dropout:
        return Advice(lazy(
            "Set the regularizer to none and dropout to off, and watch validation."))
    if run.penalized:
        return Advice(lazy("Set the regularizer to none, and watch validation."))
    if run.dropout:
        return Advice(lazy("Set dropout to off, and watch validation."))
    return Advice(lazy("Set {knob} to off, and watch validation.", knob=noun(run.others[0])))


def compare_sets(run: RunReading) -> Advice:
    return Advice(lazy(
        "Compare training with validation, not the batches: both have all units on."),
        on_run=False)


def make_exact(run: RunReading) -> Advice:
    if run.regularizer == "l1":
        return Advice(lazy("Switch to proximal L1, which makes exact zeros."))
    return Advice(lazy("Raise λ until validation gives way."))


def vary_data(run: RunReading) -> Advice:
    return Advice(lazy("Choose more varied pictures under Data, or more augmentation under More."))


def turn_a_knob(run: RunReading) -> Advice:
    if not run.regularized:
        return Advice(lazy("Turn on a regularizer, and watch validation."))
    if run.penalized:
        return Advice(lazy("Turn λ, and watch validation."))
    if run.dropout:
        return Advice(lazy("Turn dropout, and watch validation."))
    return Advice(lazy("Turn {knob}, and watch validation.", knob=noun(run.others[0])))
