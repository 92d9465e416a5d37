"""Several photos at once: one row each, with every network's answer."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.messages import _, ngettext
from playground.photo.answer import Answer
from playground.photo.networks import Network
from playground.ui.session import Tab
from playground.ui.try_hand import both_card, encoded, refereeing
from playground.ui.try_hand.desk import Desk, Shown
from playground.ui.try_hand.judges import Judge, chosen, judged

_SIDE = 48


def draw(at: Tab, mine: Desk) -> None:
    """With a single photo too: it stands where more will stand."""
    with_networks = [(one, network) for one in chosen(at, mine) if (network := one.network())]
    asked = mine.referee and refereeing.offered() and bool(with_networks)
    if asked:
        _ask(mine)
    head = "".join(f"<th>{escape(str(one.name))}</th>" for one, __ in with_networks)
    head += f"<th>{escape(_('Both together'))}</th>" if asked else ""
    rows = "".join(_row(mine, shown, with_networks, asked=asked) for shown in mine.photos)
    st.html(
        f'<table class="th-table" data-rows="{len(mine.photos)}"><thead><tr><td></td>'
        f'<th>{escape(_("Photo"))}</th>'
        f"{head}</tr></thead><tbody>{rows}</tbody></table>")


def _ask(mine: Desk) -> None:
    """Forty photos take seconds: whoever wants the referee to look at them says so."""
    unseen = [one for one in mine.photos if refereeing.looked(mine, one) is None]
    if not unseen:
        return
    words = ngettext("Ask the referee about {n} more photo",
                     "Ask the referee about {n} more photos", len(unseen))
    if st.button(words, key="look-at-all", icon=":material/gavel:"):
        with st.spinner(_("The referee looks at your photos.")):
            for shown in unseen:
                seen = refereeing.look(mine, shown)
                if seen is None:
                    break
                shown.is_hand = refereeing.shows_a_hand(shown.photo, seen)
        st.rerun()


def _row(
    mine: Desk, shown: Shown, networks: list[tuple[Judge, Network]], *, asked: bool
) -> str:
    if shown.is_hand is None:
        shown.is_hand = refereeing.shows_a_hand(shown.photo, refereeing.looked(mine, shown))
    if not shown.thumbnail:
        shown.thumbnail = encoded.png(encoded.thumbnail(shown.photo, _SIDE))
    answers = [(one, judged(mine, shown, network)) for one, network in networks]
    cells = "".join(_cell(str(one.name), both_card.cell(found)) for one, found in answers)
    if asked:
        cells += _cell(_("Both together"), _together(mine, shown, answers))
    width, height = shown.photo.original
    about = "" if not shown.refused else (
        f"<br><b>{escape(_('does not look like a hand'))}</b>")
    return (
        f'<tr><td><img src="{shown.thumbnail}" width="{_SIDE}" height="{_SIDE}" alt=""></td>'
        f'<td><span class="th-name">{escape(shown.name)}</span> '
        f'<span class="pg-soft">{width} × {height}</span>{about}</td>{cells}</tr>')


def _cell(who: str, said: str) -> str:
    """Who says it stands in the head of the table, and where that has no room before the answer."""
    return f'<td data-who="{escape(who)}">{said}</td>'


def _together(mine: Desk, shown: Shown, answers: list[tuple[Judge, Answer]]) -> str:
    """What the referee and the network that leads say; a dash where it was not asked yet."""
    seen = refereeing.looked(mine, shown)
    if seen is None:
        return "–"
    told = both_card.leading([
        both_card.Told(one, refereeing.both(seen, found)) for one, found in answers])
    return (f'<span class="pg-soft">{escape(_("the referee sees no hand"))}</span>'
            if told is None else both_card.cell(told.both))
