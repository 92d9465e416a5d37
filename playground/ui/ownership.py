"""Whose run it is: the token in the browser's tab, and what happens when the tab goes.

The link never carries the token. F5 makes a new session, which finds the token in its tab and
takes the run up again; a link that is opened elsewhere finds none.
"""

from __future__ import annotations

import streamlit as st

from playground.errors import BadInput
from playground.training.manager.managed import Ticket
from playground.training.manager.manager import run_manager
from playground.ui.components.tab_token import tab_token
from playground.ui.session import Tab


def keep(at: Tab) -> None:
    """Write the tab's ticket where F5 finds it; take one up that was left there."""
    known = _text(at.ticket)
    if not at.token_read:
        held = tab_token(key="tab-token", write=known or None)
        if held is None:
            return
        at.token_read = True
        if at.ticket is None and _take_up(at, held):
            st.rerun()
        return
    tab_token(key="tab-token", write=known)


def _take_up(at: Tab, held: str) -> bool:
    """Whether the browser's tab still has power over a run that is there."""
    run_id, _, token = held.partition(".")
    if not token:
        return False
    try:
        view = run_manager().view(run_id, token)
    except BadInput:
        return False
    at.ticket = Ticket(run_id, token)
    at.experiment = view.snapshot.experiment
    if at.experiment.regularizer != "none":
        at.lambdas[at.experiment.regularizer] = at.experiment.lambda_
    at.command()
    return True


def _text(ticket: Ticket | None) -> str:
    return f"{ticket.run_id}.{ticket.token}" if ticket is not None else ""


class Leash:
    """Lives as long as the session, and tells the manager when that has ended."""

    def __init__(self) -> None:
        self.ticket: Ticket | None = None

    def release(self) -> None:
        """On the event loop's thread, also at F5 and at every lost connection: only a mark."""
        if self.ticket is not None:
            run_manager().release(self.ticket.run_id, self.ticket.token)


@st.cache_resource(scope="session", show_spinner=False, on_release=Leash.release)
def _leash() -> Leash:
    return Leash()


def hold(at: Tab) -> None:
    """Let the end of this session be the end of the run, after a grace."""
    _leash().ticket = at.ticket
