"""The knobs of a page whose run something else has turned: a plan, or a copy of the tab."""

from __future__ import annotations

from playground.errors import BadInput
from playground.experiment import CONTROLS
from playground.training.manager.managed import RunView
from playground.ui.session import Tab


def replayed(at: Tab, view: RunView | None) -> dict[str, object]:
    """The run's knobs, with their values, that stand elsewhere on the page.

    The run has turned them by itself as it was planned, or a copy of this tab has.
    """
    # What was just turned here may not be in that view yet.
    if view is None or at.settling or view.ended:
        return {}
    now, mine = view.knobs.to_mapping(), at.experiment.to_mapping()
    return {n: now[n] for n, row in CONTROLS.items() if row.live and now[n] != mine[n]}


def lags(at: Tab, view: RunView | None) -> bool:
    """Whether the page shows other settings than its run has."""
    return at.overtaken or bool(replayed(at, view))


def adopt_replayed(at: Tab, view: RunView | None) -> None:
    """Let the knobs follow; and all settings, where a copy of this tab has begun another run."""
    if not lags(at, view):
        return
    with at.guard:
        # As it is now: since that view was taken a knob may have been turned here.
        view = at.view()
        if at.overtaken:
            at.ticket, at.planned = at.ticket, ()
            if view is None:
                return
            at.experiment = view.knobs
        else:
            try:
                at.experiment = at.experiment.with_values(replayed(at, view))
            except BadInput:
                # With what else is set here they are not allowed together: the run's all are.
                at.experiment = view.knobs if view is not None else at.experiment
        note_strength(at)


def take_over(at: Tab, view: RunView) -> None:
    """Show the run's settings as the page's own."""
    at.experiment, at.planned = view.knobs, ()
    note_strength(at)


def note_strength(at: Tab) -> None:
    if at.experiment.regularizer != "none":
        at.lambdas[at.experiment.regularizer] = at.experiment.lambda_
