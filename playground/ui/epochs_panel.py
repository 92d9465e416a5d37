"""Which epoch of a run is shown: the slider under its curve, the best one, and the way from there.

Panels know of none of it: see `Stage.past`.
"""

from __future__ import annotations

from collections.abc import Callable

from playground.messages import _
from playground.training.as_of import best_of
from playground.ui.components.offers import Offer, offers
from playground.ui.components.screen import Screen
from playground.ui.components.timeline import timeline
from playground.ui.session import Tab
from playground.ui.stage import Seen, Stage

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
    told, made = "", [*_best(stage)]
    epoch = shown_epoch(stage)
    if epoch is not None:
        told, made = _told(stage, epoch), []
    offers(screen, told, made, key="offers", on_press=_presser(at, stage))


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

    return press

