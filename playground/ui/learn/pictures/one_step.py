"""One training step in slow motion, and one weight as a ball on its loss curve."""

from __future__ import annotations

from playground.insight.slow_step import Pick, SlowStep, cannot_follow
from playground.lessons.topics.one_step import picks, step_of, valley
from playground.messages import Text, _
from playground.model.architectures import OUTPUT
from playground.regularizer_words import name_of
from playground.ui.components.lesson_one_step import Weight, one_step
from playground.ui.learn.context import Context

TELLS = ("moved", "slope", "above")


def draw(context: Context) -> None:
    step = step_of(context.given)
    chosen = picks(step)
    regularizer = step.moment.experiment.regularizer
    right = step.probabilities.argmax(axis=1) == step.fed.labels
    one_step(
        context.screen, [_weight(step, pick, at) for at, pick in enumerate(chosen)],
        key=context.key(), tag=f"{context.given.history.key}{chosen}", pictures=len(right),
        right=int(right.sum()), data_loss=step.data_loss, penalty=step.penalty,
        regularizer=name_of(step.moment.experiment) if regularizer != "none" else "",
        locked=context.locked, revealed=context.revealed, note=str(_note(context, step)),
        on_tell=context.tell)


def _weight(step: SlowStep, pick: Pick, at: int) -> Weight:
    seen = valley(step, pick)
    place = {"row": pick.row + 1, "unit": pick.unit + 1}
    if pick.layer == OUTPUT:
        name = _("Output layer, from unit {row} to class {unit}: the steepest there", **place)
    elif at == 0:
        name = _("Dense layer, from input {row} to unit {unit}: the steepest there", **place)
    else:
        name = _("Dense layer, from input {row} to unit {unit}: the largest in use", **place)
    return Weight(name, step.weight(pick), step.moment.slots_of(pick), step.dial(pick.layer),
                  seen.low, seen.high, seen.losses, seen.gradients)


def _note(context: Context, step: SlowStep) -> Text:
    moment = step.moment
    if moment.step:
        return _("Your own run: step {step}, on the {n} pictures that come then.",
                 step=moment.step + 1, n=len(step.fed.labels))
    why = cannot_follow(context.given.experiment) if context.given.own else None
    if why is not None:
        return why
    shipped = _("The run with {name} that ships with the app, as it ended, on {n} of its "
                "pictures; its optimizer begins anew here.",
                name=name_of(moment.experiment), n=len(step.fed.labels))
    return shipped
