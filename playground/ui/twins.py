"""The twin of the run in front, which is that run without its last turn: asked for, and found."""

from __future__ import annotations

from dataclasses import dataclass

from playground.errors import BadInput
from playground.insight.reading import Turn, last_turn
from playground.insight.twin import TwinReading
from playground.training.manager.managed import RunView, Ticket
from playground.training.manager.manager import run_manager
from playground.training.numbers_for_words import twin_view_of
from playground.training.twins import question


@dataclass(frozen=True, eq=False)
class Twin:
    """The run without `turn`, as it stands."""

    turn: Turn
    view: RunView

    @property
    def reading(self) -> TwinReading:
        return twin_view_of(
            self.view.snapshot, self.turn, place_in_queue=self.view.place_in_queue)


def last_turn_of(view: RunView | None) -> Turn | None:
    """The one whose twin is offered."""
    return last_turn(view.snapshot.changes) if view is not None else None


def twin_of(ticket: Ticket | None, view: RunView | None) -> Twin | None:
    """The twin that answers what the last turn did; None where it has not been asked for."""
    turn = last_turn_of(view)
    if ticket is None or view is None or turn is None:
        return None
    try:
        asked = question(ticket.run_id, view.snapshot, turn.began)
        found = run_manager().twins_of(ticket.run_id, ticket.token)
        views = [run_manager().view(one.run_id, one.token) for one, of in found if of == asked]
    except BadInput:
        # One of them was let go of in this moment.
        return None
    answering = [one for one in views if one.answers]
    return Twin(turn, answering[-1]) if answering else None
