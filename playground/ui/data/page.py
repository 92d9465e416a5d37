"""The page Data: this places the sections and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import streamlit as st

from playground.choice_words import in_words
from playground.data.sources import is_private, registered
from playground.errors import BadInput
from playground.messages import Message, _, lazy
from playground.presets import PLAY_DEFAULT
from playground.ui import navigation, ownership, session, told
from playground.ui.data import (
    averages,
    bring,
    contents,
    duplicates,
    known_sets,
    last_learned,
    splits,
    variations,
    wrong_labels,
)
from playground.ui.data.loaded import Loaded, loaded
from playground.ui.data.state import Seen, look_at, seen
from playground.ui.session import Tab
from playground.ui.try_hand import kept
from playground.ui.try_hand import page as try_hand
from playground.ui.try_hand.desk import desk
from playground.ui.widgets import own_name

_STYLE = Path(__file__).parents[1] / "style" / "data.css"
_LEAD = lazy(
    "A network knows nothing but its pictures. What is in them, which of them judge, and what is "
    "done to them decides more than any penalty.")
_WHAT: dict[str, Message] = {
    "studio": lazy("Rendered hands of a few people on a green screen, as in the article"),
    "everyday": lazy("Rendered hands of many people before all sorts of backgrounds"),
    "everyday-holdout": lazy("Other people before other backgrounds: another setting"),
    "every-angle": lazy("Those of everyday, and other people's hands seen edge on and end on"),
    "every-light": lazy("Those of every angle, and yet others', close up and in hard light"),
}


def page() -> None:
    try_hand.style()
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    at = session.tab() or session.begin(Tab(PLAY_DEFAULT.experiment()))
    ownership.keep(at)
    mine = desk(at)
    ownership.hold(at)
    here = seen(at)
    navigation.bar("Data")
    with st.container(key="data-page"):
        st.html(f'<p class="da-lead">{escape(str(_LEAD))}</p>')
        told.tell(at)
        _choose(at, here)
        try:
            with st.spinner(_("Looking at the pictures …"), show_time=False):
                shown = loaded(at, here.source)
        except BadInput as error:
            st.html(f'<p class="th-problem" role="alert">{escape(str(error))}</p>')
            shown = None
        if shown is not None:
            _sections(at, here, shown)
        _section("bring", lazy("Bring your own"), None, lambda: bring.draw(at, here, mine))
        _section("known", lazy("Sets that others have made"), None, known_sets.draw)


def _choose(at: Tab, here: Seen) -> None:
    names = (*registered(), *kept.own_sources(at.owner))
    key = "data-source"
    st.session_state[key] = here.source

    def changed() -> None:
        look_at(here, st.session_state[key])

    with st.container(key="data-choice"):
        st.segmented_control(
            _("Pictures"), names, key=key, on_change=changed, required=True,
            label_visibility="collapsed",
            format_func=lambda one: own_name(one) if is_private(one) else in_words(one))
        what = _WHAT.get(here.source)
        if what is not None:
            st.html(f'<p class="da-note pg-soft">{escape(str(what))}</p>')


def _sections(at: Tab, here: Seen, shown: Loaded) -> None:
    if shown.trainable:
        st.html(f'<p class="th-problem">{escape(str(shown.trainable))}</p>')
    _section("contents", lazy("What is in it"), None, lambda: contents.draw(here, shown))
    _section("averages", lazy("The average picture of each sign"), None,
             lambda: averages.draw(shown))
    _section("splits", lazy("Which pictures train, and which judge"), None,
             lambda: splits.draw(shown))
    _section("duplicates", lazy("Takes of one moment"), None, lambda: duplicates.draw(shown))
    _section("variations", lazy("What each augmentation does"),
             lazy("one picture, six times each; in training it is drawn anew in every epoch"),
             lambda: variations.draw(at, here, shown))
    _section("wrong", lazy("Wrong labels"), None, lambda: wrong_labels.draw(at, here, shown))
    _section("last", lazy("Learned last"),
             lazy("which pictures a run of yours found hardest"),
             lambda: last_learned.draw(at, here))


def _section(name: str, title: Message, note: Message | None, draw: Callable[[], None]) -> None:
    with st.container(key=f"data-section-{name}"):
        more = f' <span class="pg-sub pg-soft">{escape(str(note))}</span>' if note else ""
        st.html(f'<h2 class="pg-heading">{escape(str(title))}{more}</h2>')
        draw()
