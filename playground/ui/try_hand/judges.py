"""Who answers: the run on the Play page and the pretrained network, or up to four of one's own.

A run is reached with the ticket that this session's tab holds, never by its name.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace

import streamlit as st

from playground.data.sources import PRIVATE
from playground.errors import BadInput
from playground.messages import Text, lazy
from playground.model.loading import PRETRAINED
from playground.photo import networks
from playground.photo.answer import Answer, answer
from playground.photo.networks import Network
from playground.photo.square import Square, default_square
from playground.regularizer_words import name_of
from playground.training.manager.managed import Ticket
from playground.training.manager.manager import run_manager
from playground.training.snapshot import Snapshot
from playground.ui.past import snapshot_at
from playground.ui.session import Tab, here
from playground.ui.try_hand.desk import MOST_NETWORKS, Desk, Shown

_HEARTBEAT = 5.0
"""Seconds: a run that trains is left alone only if its owner goes away."""


@dataclass(frozen=True)
class Judge:
    """`key` is `pretrained` or a run's id; `about` says in a few words what it has learned from."""

    key: str
    name: Text
    about: Text
    ticket: Ticket | None = None
    label: Text = ""
    """Short, and unlike the others', for a list of choices."""
    epoch: int | None = None
    """The one that the Play page is wound back to; None where it shows the run as it is."""

    def network(self) -> Network | None:
        """None where the run has no weights yet, or is there no more."""
        if self.ticket is None:
            return networks.pretrained()
        try:
            view = run_manager().view(self.ticket.run_id, self.ticket.token)
        except BadInput:
            return None
        seen = snapshot_at(self.ticket, view, self.epoch) or view.snapshot
        return None if seen.weights is None else networks.of_run(
            self.ticket.run_id, seen.began_as, seen.weights.step, seen.weights.arrays)


_PRETRAINED = Judge(
    PRETRAINED, lazy("Pretrained network"),
    lazy("ships with the app; trained on rendered hands"), label=lazy("Pretrained"))


def judges(at: Tab) -> list[Judge]:
    """All that this session may ask: the run on the Play page, the pretrained, then its others."""
    tickets = [at.ticket] if at.ticket is not None else []
    others = [one for one in [*at.pinned, *at.recent] if one not in tickets]
    found = [_of(one, on_play=True, epoch=at.looked_at) for one in tickets]
    found.append(_PRETRAINED)
    found += [_of(one, on_play=False) for one in dict.fromkeys(others)]
    return _told_apart([one for one in found if one is not None])


def chosen(at: Tab, wanted: Desk) -> list[Judge]:
    """Those that answer now; without a choice the run on the Play page and the pretrained."""
    there = judges(at)
    picked = [one for one in there if one.key in wanted.networks][:MOST_NETWORKS]
    if picked:
        return picked
    return [one for one in there
            if one.ticket is None or (at.ticket is not None and one.ticket == at.ticket)]


def square_of(shown: Shown, network: Network) -> Square:
    """What the person has framed, else the network's own default."""
    return shown.square or default_square(shown.photo, network.preparation.framing)


def judged(desk: Desk, shown: Shown, network: Network) -> Answer:
    """The network's answer, kept for the next run of the page."""
    square = square_of(shown, network)
    key = (shown.photo.fingerprint, square, network.key, desk.views)
    known = desk.answers.get(key)
    return known if known is not None else desk.keep_answer(key, answer(
        network.model, shown.photo, square, network.preparation, average_views=desk.views))


def keep_fresh(at: Tab) -> None:
    """Ask for the weights of this moment, and tell the runs that their owner is there."""
    if at.ticket is None:
        return
    view = at.view()
    if view is not None and not view.ended:
        run_manager().request(at.ticket.run_id, at.ticket.token, "weights")
        st.fragment(_sign_of_life, run_every=_HEARTBEAT)()


def _sign_of_life() -> None:
    at = here()
    if at.ticket is not None:
        # Also brings the weights up to date for the next photo.
        with suppress(BadInput):
            run_manager().request(at.ticket.run_id, at.ticket.token, "weights")


def _told_apart(found: list[Judge]) -> list[Judge]:
    """Two runs of the same settings get a number: a list of choices goes by its labels."""
    seen: Counter[Text] = Counter()
    made = []
    for one in found:
        seen[one.label] += 1
        again = seen[one.label]
        made.append(one if again == 1 else replace(
            one, label=lazy("{run} ({n})", run=one.label, n=again)))
    return made


def _of(ticket: Ticket, *, on_play: bool, epoch: int | None = None) -> Judge | None:
    try:
        view = run_manager().view(ticket.run_id, ticket.token)
    except BadInput:
        return None
    past = snapshot_at(ticket, view, epoch)
    seen = past or view.snapshot
    name, seed = name_of(seen.experiment), seen.experiment.seed
    return Judge(
        ticket.run_id, name, _about(seen, on_play=on_play), ticket,
        lazy("{run}, epoch {epoch}, seed {seed}", run=name, epoch=seen.epoch, seed=seed),
        past.epoch if past is not None else None)


def _about(seen: Snapshot, *, on_play: bool) -> Text:
    # The name of a person's own pictures is their secret.
    name = seen.experiment.data
    data = lazy("your pictures") if name.startswith(PRIVATE) else lazy("data {name}", name=name)
    if on_play:
        return lazy("your run on the Play page, epoch {epoch}, {data}", epoch=seen.epoch, data=data)
    return lazy("your run, epoch {epoch}, {data}", epoch=seen.epoch, data=data)
