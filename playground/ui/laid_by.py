"""The runs of a tab beside the one in front, as they are now: for cards and for comparing."""

from __future__ import annotations

from playground.errors import BadInput
from playground.training.history import History, of_view
from playground.training.manager.managed import RunView, Ticket
from playground.training.manager.manager import run_manager
from playground.ui.session import Tab, running

MOST = 6


def trains_beside(at: Tab) -> bool:
    """Whether one of the runs in the tray may change without anybody doing anything."""
    views = (run_of(at, ticket) for ticket in with_cards(at) if ticket != at.ticket)
    return any(found is not None and running(found[1]) for found in views)


def with_cards(at: Tab) -> list[Ticket]:
    """Those that have a card."""
    return [*at.pinned, *(one for one in at.recent if one not in at.pinned)][:MOST]


def run_of(at: Tab, ticket: Ticket) -> tuple[Ticket, RunView] | None:
    """The run as it is now; None, and forgotten, where it is there no more."""
    try:
        return ticket, run_manager().view(ticket.run_id, ticket.token)
    except BadInput:
        # The manager keeps a bounded number of ended runs.
        at.desk.forget(ticket)
        return None


def beside(at: Tab, view: RunView | None) -> list[History]:
    """The pinned runs but the one on the page, and the one that it comes from."""
    parent = view.kin.parent if view is not None else ""
    came_from = [one for one in at.recent if one.run_id == parent]
    found = [run_of(at, ticket) for ticket in dict.fromkeys((*at.pinned, *came_from))
             if ticket != at.ticket]
    return [of_view(one[1]) for one in found if one is not None]
