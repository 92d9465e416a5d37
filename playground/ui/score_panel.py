"""How well: three numbers, one sentence made from them, accuracy and loss over time."""

from __future__ import annotations

import math
from html import escape

from playground.figures.accuracy import accuracy_figure, finding
from playground.figures.look import Against, Curve, Figure, Without
from playground.figures.loss import GUESSING, loss_figure
from playground.figures.markers import Marker, markers
from playground.insight.reading import RunReading
from playground.insight.words import describe
from playground.messages import _, ngettext
from playground.regularizer_words import name_of
from playground.training.as_of import best_of
from playground.training.curves import Curves, Line, curves
from playground.training.numbers_for_words import view_before, view_of
from playground.training.snapshot import Snapshot
from playground.ui import confusion, epochs_panel, ghosts, meanwhile
from playground.ui.components.chart import live_chart
from playground.ui.components.markup import markup
from playground.ui.components.metrics import Metric, metrics
from playground.ui.components.screen import Screen
from playground.ui.stage import Stage

SENTENCE, ACCURACY, LOSS = 62, 230, 164
_EMPTY: tuple[list[float], list[float]] = ([], [])
_NOTHING = Curves(_EMPTY, _EMPTY, _EMPTY, _EMPTY, _EMPTY, _EMPTY)


def show(screen: Screen, stage: Stage) -> None:
    """All of it, in the order in which it stands on the page."""
    _numbers(screen, stage)
    _sentence(screen, stage)
    epochs_panel.show_offers(screen, stage)
    _accuracy(screen, stage)
    epochs_panel.show_timeline(screen, stage)
    _loss(screen, stage)


def show_learned(screen: Screen, stage: Stage) -> None:
    """What is known of the training: the same for all who see it."""
    _numbers(screen, stage)
    _sentence(screen, stage)
    _accuracy(screen, stage)
    _loss(screen, stage)


def show_epochs(screen: Screen, stage: Stage) -> None:
    """What can be done with it: that depends on whose it is."""
    epochs_panel.show_offers(screen, stage)
    epochs_panel.show_timeline(screen, stage)


def show_lane(screen: Screen, stage: Stage) -> None:
    """Of a rival: its curves stand in the chart of the run that it races."""
    _numbers(screen, stage, opens=False)
    _sentence(screen, stage)


def name_in_lane(stage: Stage) -> str:
    return name_of(stage.experiment)


def _numbers(screen: Screen, stage: Stage, *, opens: bool = True) -> None:
    training, validation, elsewhere = scores(stage)
    trained = stage.snapshot is not None and bool(stage.snapshot.records)
    gap = ""
    if trained and training is not None and validation is not None:
        gap = gap_in_words(points_between(training, validation))
    metrics(
        screen,
        [Metric("training", _("TRAIN"), training, _("as labeled")),
         Metric("validation", _("VALID"), validation, gap or _("new pictures"),
                clickable=trained and opens, help=_("Which classes are mistaken for which")),
         Metric("elsewhere", _("ELSEWHERE"), elsewhere, _("another setting"))],
        key="scores", on_click=confusion.asker(stage.seen), tag=str(stage.step))


def points_between(training: float, validation: float) -> int:
    """What a person finds between the two numbers, which are written as whole percents."""
    return math.floor(100 * training + 0.5) - math.floor(100 * validation + 0.5)


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


def said(stage: Stage) -> str:
    """The sentence alone."""
    return describe(_reading(stage, stage.snapshot) or view_before(stage.experiment)).text


def _sentence(screen: Screen, stage: Stage) -> None:
    said = describe(_reading(stage, stage.snapshot) or view_before(stage.experiment))
    after = f"{said.try_next} {meanwhile.told(stage.view)}".rstrip()
    markup(
        screen,
        f'<div class="pg-sentence" role="status" data-fit>{escape(said.text)} '
        f'<span class="pg-next pg-soft">{escape(after)}</span></div>',
        key="sentence", height=SENTENCE)


def _reading(stage: Stage, seen: Snapshot | None) -> RunReading | None:
    view, twin = stage.view, stage.twin
    if view is None or seen is None:
        return None
    return view_of(seen, place_in_queue=view.place_in_queue,
                   twin=twin.reading if twin is not None else None)


def _without(stage: Stage) -> Without | None:
    """The twin's curves from the turn on, and how far apart the two are."""
    twin, reading = stage.twin, _reading(stage, stage.now)
    if twin is None or stage.now is None or reading is None:
        return None
    seen, per_epoch = twin.view.snapshot, stage.now.steps_per_epoch
    lines, began = curves(seen), twin.turn.began / per_epoch
    numbers = reading.against_twin
    return Without(
        _since(lines.validation, began), _since(lines.validation_loss, began),
        tuple((step / per_epoch, low, high) for step, low, high in numbers.band)
        if numbers is not None else ())


def _rival(stage: Stage) -> Against | None:
    """The curves of who races it."""
    rival = stage.rival
    if rival is None or not rival.view.snapshot.records:
        return None
    lines = curves(rival.view.snapshot)
    return Against(rival.name, Curve(*lines.training), Curve(*lines.validation),
                   Curve(*lines.validation_loss))


def _since(line: Line, began: float) -> Curve:
    """From the last point before the turn on: there the two part."""
    x, y = line
    first = max((place for place, at in enumerate(x) if at <= began), default=0)
    return Curve(x[first:], y[first:])


def accuracy(stage: Stage) -> Figure:
    """The whole run's, also where an earlier epoch is shown: a line stands there."""
    now = stage.now
    lines = curves(now) if now is not None else _NOTHING
    began = now.experiment if now is not None else stage.experiment
    return accuracy_figure(
        epochs=stage.experiment.epochs, revision=stage.figures,
        training=Curve(*lines.training), validation=Curve(*lines.validation),
        elsewhere=Curve(*lines.elsewhere), ghosts=ghosts.accuracy(began, stage.beside),
        turned=_turned(now), best=_best(now), shown=epochs_panel.shown_epoch(stage),
        without=_without(stage), against=_rival(stage))


def _accuracy(screen: Screen, stage: Stage) -> None:
    now = stage.now
    live_chart(
        screen, accuracy(stage), key="accuracy", height=ACCURACY, tag=_tag(now),
        alt=finding(*scores(stage)) if now else finding(None, None, None))


def _loss(screen: Screen, stage: Stage) -> None:
    now = stage.now
    lines = curves(now) if now is not None else _NOTHING
    live_chart(
        screen,
        loss_figure(
            epochs=stage.experiment.epochs, revision=stage.figures,
            training=Curve(*lines.training_loss), validation=Curve(*lines.validation_loss),
            penalty=Curve(*lines.penalty), turned=_turned(now),
            logarithmic=stage.seen.logarithmic, shown=epochs_panel.shown_epoch(stage),
            without=_without(stage), against=_rival(stage)),
        key="loss", height=LOSS, tag=_tag(now), alt=_loss_finding(lines))


def _best(now: Snapshot | None) -> tuple[float, float] | None:
    """The epoch that did best, as the chart counts them, and how well."""
    best = best_of(now.records) if now is not None else None
    if now is None or best is None or len(now.records) < 2:
        return None
    return best.step / now.steps_per_epoch, best.validation.accuracy


def _turned(now: Snapshot | None) -> tuple[Marker, ...]:
    return markers(now.changes, now.steps_per_epoch) if now is not None else ()


def _tag(now: Snapshot | None) -> str:
    return str(now.step if now is not None else 0)


def _loss_finding(lines: Curves) -> str:
    if not lines.training_loss[1]:
        return _("Data loss over epochs: nothing trained yet; guessing is {guessing:.2f}.",
                 guessing=GUESSING)
    parts = [_("training {loss:.2f}", loss=lines.training_loss[1][-1])]
    if lines.validation_loss[1]:
        parts.append(_("validation {loss:.2f}", loss=lines.validation_loss[1][-1]))
    return _("Data loss now: {parts:,}; penalty {penalty:.3g}.",
             parts=parts, penalty=lines.penalty[1][-1])
