"""The curve of validation, drawn by the reader before it is trained."""

from __future__ import annotations

from playground.insight.lesson_runs import OVERFITTING, LessonRun, lesson_runs
from playground.lessons.topics.overfitting import (
    FIRST,
    MODELS,
    SHARES,
    WRONG,
    chosen_by,
    experiment_of,
    values_of,
)
from playground.messages import _, number
from playground.model.architectures import ARCHITECTURES, parameter_count
from playground.presets import PLAY_DEFAULT
from playground.ui.components.lesson_draw_curve import Choice, Curves, draw_curve
from playground.ui.components.screen import Screen
from playground.ui.learn.context import Context
from playground.ui.learn.trained_here import EVERY, Seen, TrainedHere, follow, trained_here
from playground.ui.live.following import Live

TELLS = ("seen", "off", "gap")


def draw(context: Context) -> None:
    mine = trained_here()

    def show(screen: Screen, seen: Seen) -> None:
        _show(screen, seen, context, mine)

    show(context.screen, mine.seen())
    follow(Live(context.key(), show, EVERY, at_epochs=True), mine)


def _show(screen: Screen, seen: Seen, context: Context, mine: TrainedHere) -> None:
    """`mine` is handed on: who follows a page has no session to ask."""
    def train(chosen: object) -> None:
        values = values_of(chosen)
        if values is not None and context.revealed and not context.locked:
            mine.begin(experiment_of(values), values)

    own = None
    if seen.history is not None:
        records = seen.history.records
        own = Curves(
            chosen_by(mine.values), [one.training.accuracy for one in records],
            [one.validation.accuracy for one in records])
    draw_curve(
        screen, _choices(), [_curves(run) for run in lesson_runs()[OVERFITTING]],
        key=context.key(), first=FIRST, epochs=PLAY_DEFAULT.experiment().epochs,
        locked=context.locked, revealed=context.revealed, own=own, training=seen.trains,
        says=seen.says, acts={
            "train": train, "stop": lambda _nothing: mine.stop(), "tell": context.tell})


def _curves(run: LessonRun) -> Curves:
    return Curves(chosen_by(run.values), run.training.tolist(), run.validation.tolist())


def _choices() -> list[Choice]:
    sizes = {name: parameter_count(ARCHITECTURES[name]) for name in MODELS}
    return [
        Choice("model", _("Parameters"), [(name, number(sizes[name], ",d")) for name in MODELS]),
        Choice("share", _("Share of the pictures"), [
            (str(share), _("{percent} %", percent=share)) for share in SHARES]),
        Choice("wrong", _("Wrong labels"), [
            (str(wrong), _("{percent} %", percent=wrong)) for wrong in WRONG]),
    ]
