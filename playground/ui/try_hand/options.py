"""Who answers, and how: chosen under the answers."""

from __future__ import annotations

import streamlit as st

from playground.ui.session import Tab
from playground.ui.try_hand.desk import MOST_NETWORKS, Desk
from playground.ui.try_hand.judges import chosen, judges


def draw(at: Tab, mine: Desk) -> None:
    with st.container(key="options", horizontal=True, vertical_alignment="center"):
        there = {one.key: one for one in judges(at)}
        if len(there) > 1:
            st.session_state["networks"] = [one.key for one in chosen(at, mine)]
            st.multiselect(
                "Who answers", list(there), key="networks", on_change=_chosen, args=(mine,),
                format_func=lambda key: f"{there[key].name}, {there[key].about}",
                max_selections=MOST_NETWORKS, label_visibility="collapsed",
                placeholder="Who answers")
        st.session_state["flips"] = mine.flips
        st.toggle(
            "Average over flips", key="flips", on_change=_flips, args=(mine,),
            help="The mean of the answers to the photo, its mirror image, upside down, and both.")


def _chosen(mine: Desk) -> None:
    mine.networks = list(st.session_state.get("networks") or [])


def _flips(mine: Desk) -> None:
    mine.flips = bool(st.session_state.get("flips"))
