"""The Compare page: what did it change? This places the parts and sections and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import streamlit as st

from playground.messages import Message, lazy_p
from playground.presets import PLAY_DEFAULT
from playground.training.manager.manager import run_manager
from playground.ui import fragments, navigation, ownership, session, told
from playground.ui.compare import (
    article_part,
    choosing,
    curve_charts,
    differences,
    luck,
    missing,
    mistakes,
    pair,
    pruning_panel,
    sweep_part,
    table_section,
    take_away,
    verdict,
    weight_charts,
    weights,
)
from playground.ui.compare.choice import Choice, choice, names_own, stored_runs
from playground.ui.compare.compared import compared
from playground.ui.compare.following import follow
from playground.ui.compare.offers import find_linked, look_for_earlier
from playground.ui.compare.section import Section
from playground.ui.components.screen import Mounting
from playground.ui.session import Tab

_STYLE = Path(__file__).parents[1] / "style" / "compare.css"
SECTIONS: tuple[Section, ...] = (
    verdict.SECTION,
    luck.SECTION,
    choosing.SECTION,
    curve_charts.SECTION,
    verdict.EACH,
    differences.SECTION,
    table_section.SECTION,
    pair.SECTION,
    weights.SECTION,
    weight_charts.SECTION,
    mistakes.SECTION,
    pruning_panel.SECTION,
)
"""Of the part Runs, from above."""


def expect(address: str) -> None:
    """Read the runs that a query string names, while the browser still loads Streamlit."""
    run_manager().read_ahead(stored_runs(address))


def runs(seen: Choice) -> None:
    look_for_earlier(seen)
    find_linked(seen)
    missing.draw(seen)
    screen, shown = Mounting(), compared(seen)
    for section in SECTIONS:
        with st.container(key=f"section-{section.key}"):
            _heading(section)
            (section.draw or section.show)(screen, shown)
    follow([section.live() for section in SECTIONS], shown)


PARTS: dict[str, tuple[Message, Callable[[Choice], None]]] = {
    "": (lazy_p("a part of the page", "Runs"), runs),
    "article": (article_part.LABEL, article_part.PART.page),
    "sweep": (sweep_part.LABEL, sweep_part.PART.page),
}
"""By the word in the link: what each part is called, and what draws it."""


def page() -> None:
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    at = session.tab() or session.begin(Tab(PLAY_DEFAULT.experiment()))
    seen = choice(at)
    # Of an address that names runs of one's own all would else be drawn twice: without them, and
    # once the browser has told whose tab it is.
    waits = not at.desk.runs and names_own(seen)
    ownership.keep(at, awaited=waits)
    ownership.hold(at)
    navigation.bar("Compare")
    if waits and not at.token_read:
        return
    with st.container(key="compare"):
        with st.container(key="compare-head", horizontal=True, vertical_alignment="center"):
            _parts(seen)
            fragments.panel(lambda: take_away.draw(seen), "compare-take")
        told.tell(at)
        PARTS[seen.part][1](seen)


def _parts(seen: Choice) -> None:
    if seen.part not in PARTS:
        seen.part = ""
    if len(PARTS) == 1:
        return
    key = "compare-part"
    st.session_state[key] = seen.part

    def changed() -> None:
        seen.part = st.session_state[key] or ""

    st.segmented_control(
        str(lazy_p("a part of the page", "Part")), list(PARTS), key=key, on_change=changed,
        required=True, format_func=lambda part: str(PARTS[part][0]),
        label_visibility="collapsed")


def _heading(section: Section) -> None:
    if section.title is None:
        return
    note = (f' <span class="pg-sub pg-soft">{escape(str(section.note))}</span>'
            if section.note is not None else "")
    st.html(f'<h2 class="pg-heading">{escape(str(section.title))}{note}</h2>')
