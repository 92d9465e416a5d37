"""Under the answers: what the sign really is, who answers, and how."""

from __future__ import annotations

import streamlit as st

from playground.data.classes import CLASSES, sign
from playground.messages import _
from playground.photo.square import Square, default_square
from playground.ui.session import Tab
from playground.ui.try_hand import refereeing
from playground.ui.try_hand.answer_card import ORDER, capital
from playground.ui.try_hand.desk import MOST_NETWORKS, Desk, Shown
from playground.ui.try_hand.judges import chosen, judges


def draw(at: Tab, mine: Desk, shown: Shown) -> None:
    with st.container(key="options", horizontal=True, vertical_alignment="bottom"):
        _right_sign(mine, shown)
        there = {one.key: one for one in judges(at)}
        # Of two, both answer.
        if len(there) > 2:
            st.session_state["networks"] = [one.key for one in chosen(at, mine)]
            st.multiselect(
                _("Who answers"), list(there), key="networks", on_change=_chosen, args=(mine,),
                format_func=lambda key: str(there[key].label),
                max_selections=MOST_NETWORKS, placeholder=_("Who answers"))
        st.session_state["views"] = mine.views
        st.toggle(
            _("Average over views"), key="views", on_change=_views, args=(mine,),
            help=_("The mean of the answers to the photo as it is, nearer, farther, tilted, and to "
            "the mirror image of each."))
        if refereeing.offered():
            st.session_state["referee"] = mine.referee
            st.toggle(
                _("Referee"), key="referee", on_change=_referee, args=(mine,),
                help=_("Finds the hand’s 21 points with networks of other people’s, and reads the "
                "sign from them: beside the networks here, never in their place."))


def part_of(shown: Shown) -> Square:
    """What goes into the test set: the framed part, or the whole photo."""
    return shown.square or default_square(shown.photo, "squash")


def _right_sign(mine: Desk, shown: Shown) -> None:
    label = mine.test_set.label_of(shown.photo, part_of(shown))
    st.session_state["right-sign"] = None if label is None else CLASSES[label]
    st.segmented_control(
        _("What is it really? Goes into your test set."), ORDER, key="right-sign",
        on_change=_marked, args=(mine, shown),
        format_func=lambda name: capital(str(sign(name))), wrap=False)
    look = refereeing.looked(mine, shown)
    if look is not None and look.settled is not None:
        st.button(
            _("As the referee says: {sign}", sign=sign(CLASSES[look.settled])), key="as-referee",
            on_click=_mark, args=(mine, shown, look.settled), disabled=label == look.settled,
            icon=":material/gavel:")


def _marked(mine: Desk, shown: Shown) -> None:
    name = st.session_state.get("right-sign")
    _mark(mine, shown, CLASSES.index(name) if name in CLASSES else None)


def _mark(mine: Desk, shown: Shown, label: int | None) -> None:
    sentence = mine.test_set.mark(shown.photo, part_of(shown), label)
    if sentence:
        mine.problems.append(sentence)


def _chosen(mine: Desk) -> None:
    mine.networks = list(st.session_state.get("networks") or [])


def _referee(mine: Desk) -> None:
    mine.referee = bool(st.session_state.get("referee"))
    for one in mine.photos:
        # It may have seen a hand where the finder sees none.
        one.is_hand = None


def _views(mine: Desk) -> None:
    mine.views = bool(st.session_state.get("views"))
