"""How well: three numbers, one sentence made from them, accuracy and loss over time."""

from __future__ import annotations

from html import escape

from playground.figures.accuracy import accuracy_figure, finding
from playground.figures.look import Curve
from playground.figures.loss import GUESSING, loss_figure
from playground.figures.markers import markers
from playground.insight.words import describe
from playground.messages import _, ngettext
from playground.training.curves import Curves, curves
from playground.training.numbers_for_words import view_before, view_of
from playground.ui import confusion, ghosts
from playground.ui.components.chart import live_chart
from playground.ui.components.markup import markup
from playground.ui.components.metrics import Metric, metrics
from playground.ui.components.screen import Screen
from playground.ui.stage import Stage

SENTENCE = 62
_EMPTY: tuple[list[float], list[float]] = ([], [])
_NOTHING = Curves(_EMPTY, _EMPTY, _EMPTY, _EMPTY, _EMPTY, _EMPTY)


def show(screen: Screen, stage: Stage) -> None:
    _numbers(screen, stage)
    _sentence(screen, stage)
    _charts(screen, stage)


def _numbers(screen: Screen, stage: Stage) -> None:
    training, validation, elsewhere = scores(stage)
    trained = stage.snapshot is not None and bool(stage.snapshot.records)
    gap = ""
    if trained and training is not None and validation is not None:
        gap = gap_in_words(round(100 * (training - validation)))
    metrics(
        screen,
        [Metric("training", _("TRAIN"), training, _("as labeled")),
         Metric("validation", _("VALID"), validation, gap or _("new pictures"), clickable=trained,
                help=_("Which classes are mistaken for which")),
         Metric("elsewhere", _("ELSEWHERE"), elsewhere, _("another setting"))],
        key="scores", on_click=confusion.asker(stage.seen), tag=str(stage.step))


def gap_in_words(points: int) -> str:
    """What training is ahead by, in a few words under the number."""
    if points > 0:
        return ngettext("gap {n} point", "gap {n} points", points)
    return _("{points} above training", points=-points) if points else _("no gap to training")


def scores(stage: Stage) -> tuple[float | None, float | None, float | None]:
    """Accuracy on the three sets: of the last epoch, else the last look, else of the tiles."""
    snapshot = stage.snapshot
    if snapshot is not None and snapshot.records:
        last = snapshot.records[-1]
        validation = last.validation.accuracy
        if snapshot.probes and snapshot.probes[-1].step > last.step:
            validation = snapshot.probes[-1].val_accuracy
        there = last.elsewhere.accuracy if last.elsewhere is not None else None
        return last.training.accuracy, validation, there
    if snapshot is not None and snapshot.probes:
        return None, snapshot.probes[-1].val_accuracy, None
    return (stage.score_at_start("training"), stage.score_at_start("validation"),
            stage.score_at_start("elsewhere"))


def _sentence(screen: Screen, stage: Stage) -> None:
    view = stage.view
    said = describe(
        view_of(view.snapshot, place_in_queue=view.place_in_queue) if view is not None
        else view_before(stage.experiment))
    markup(
        screen,
        f'<div class="pg-sentence" role="status" data-fit>{escape(said.text)} '
        f'<span class="pg-next pg-soft">{escape(said.try_next)}</span></div>',
        key="sentence", height=SENTENCE)


def _charts(screen: Screen, stage: Stage) -> None:
    snapshot = stage.snapshot
    lines = curves(snapshot) if snapshot is not None else _NOTHING
    turned = markers(snapshot.changes, snapshot.steps_per_epoch) if snapshot is not None else ()
    epochs = stage.experiment.epochs
    tag = str(snapshot.step if snapshot is not None else 0)
    live_chart(
        screen,
        accuracy_figure(
            epochs=epochs, revision=stage.run_id, training=Curve(*lines.training),
            validation=Curve(*lines.validation), elsewhere=Curve(*lines.elsewhere),
            ghosts=ghosts.accuracy(stage.experiment, stage.beside), turned=turned),
        key="accuracy", height=272, tag=tag, alt=finding(*scores(stage)) if snapshot else finding(
            None, None, None))
    live_chart(
        screen,
        loss_figure(
            epochs=epochs, revision=stage.run_id, training=Curve(*lines.training_loss),
            validation=Curve(*lines.validation_loss), penalty=Curve(*lines.penalty),
            turned=turned, logarithmic=stage.seen.logarithmic),
        key="loss", height=190, tag=tag, alt=_loss_finding(lines))


def _loss_finding(lines: Curves) -> str:
    if not lines.training_loss[1]:
        return _("Data loss over epochs: nothing trained yet; guessing is {guessing:.2f}.",
                 guessing=GUESSING)
    parts = [_("training {loss:.2f}", loss=lines.training_loss[1][-1])]
    if lines.validation_loss[1]:
        parts.append(_("validation {loss:.2f}", loss=lines.validation_loss[1][-1]))
    return _("Data loss now: {parts:,}; penalty {penalty:.3g}.",
             parts=parts, penalty=lines.penalty[1][-1])
