"""Whose network the lessons show: the run in front on the Play page, else the one that ships."""

from __future__ import annotations

from contextlib import suppress

from playground.errors import BadInput
from playground.insight.slow_step import SlowStep
from playground.lessons.given import Given, shipped
from playground.training.history import of_view
from playground.training.loop.next_step import next_step
from playground.training.manager.kept_weights import ManagedWeights
from playground.training.manager.managed import RunView
from playground.training.manager.manager import run_manager
from playground.ui.recent import Recent
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
    return Given(of_view(view, weights=kept), own=True,
                 next_step=lambda: _next_step(view, ticket.token))


_steps: Recent[SlowStep] = Recent(4)


def _next_step(view: RunView, token: str) -> SlowStep | None:
    """The one after the newest epoch that is kept; None where its pictures are not at hand."""
    try:
        kept = run_manager().kept_epochs(view.run_id, token)
        if not kept or view.data is None:
            return None
        found = _steps.get((view.run_id, kept[-1]))
        if found is None:
            found = next_step(
                view.snapshot, run_manager().state_at(view.run_id, token, kept[-1]), view.data)
        return None if found is None else _steps.put((view.run_id, kept[-1]), found)
    except BadInput:
        return None
