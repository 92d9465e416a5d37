"""What a panel needs copied from a run that trains: declared beside it, asked for by whoever draws.

A run makes copies only where somebody asks, and a panel that asked would command while it draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from playground.errors import BadInput
from playground.training.manager.managed import Ticket
from playground.training.manager.manager import run_manager
from playground.ui.stage import Stage


def _always(stage: Stage) -> bool:
    return True


@dataclass(frozen=True)
class Need:
    """A copy of `what`, for the next look at the run; `when`: only where that is so."""

    what: Literal["weights", "batch", "units"]
    when: Callable[[Stage], bool] = _always


def ask(ticket: Ticket | None, stage: Stage, needs: Iterable[Need]) -> None:
    """Have the run on `stage` make them, each once."""
    if ticket is None or stage.view is None or stage.view.ended:
        return
    for what in dict.fromkeys(need.what for need in needs if need.when(stage)):
        try:
            run_manager().request(ticket.run_id, ticket.token, what)
        except BadInput:
            # It ended between the look and the question; its last snapshot holds all copies.
            return
