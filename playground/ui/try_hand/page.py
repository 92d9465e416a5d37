"""The page Try a hand: the answer first, then the framing, then everything else."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import streamlit as st

from playground.messages import _, lazy, lazy_n
from playground.presets import PLAY_DEFAULT
from playground.ui import navigation, ownership, session
from playground.ui.session import Tab
from playground.ui.try_hand import (
    answer_card,
    both_card,
    framing_panel,
    intake_bar,
    more,
    options,
    referee_card,
    refereeing,
    warm,
)
from playground.ui.try_hand.desk import Desk, Shown, desk
from playground.ui.try_hand.judges import chosen, judged, judges, keep_fresh, square_of

_STYLE = Path(__file__).with_name("style.css")
LOADING = lazy("Waking the networks. This takes a few seconds, once.")
NO_WEIGHTS = lazy("This run has no network yet. Press Play on the Play page, then come back.")
_TRY_ANOTHER = lazy("Try a photo in which one hand fills most of the picture, or frame it.")
_MOST_PROBLEMS = 4


def style() -> None:
    """The style sheet of both pages of this folder."""
    # The style sheet places it; its words are the language's. As JSON, a string is one of CSS too.
    drop = json.dumps(_("Drop photos of a hand here"), ensure_ascii=False)
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')} :root {{ --th-drop: {drop}; }}</style>")


def page() -> None:
    style()
    at = session.tab() or session.begin(Tab(PLAY_DEFAULT.experiment()))
    ownership.keep(at)
    mine = desk(at)
    ownership.hold(at)
    navigation.bar("Try a hand")
    with st.container(key="try-hand"):
        intake_bar.draw(mine)
        _problems(mine)
        shown = mine.current
        if shown is None:
            intake_bar.examples(mine)
            if len(mine.test_set):
                more.tabs(at, mine)
        else:
            more.strip(mine)
            _answer(at, mine, shown)
            more.tabs(at, mine)
    keep_fresh(at)
    warm.warm_up()
    if mine.uploads_done:
        # A new uploader in place of the one whose files have been taken; the answers are kept.
        st.rerun()


def _problems(mine: Desk) -> None:
    told = mine.problems[:_MOST_PROBLEMS]
    if len(mine.problems) > _MOST_PROBLEMS:
        told = [*told, lazy_n(
            "{n} more could not be read.", "{n} more could not be read.",
            len(mine.problems) - _MOST_PROBLEMS)]
    for sentence in told:
        st.html(f'<p class="th-problem" role="alert">{escape(str(sentence))}</p>')


def _answer(at: Tab, mine: Desk, shown: Shown) -> None:
    with st.container(key="answer"):
        # First, and in its place at once: a network may have to wake up before it can answer.
        with st.container(key="photo"):
            framing_panel.draw(mine, shown)
        with st.container(key="th-answers"):
            if warm.is_warm():
                # Not into an emptied place: the old answer would be gone until the new one comes.
                st.html(_cards(at, mine, shown))
            else:
                place = st.empty()
                place.html(f'<p class="th-waking" role="status">{escape(str(LOADING))}</p>')
                place.html(_cards(at, mine, shown))
            options.draw(at, mine, shown)


def _cards(at: Tab, mine: Desk, shown: Shown) -> str:
    look = refereeing.look(mine, shown)
    # A table may have asked the finder alone before.
    if shown.is_hand is None or look is not None:
        shown.is_hand = refereeing.shows_a_hand(shown.photo, look)
    made, found = "", []
    for one in chosen(at, mine):
        network = one.network()
        if network is None:
            made += answer_card.empty_card(one, NO_WEIGHTS)
            continue
        answer = judged(mine, shown, network)
        found.append((one, answer))
        made += answer_card.card(
            one, answer, shown, square_of(shown, network),
            None if look is None else look.against(answer.winner))
    if len(judges(at)) == 1:
        made += answer_card.invitation()
    banner = "" if not shown.refused else (
        f'<p class="th-no-hand" role="status"><b>{escape(_("This does not look like a hand."))}'
        f"</b> {escape(str(_TRY_ANOTHER))}</p>")
    photo = shown.photo.fingerprint[:12]
    first, ruling = "", ""
    if look is not None:
        together = [both_card.Told(one, refereeing.both(look, answer)) for one, answer in found]
        leading = both_card.leading(together)
        if leading is not None and not shown.refused:
            first = both_card.card(leading)
        ruling = referee_card.card(
            shown.photo, look, [one for one in together if one is not leading])
    return f'{banner}{first}<div class="th-cards" data-photo="{photo}">{made}</div>{ruling}'
