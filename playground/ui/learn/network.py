"""Whose network the lessons show: the run in front on the Play page, else the one that ships."""

from __future__ import annotations

from contextlib import suppress

from playground.errors import BadInput
from playground.lessons.given import Given, shipped
from playground.training.history import of_view
from playground.training.manager.kept_weights import ManagedWeights
from playground.training.manager.manager import run_manager
from playground.ui.session import Tab


def given(at: Tab) -> Given:
    """As it is at this moment; a run that trains is asked for its weights for the next time."""
    ticket, view = at.ticket, at.view()
    if ticket is None or view is None or not view.snapshot.step:
        return shipped()
    if not view.ended:
        with suppress(BadInput):
            run_manager().request(ticket.run_id, ticket.token, "weights")
    if view.snapshot.weights is None:
        return shipped()
    kept = ManagedWeights(run_manager(), view, ticket.token)
    return Given(of_view(view, weights=kept), own=True)
