"""Which epoch of a run is shown: the slider under its curve, the best one, and the way from there.

Panels know of none of it: see `Stage.past`.
"""

from __future__ import annotations

from collections.abc import Callable

from playground.insight.twin_phrases import AND_WITHOUT
from playground.messages import _
from playground.training.as_of import best_of
from playground.ui import actions, race, tour
from playground.ui.components.offers import Offer, offers
from playground.ui.components.screen import Screen
from playground.ui.components.timeline import timeline
from playground.ui.session import Tab
from playground.ui.stage import Seen, Stage
from playground.ui.twins import last_turn_of

PLACES = ("timeline", "offers")


def show_timeline(screen: Screen, stage: Stage) -> None:
    now = stage.now
    best = best_of(now.records) if now is not None else None
    timeline(
        screen, key="timeline", epochs=stage.experiment.epochs, kept=stage.kept_epochs,
        done=len(now.records) if now is not None else 0, at=shown_epoch(stage),
        best=best.epoch if best is not None and len(stage.kept_epochs) > 2 else None,
        on_epoch=_winder(stage.seen))


def show_offers(screen: Screen, stage: Stage) -> None:
    """For the tab's own run alone: another one is only watched."""
    at = stage.seen
    if not isinstance(at, Tab):
        return
    epoch, twin = shown_epoch(stage), _of_twin(stage)
    if epoch is not None:
        told, made = _told(stage, epoch), [Offer(
            "go-on", _("Go on from here"), primary=True,
            help=_("Begins another run at this epoch, with the same weights: turn a knob, then "
                   "press Play."))]
    else:
        told = twin or _awaited_race(at)
        first = [] if told else [*_tour(at, stage), *_best(stage)]
        made = [*first, *_without(stage), *_race(at, stage)]
    offers(screen, told, made, key="offers", on_press=_presser(at, stage),
           on_choose=lambda _list, method: actions.race_against(at, method))


def shown_epoch(stage: Stage) -> int | None:
    """The earlier epoch that is shown; None for now."""
    return stage.past.epoch if stage.past is not None else None


def _told(stage: Stage, epoch: int) -> str:
    now = stage.now
    best = best_of(now.records) if now is not None else None
    if best is not None and best.epoch == epoch:
        return _("Epoch {epoch} is shown, which early stopping would have kept: {percent:.0f} %.",
                 epoch=epoch, percent=100 * best.validation.accuracy)
    if epoch == 0:
        return _("The start is shown: epoch 0 of {epochs}.", epochs=stage.experiment.epochs)
    return _("Epoch {epoch} of {epochs} is shown, not how the run stands now.",
             epoch=epoch, epochs=stage.experiment.epochs)


def _tour(at: Tab, stage: Stage) -> list[Offer]:
    """Before the first run; later it is in the menu."""
    if stage.view is not None or at.tour is not None:
        return []
    return [Offer("show-me", _("Show me"), words=True,
                  help=_("A tour of this page: five tasks, which tick themselves off."))]


def _best(stage: Stage) -> list[Offer]:
    """Back to the best epoch, where a later one is no better."""
    now = stage.now
    best = best_of(now.records) if now is not None else None
    if now is None or best is None or best.epoch == now.records[-1].epoch:
        return []
    if best.epoch not in stage.kept_epochs:
        return []
    return [Offer(
        "best", _("Early stopping would have kept epoch {epoch}: {percent:.0f} %",
                  epoch=best.epoch, percent=100 * best.validation.accuracy), words=True,
        help=_("Shows that epoch, in every panel; its weights then answer on Try a hand, and can "
               "be downloaded."))]


def _without(stage: Stage) -> list[Offer]:
    """The twin, where knobs were turned and nobody has asked for it."""
    if stage.twin is not None or last_turn_of(stage.view) is None:
        return []
    return [Offer(
        "without", str(AND_WITHOUT), primary=True,
        help=_("Trains the same run once more, from before the knobs were turned last, without "
               "that turn: what the two differ in is what it has done."))]


def _of_twin(stage: Stage) -> str:
    """Where it is, as long as it trains; empty without one."""
    twin = stage.twin.view if stage.twin is not None else None
    if twin is None or twin.ended:
        return ""
    if twin.place_in_queue is not None:
        return _("The same run without the last turn waits until this one has ended or holds.")
    return _("The same run without the last turn is at epoch {epoch} of {epochs}.",
             epoch=twin.snapshot.epoch, epochs=twin.snapshot.experiment.epochs)


def _race(at: Tab, stage: Stage) -> list[Offer]:
    if at.race is not None:
        return [] if stage.rival is not None or at.view() is not None else [
            Offer("no-race", _("No race"))]
    mine = race.method_of(at.experiment)
    return [Offer(
        "race", _("Race against …"),
        help=_("Trains a second run beside this one: the same seed, the same batches, at the same "
               "pace, another regularizer. Dropout and a penalty take each other's place: between "
               "those two, two settings differ."),
        options=tuple((one, race.method_in_words(one)) for one in race.METHODS if one != mine))]


def _awaited_race(at: Tab) -> str:
    """Whom the next run will race; empty where none is awaited."""
    if at.race is None or at.ticket is not None:
        return ""
    return _("Press Play: {method} will train beside it.",
             method=race.method_in_words(at.race.method))


def _winder(seen: Seen) -> Callable[[int | None], None]:
    def wind(epoch: int | None) -> None:
        seen.looked_at = epoch

    return wind


def _presser(at: Tab, stage: Stage) -> Callable[[str], None]:
    now = stage.now
    best = best_of(now.records) if now is not None else None

    def press(name: str) -> None:
        if name == "best" and best is not None:
            at.looked_at = best.epoch
        elif name == "go-on":
            actions.go_on_from(at)
        elif name == "no-race":
            actions.close_race(at)
        elif name == "show-me":
            tour.begin(at)
        elif name == "without":
            actions.ask_for_twin(at)

    return press

