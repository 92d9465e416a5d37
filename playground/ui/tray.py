"""The run tray: pinned, recent and recorded runs as cards, to be compared at a glance."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.insight.weight_matrix import matrix_levels
from playground.messages import _, lazy
from playground.model.architectures import ARCHITECTURES, HIDDEN, kernel_shapes
from playground.model.weights import glorot_limit
from playground.regularizer_words import name_of
from playground.training.manager.managed import RunView, Ticket
from playground.training.manager.manager import run_manager
from playground.ui import ghosts
from playground.ui.actions import choose_preset, leave
from playground.ui.components.run_card import Action, run_card
from playground.ui.components.screen import Mounting, Screen
from playground.ui.ghosts import SQUARES
from playground.ui.laid_by import MOST, run_of, with_cards
from playground.ui.session import Tab
from playground.ui.stage import Stage


def draw(at: Tab, screen: Mounting) -> None:
    with st.container(key="tray"):
        how = escape(_("click one to see it again; pin what you want to keep"))
        st.html(f'<div class="pg-heading">{escape(_("Runs"))} '
                f'<span class="pg-sub pg-soft">{how}</span></div>')
        with st.container(key="cards", horizontal=True):
            cards = [card for ticket in with_cards(at) if (card := run_of(at, ticket))]
            for ticket, view in cards:
                _card(at, screen, ticket, view)
            for recorded in ghosts.cards()[: MOST - len(cards)]:
                run_card(
                    screen, recorded.name, key=f"recorded-{recorded.key}", levels=recorded.levels,
                    validation=recorded.validation, zeros=recorded.zeros,
                    zeros_label=_("near zero"), recorded=True,
                    on_action=_taker(at, recorded.preset))


def show(screen: Screen, stage: Stage) -> None:
    """Those that train while another run is in front: a twin, or what was forked from."""
    at = stage.seen
    if not isinstance(at, Tab):
        return
    for ticket in with_cards(at):
        card = run_of(at, ticket) if ticket != at.ticket else None
        if card is not None:
            _card(at, screen, *card)


def _card(at: Tab, screen: Screen, ticket: Ticket, view: RunView) -> None:
    seen = view.snapshot
    last = seen.records[-1] if seen.records else None
    weights = seen.weights.arrays if seen.weights is not None else view.initial_weights
    run_card(
        screen, name_of(seen.experiment), key=f"card-{ticket.run_id}",
        levels=small_matrix(seen.experiment, weights[f"{HIDDEN}/kernel"]),
        validation=last.validation.accuracy if last else None,
        zeros=last.near_zeros if last else None, zeros_label=_("near zero"),
        note=_note(view),
        pinned=ticket in at.pinned,
        chosen=ticket == at.ticket, on_action=_actor(at, ticket))


def _note(view: RunView) -> str:
    seen = view.snapshot
    said = {"epoch": seen.epoch, "seed": seen.experiment.seed}
    if view.kin.twin_of is not None:
        return _("twin, epoch {epoch}, seed {seed}", **said)
    if view.kin.parent:
        return _("forked, epoch {epoch}, seed {seed}", **said)
    return _("epoch {epoch}, seed {seed}", **said)


def small_matrix(experiment: Experiment, kernel: NDArray[np.float32]) -> NDArray[np.int8]:
    """The first squares of the dense kernel."""
    shape = kernel_shapes(ARCHITECTURES[experiment.model])[HIDDEN]
    return matrix_levels(kernel, glorot_limit(shape), SQUARES, SQUARES).levels


def _actor(at: Tab, ticket: Ticket) -> Callable[[Action], None]:
    def act(action: Action) -> None:
        if action == "pin":
            _pin(at, ticket, ticket not in at.pinned)
        elif action == "remove":
            _remove(at, ticket)
        else:
            _open(at, ticket)

    return act


def _pin(at: Tab, ticket: Ticket, pinned: bool) -> None:
    at.desk.pin(ticket, pinned)
    with suppress(BadInput):
        run_manager().pin(ticket.run_id, ticket.token, pinned)


def _remove(at: Tab, ticket: Ticket) -> None:
    """From the tray and from the disk, unless it is on the page: then from the tray alone."""
    with at.guard:
        if ticket == at.ticket:
            at.desk.pin(ticket, False)
            at.desk.pick_up(ticket)
            return
        at.desk.forget(ticket)
    with suppress(BadInput):
        run_manager().stop(ticket.run_id, ticket.token)
    # A run that ends in this moment stays on the disk, as one of the last few.
    with suppress(BadInput):
        run_manager().forget(ticket.run_id, ticket.token)


def _open(at: Tab, ticket: Ticket) -> None:
    """Show that run again, once the one on the page has ended or holds."""
    found = run_of(at, ticket)
    if found is None or ticket == at.ticket:
        return
    if at.ticking(at.view()):
        at.say(lazy("A run is training. Pause it or press Reset to look at another."))
        return
    with at.guard:
        leave(at)
        at.ticket, at.experiment, at.planned = ticket, found[1].snapshot.experiment, ()


def _taker(at: Tab, preset: str) -> Callable[[Action], None]:
    """A recorded run's card sets its knobs: press Play to train it anew."""
    return lambda action: choose_preset(at, preset) if action == "open" else None
