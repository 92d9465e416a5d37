"""The runs that there are, as chips: a click takes one in or leaves it out."""

from __future__ import annotations

from playground.messages import Text, _, lazy, number
from playground.ui.compare.compared import Chosen, Compared
from playground.ui.compare.offers import BY_LINK, EARLIER, HERE, RECORDED, Offer
from playground.ui.compare.section import RUNS, Section
from playground.ui.components.run_list import Group, Item, run_list
from playground.ui.components.screen import Screen

HEIGHT = 120

_NAMES: dict[str, Text] = {
    HERE: lazy("Runs of this tab"), EARLIER: lazy("Earlier runs of this tab"),
    BY_LINK: lazy("Runs that a link shows"), RECORDED: lazy("Recorded runs"),
}
_EMPTY = lazy("None yet: press Play on the Play page, and the run stands here while it trains.")


def show(screen: Screen, shown: Compared) -> None:
    chosen = {run.id: run for run in shown.runs}
    groups = []
    for kind, name in _NAMES.items():
        items = tuple(_item(offer, chosen.get(offer.id)) for offer in shown.offers
                      if offer.group == kind)
        if items:
            groups.append(Group(str(name), items))
    if not any(offer.group == HERE for offer in shown.offers):
        # Below what there is to look at.
        groups.append(Group(str(_NAMES[HERE]), (), str(_EMPTY)))
    run_list(
        screen, groups, key=RUNS, height=HEIGHT, on_choose=shown.seen.choose,
        on_baseline=shown.seen.compare_with)


def _item(offer: Offer, chosen: Chosen | None) -> Item:
    history = offer.history
    last = history.records[-1] if history.records else None
    return Item(
        offer.id, history.name,
        f"{number(100 * last.validation.accuracy, '.0f')}\N{NO-BREAK SPACE}%" if last else "–",
        note=_note(offer), letter=chosen.letter if chosen is not None else "",
        dash=chosen.dash if chosen is not None else "",
        baseline=chosen is not None and chosen.baseline, training=offer.trains)


def _note(offer: Offer) -> str:
    history = offer.history
    if offer.pinned:
        return _("pinned, epoch {epoch}, seed {seed}", epoch=history.epoch,
                 seed=history.began_as.seed)
    return _("epoch {epoch}, seed {seed}", epoch=history.epoch, seed=history.began_as.seed)


SECTION = Section(
    "choosing", show, lazy("Runs"), hears=(RUNS,),
    note=lazy("click one to take it in or leave it out; all are compared with the baseline"))
