"""What a tab has to say, at the next run of a page: a few sentences in a corner."""

from __future__ import annotations

import streamlit as st

from playground.messages import ngettext
from playground.ui.session import Tab

MOST = 3


def tell(at: Tab) -> None:
    """Say it, once. As plain text: what a link asks for and does not get may hold anything."""
    shown, at.messages = at.messages, []
    at.needs_page = False
    for message in shown[:MOST]:
        st.toast(str(message).replace("[", "(").replace("]", ")"))
    if len(shown) > MOST:
        st.toast(ngettext(
            "The link asks for {n} more thing that is not here.",
            "The link asks for {n} more things that are not here.", len(shown) - MOST))
