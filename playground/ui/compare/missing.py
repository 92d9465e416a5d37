"""Runs that a link asks for and that are not here: the same settings and seed give the same run."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.errors import BadInput
from playground.messages import _, ngettext
from playground.room.rooms import rooms
from playground.training.manager.manager import run_manager
from playground.ui.compare.choice import Choice


def draw(seen: Choice) -> None:
    """Nothing where none is missing; its place stays, or all below it would be mounted anew."""
    with st.container(key="compare-missing"):
        if seen.missing:
            _asks(seen, len(seen.missing))


def _asks(seen: Choice, count: int) -> None:
    told = ngettext(
        "The link names {n} run that is not on this server. Trained here with the same settings "
        "and seed it is the same run.",
        "The link names {n} runs that are not on this server. Trained here with the same settings "
        "and seeds they are the same runs.", count)
    with st.container(key="compare-asks", horizontal=True, vertical_alignment="center"):
        st.html(f"<p>{escape(told)}</p>")
        st.button(ngettext("Train it", "Train them", count), key="compare-train-missing",
                  type="primary", on_click=_train, args=(seen,))
        st.button(_("Leave out"), key="compare-drop-missing", on_click=seen.missing.clear)


def _train(seen: Choice) -> None:
    """As many as are let in; the others wait here for the next press."""
    at = seen.at
    for linked in list(seen.missing):
        try:
            rooms().check_moves(at.owner)
            ticket = run_manager().submit(linked.experiment, linked.changes, owner=at.owner)
        except BadInput as error:
            at.say(error.text)
            return
        at.desk.lay_by(ticket)
        seen.take(ticket.run_id)
        seen.missing.remove(linked)
