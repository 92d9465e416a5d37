"""What to try next, for each sentence about a run: an imperative that fits what is turned on.

No promise: what it will do to this run is for the person to see.
"""

from __future__ import annotations

from playground.insight.conditions import STRETCH
from playground.insight.phrases import label_of, value_of
from playground.insight.reading import RunReading


def nothing(run: RunReading) -> str:
    return ""


def keep_the_tab(run: RunReading) -> str:
    return "Keep this tab open: it begins by itself."


def press_play(run: RunReading) -> str:
    return "Press Play."


def begin_anew(run: RunReading) -> str:
    return "Press Reset to begin anew."


def wait_for_a_point(run: RunReading) -> str:
    return "Watch the pictures until the first point of the curve is there."


def train_on(run: RunReading) -> str:
    return "Choose more epochs." if run.ended else "Let it train on."


def watch(run: RunReading) -> str:
    return "Watch the weights and validation before you turn another knob."


def tame(run: RunReading) -> str:
    if run.learning_rate > 0.01:
        return "Set the learning rate to 0.001."
    if run.penalized and run.lambda_ > 0.1:
        return "Lower λ to 0.01 or less."
    return "Lower the learning rate."


def ease(run: RunReading) -> str:
    return "Lower λ, or turn it up only once it has learned." if run.penalized else (
        "Press Reset to begin anew.")


def turn_back(run: RunReading) -> str:
    changes = run.turn.changes if run.turn else ()
    if len(changes) == 1:
        turned = changes[0]
        return f"Set {label_of(turned.name)} back to {value_of(turned.name, turned.old)}."
    return "Set these knobs back."


def go_further(run: RunReading) -> str:
    return "Raise λ until validation gives way."


def compare_regularizers(run: RunReading) -> str:
    return "Compare it with another regularizer on the same seed."


def help_to_learn(run: RunReading) -> str:
    if len(run.looks) < STRETCH:
        return train_on(run)
    if run.learning_rate > 3e-3:
        return "Lower the learning rate to 0.001."
    if run.learning_rate < 3e-4:
        return "Raise the learning rate to 0.001."
    if run.penalized:
        return "Lower λ."
    if run.dropout >= 0.5:
        return "Lower dropout."
    return "Take a larger share of the data, or a larger model."


def regularize(run: RunReading) -> str:
    if run.penalized:
        return "Raise λ."
    return "Raise dropout." if run.dropout else "Turn on L2 or dropout."


def take_it_off(run: RunReading) -> str:
    off = ["the regularizer to none"] if run.penalized else []
    off += ["dropout to off"] if run.dropout else []
    return f"Set {' and '.join(off)}, and watch validation."


def compare_sets(run: RunReading) -> str:
    return "Compare training with validation, not the batches: both have all units on."


def make_exact(run: RunReading) -> str:
    if run.regularizer == "l1":
        return "Switch to proximal L1, which makes exact zeros."
    return "Raise λ until validation gives way."


def vary_data(run: RunReading) -> str:
    return "Choose more varied pictures under Data, or more augmentation under More."


def turn_a_knob(run: RunReading) -> str:
    if not run.regularized:
        return "Turn on a regularizer, and watch validation."
    return f"Turn {'λ' if run.penalized else 'dropout'}, and watch validation."
