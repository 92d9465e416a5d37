"""What the key R takes away can be had back: a key is pressed by mistake, as within a word.

Until another run begins, the run is held where it is instead of stopped, so that it goes on from
its very step. It is held by the desk: F5, and a copy of the tab, can take it back, too.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.errors import BadInput
from playground.messages import _
from playground.training.desk import Held
from playground.training.manager.manager import run_manager
from playground.ui.session import Tab, running


def reset(at: Tab) -> None:
    """As the button Reset, but for `take_back`. Where there is no run, nothing."""
    with at.guard:
        ticket, view = at.ticket, at.view()
        if ticket is None or view is None or at.is_held_still():
            return
        let_go(at)
        if not view.ended:
            run_manager().pause(ticket.run_id, ticket.token)
        at.desk.held = Held(ticket, running(view), at.experiment, at.planned)
        at.leave_for_tray(view)
        at.planned = ()
        at.command()


def take_back(at: Tab) -> None:
    """Take the run up again as it was left, training on where it trained."""
    with at.guard:
        held = at.desk.held
        if held is None or at.ticket is not None or at.is_held_still():
            return
        at.desk.held = None
        at.ticket, at.experiment, at.planned = held.ticket, held.experiment, held.planned
        at.desk.pick_up(held.ticket)
        try:
            if held.trained:
                run_manager().play(held.ticket.run_id, held.ticket.token)
        except BadInput as error:
            at.say(str(error))
        at.command()


def let_go(at: Tab) -> None:
    """Another run begins: the held one is stopped, as Reset would have done."""
    with at.guard:
        held, at.desk.held = at.desk.held, None
        if held is None or held.ticket == at.ticket:
            return
        try:
            run_manager().stop(held.ticket.run_id, held.ticket.token)
        except BadInput:
            # Forgotten by the server meanwhile.
            return


def offer(at: Tab) -> None:
    """In a corner, where there is something to take back."""
    if at.desk.held is None or at.ticket is not None:
        return
    told = _("The key R has reset the run.")
    with st.container(key="undo", horizontal=True, vertical_alignment="center"):
        st.html(f'<div role="status">{escape(told)}</div>', width="content")
        st.button(_("Undo"), key="take-back-reset", on_click=take_back, args=(at,),
                  icon=":material/undo:", type="primary")
        st.button(_("Close"), key="let-go-reset", on_click=let_go, args=(at,), type="tertiary")
