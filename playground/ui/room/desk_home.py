"""What a room may have of a tab: sight of its run in front, and to clear it for the next group."""

from __future__ import annotations

import time
from contextlib import suppress

from playground.errors import BadInput
from playground.room.members import Home, Sight
from playground.training.desk import Desk
from playground.training.manager.capabilities import sight
from playground.training.manager.managed import Ticket
from playground.training.manager.manager import run_manager
from playground.ui.try_hand import kept

_PATIENCE = 80  # quarters of a second


def home_of(desk: Desk) -> Home:
    """Of the desk at which the tab sits; whoever has it cannot steer a run."""
    return Home(lambda: _in_front(desk), lambda: _clear(desk))


def _in_front(desk: Desk) -> Sight | None:
    ticket = desk.front
    return None if ticket is None else Sight(ticket.run_id, sight(desk.secret, ticket.run_id))


def _clear(desk: Desk) -> None:
    """Its runs, on the disk too, and its pictures. In a thread that may wait."""
    kept.clear(desk.secret)
    held = desk.held
    desk.held = desk.rivals = None
    runs = {*desk.runs, *([held.ticket] if held is not None else [])}
    runs |= {ticket for ticket, _ in run_manager().runs_of(desk.secret)}
    for ticket in runs:
        desk.forget(ticket)
        with suppress(BadInput):
            run_manager().stop(ticket.run_id, ticket.token)
    for _ in range(_PATIENCE):
        runs = {ticket for ticket in runs if not _forgotten(ticket)}
        if not runs:
            return
        # A run that is stopped ends between two steps.
        time.sleep(0.25)


def _forgotten(ticket: Ticket) -> bool:
    """Whether it is there no more; one that trains still is."""
    try:
        run_manager().forget(ticket.run_id, ticket.token)
    except BadInput:
        try:
            return run_manager().view(ticket.run_id, ticket.token).ended
        except BadInput:
            return True
    return True
