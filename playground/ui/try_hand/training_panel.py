"""The test set's pictures as data to train on: private, in memory, under a secret name."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.data.classes import CLASSES, sign
from playground.data.own import LEAST_OF_A_CLASS, OwnPicture, what_is_missing
from playground.data.sources import is_private, register_private
from playground.errors import BadInput
from playground.messages import _, lazy
from playground.ui import navigation
from playground.ui.session import Tab
from playground.ui.try_hand import kept
from playground.ui.try_hand.answer_card import ORDER, icon
from playground.ui.try_hand.desk import Desk

_WHAT = lazy(
    "The pictures whose sign you marked, as data for the Play page. They stay in memory and "
    "are yours alone: no list shows them, and a shared link leaves them out. A run that "
    "trains on them keeps a copy in memory while it is there.")


def draw(at: Tab, mine: Desk) -> None:
    pictures = _pictures(mine)
    missing = what_is_missing(pictures)
    counts = dict(zip(CLASSES, mine.test_set.counts(), strict=True))
    least = escape(_("of at least {least}", least=LEAST_OF_A_CLASS))
    rows = "".join(
        f'<div class="th-count">{icon(name)}<span>{escape(str(sign(name)))}</span>'
        f"<b>{counts[name]}</b><small>{least}</small></div>"
        for name in ORDER)
    st.html(f'<p class="th-note pg-soft">{escape(str(_WHAT))}</p>'
            f'<div class="th-counts">{rows}</div>'
            f'<p class="th-note">{escape(str(missing))}</p>')
    with st.container(key="training-buttons", horizontal=True, vertical_alignment="center"):
        st.button(_("Keep as training pictures"), key="keep", icon=":material/model_training:",
                  disabled=bool(missing), on_click=_keep, args=(at, mine))
        if is_private(mine.training):
            st.page_link(navigation.PAGES["Play"][1], icon=":material/play_arrow:",
                         label=_("They are the data on the Play page now: press Reset and Play "
                                 "there"))


def _pictures(mine: Desk) -> list[OwnPicture]:
    return [OwnPicture(one.name, one.label, one.png) for one in mine.test_set.kept.values()]


def _keep(at: Tab, mine: Desk) -> None:
    try:
        made = register_private(_pictures(mine))
    except BadInput as error:
        mine.problems.append(str(error))
        return
    kept.forget_training(mine)
    mine.training = made
    at.experiment, at.planned = at.experiment.with_values({"data": made}), ()
