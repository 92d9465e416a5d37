"""The page Inside the network: this places the sections and nothing else."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from playground.presets import PLAY_DEFAULT
from playground.ui import navigation, ownership, session
from playground.ui.compare.offers import look_for_earlier
from playground.ui.components.screen import Mounting
from playground.ui.inside import cam, choosing, epochs, matrix, meaning, one_unit, picture, units
from playground.ui.inside.following import follow, want
from playground.ui.inside.seen import seen
from playground.ui.inside.shown import Section, shown
from playground.ui.session import Tab
from playground.ui.try_hand import page as try_hand

_STYLE = Path(__file__).parents[1] / "style" / "inside.css"
SECTIONS: tuple[Section, ...] = (
    choosing.SECTION,
    picture.SECTION,
    cam.SECTION,
    meaning.SECTION,
    units.SECTION,
    one_unit.SECTION,
    matrix.SECTION,
    epochs.SECTION,
)
"""From above."""


def page() -> None:
    try_hand.style()
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    at = session.tab() or session.begin(Tab(PLAY_DEFAULT.experiment()))
    ownership.keep(at)
    mine = seen(at)
    ownership.hold(at)
    navigation.bar("Inside")
    look_for_earlier(mine.choice)
    if at.ticket is not None:
        # Whoever opens the page wants to see its run as it is by now.
        mine.again.add(at.ticket.run_id)
    with st.container(key="inside"):
        screen, now = Mounting(), shown(mine)
        want(SECTIONS, now)
        for section in SECTIONS:
            with st.container(key=f"inside-{section.key}-section"):
                _heading(section)
                (section.draw or section.show)(screen, now)
    follow(SECTIONS, mine)


def _heading(section: Section) -> None:
    if section.title is None:
        return
    note = (f' <span class="pg-sub pg-soft">{escape(str(section.note))}</span>'
            if section.note else "")
    st.html(f'<h2 class="pg-heading">{escape(str(section.title))}{note}</h2>')
