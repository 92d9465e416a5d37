"""The second lane: a rival of the run in front, begun with it or beside it, and let go of."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from playground.errors import BadInput
from playground.experiment import LAMBDA_RANGES, Experiment
from playground.messages import _
from playground.regularizer_words import name_of, on_button
from playground.training.manager.managed import RunView, Ticket
from playground.training.manager.manager import run_manager
from playground.ui.seen import Choices
from playground.ui.session import FIRST_LAMBDA, Race, Tab

MARK = "race"
METHODS = ("none", "l1", "l2", "dropout", "l1-proximal")
RATE = 0.5
"""Of a rival under dropout."""


@dataclass(frozen=True, eq=False)
class Rival:
    """Who races the run in front, as it stands."""

    name: str
    view: RunView


def method_of(experiment: Experiment) -> str:
    """Which of the methods an experiment is under; empty for a mixture."""
    if experiment.dropout:
        return "dropout" if experiment.regularizer == "none" else ""
    return experiment.regularizer


def method_in_words(method: str) -> str:
    if method == "dropout":
        return _("Dropout")
    return on_button(method)


def values_of(at: Tab, method: str) -> dict[str, object]:
    """What the rival has otherwise: the penalty with its λ, or dropout; one in place of another."""
    if method == "dropout":
        return {"regularizer": "none", "dropout": at.experiment.dropout or RATE}
    low, high = LAMBDA_RANGES[method]
    wanted = at.lambdas.get(method, FIRST_LAMBDA.get(method, at.experiment.lambda_))
    return {"regularizer": method, "lambda": min(max(wanted, low), high), "dropout": 0.0}


def ticket_of(at: Tab) -> Ticket | None:
    """The rival's, while the run that it races is in front."""
    race, front = at.race, at.ticket
    if race is None or front is None or race.leader != front.run_id:
        return None
    return race.ticket


def rival_of(at: Tab) -> Rival | None:
    ticket = ticket_of(at)
    if ticket is None:
        return None
    try:
        view = run_manager().view(ticket.run_id, ticket.token)
    except BadInput:
        return None
    return Rival(name_of(view.snapshot.experiment), view)


def choose(at: Tab, method: str) -> None:
    """Race against that: from now on where a run is there, else as soon as one begins.

    Under the tab's guard. Raises `BadInput`.
    """
    close(at)
    at.race = Race(method, Choices(at.experiment))
    at.needs_page = True
    view = at.view()
    if view is not None and not view.ended:
        begin(at)


def begin(at: Tab) -> None:
    """Begin the rival of the run in front, where a race was chosen. Raises `BadInput`."""
    race, front = at.race, at.ticket
    if race is None or front is None:
        return
    race.ticket, at.race = None, None
    race.ticket = run_manager().race(front.run_id, front.token, values_of(at, race.method))
    race.seen = Choices(at.experiment.with_values(values_of(at, race.method)))
    race.leader, at.race, at.needs_page = front.run_id, race, True
    at.desk.lay_by(race.ticket)
    at.desk.rivals = front, race.ticket


def recall(at: Tab) -> None:
    """Open the lane that was open when the tab was loaded last, where its runs are there."""
    front = at.ticket
    if front is None or at.desk.rivals is None or at.desk.rivals[0] != front:
        return
    rival = at.desk.rivals[1]
    with suppress(BadInput):
        experiment = run_manager().view(rival.run_id, rival.token).snapshot.experiment
        at.race = Race(method_of(experiment), Choices(experiment), front.run_id, rival)


def close(at: Tab) -> None:
    """No race any more: the rival is stopped where it is, and stays in the tray."""
    ticket, at.race = ticket_of(at), None
    at.desk.rivals, at.needs_page = None, True
    if ticket is not None:
        with suppress(BadInput):
            run_manager().stop(ticket.run_id, ticket.token)
