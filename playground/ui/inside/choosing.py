"""Which network is looked at: a run of this tab, a recorded one, or the one that ships."""

from __future__ import annotations

from html import escape

from playground.messages import Text, _, lazy, lazy_p, number, pgettext
from playground.model.loading import PRETRAINED
from playground.ui.compare.offers import BY_LINK, EARLIER, HERE, RECORDED, Offer
from playground.ui.components.markup import markup
from playground.ui.components.picks import Option, Pick, picks
from playground.ui.components.screen import Screen
from playground.ui.inside.looked import waking
from playground.ui.inside.seen import SHIPPED
from playground.ui.inside.shown import RUNS, Section, Shown

AGAIN = "inside-again"
_NAMES: dict[str, Text] = {
    HERE: lazy("Runs of this tab"), EARLIER: lazy("Earlier runs of this tab"),
    BY_LINK: lazy("Runs that a link shows"), RECORDED: lazy("Recorded runs"),
}
_SHIPS = lazy_p("a network", "Ships with the app")


def show(screen: Screen, now: Shown) -> None:
    rows = []
    for group, name in _NAMES.items():
        options = tuple(Option(offer.id, _called(offer), _about(offer)) for offer in now.offers
                        if offer.group == group)
        if options:
            rows.append(Pick(group, str(name), options, now.network.id))
    rows.append(Pick(SHIPPED, str(_SHIPS), (Option(SHIPPED, _("Pretrained network")),),
                     now.network.id))
    picks(screen, rows, key=RUNS, height=30, on_pick=lambda _row, run: now.seen.choose_run(run))
    markup(screen, f'<p class="in-about" role="status" data-network="{escape(now.network.id)}" '
           f'data-known="{str(now.network.weights is not None).lower()}">'
           f"{escape(_sentence(now))}</p>", key="inside-about", height=24)
    again = Option("again", _("Look again")) if now.network.trains else None
    picks(screen, [Pick("again", _("It trains on."), (again,), "")] if again else [],
          key=AGAIN, height=30 if again else 0,
          on_pick=lambda _row, _value: now.seen.again.add(now.network.id))


def _called(offer: Offer) -> str:
    last = offer.history.records[-1] if offer.history.records else None
    if last is None:
        return offer.history.name
    return _("{name}, {share}", name=offer.history.name,
             share=f"{number(100 * last.validation.accuracy, '.0f')}\N{NO-BREAK SPACE}%")


def _about(offer: Offer) -> str:
    return _("epoch {epoch}, seed {seed}", epoch=offer.history.epoch,
             seed=offer.history.began_as.seed)


def _sentence(now: Shown) -> str:
    network = now.network
    if network.weights is None:
        return str(network.why)
    count = sum(array.size for array in network.weights.values())
    if network.history is None:
        return _("The network {name} has {n:,} numbers and was trained on rendered hands of many "
                 "people.", name=PRETRAINED, n=count)
    name = network.history.name
    if network.trains:
        return _("{name}, as it was after step {step}: {n:,} numbers.", name=name,
                 step=network.step, n=count)
    return _("{name}, as it ended after epoch {epoch}: {n:,} numbers.", name=name,
             epoch=network.history.epoch, n=count)


def layer_name(name: str) -> str:
    """As a person reads it."""
    if name == "dense":
        return pgettext("layer", "dense")
    if name == "dense_1":
        return pgettext("layer", "output")
    number = name.rpartition("_")[2]
    return f"{pgettext('layer', 'conv')} {int(number) + 1 if number.isdigit() else 1}"


SECTION = Section(
    "choosing", show, hears=(RUNS, AGAIN), tasks=lambda now: waking(now.network))
