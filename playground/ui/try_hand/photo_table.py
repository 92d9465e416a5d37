"""Several photos at once: one row each, with every network's answer."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.data.classes import CLASSES, sign
from playground.messages import _
from playground.photo.answer import Answer
from playground.photo.networks import Network
from playground.ui.session import Tab
from playground.ui.try_hand import encoded, refereeing
from playground.ui.try_hand.answer_card import icon
from playground.ui.try_hand.desk import Desk, Shown
from playground.ui.try_hand.judges import Judge, chosen, judged

_SIDE = 48


def draw(at: Tab, mine: Desk) -> None:
    """With a single photo too: it stands where more will stand."""
    with_networks = [(one, network) for one in chosen(at, mine) if (network := one.network())]
    head = "".join(f"<th>{escape(str(one.name))}</th>" for one, _ in with_networks)
    rows = "".join(_row(mine, shown, with_networks) for shown in mine.photos)
    st.html(
        f'<table class="th-table" data-rows="{len(mine.photos)}"><thead><tr><td></td>'
        f'<th>{escape(_("Photo"))}</th>'
        f"{head}</tr></thead><tbody>{rows}</tbody></table>")


def _row(mine: Desk, shown: Shown, networks: list[tuple[Judge, Network]]) -> str:
    if shown.is_hand is None:
        shown.is_hand = refereeing.shows_a_hand(shown.photo, refereeing.looked(mine, shown))
    if not shown.thumbnail:
        shown.thumbnail = encoded.png(encoded.thumbnail(shown.photo, _SIDE))
    cells = "".join(
        f"<td>{_answer(judged(mine, shown, network))}</td>" for _, network in networks)
    width, height = shown.photo.original
    about = "" if not shown.refused else (
        f"<br><b>{escape(_('does not look like a hand'))}</b>")
    return (
        f'<tr><td><img src="{shown.thumbnail}" width="{_SIDE}" height="{_SIDE}" alt=""></td>'
        f'<td><span class="th-name">{escape(shown.name)}</span> '
        f'<span class="pg-soft">{width} × {height}</span>{about}</td>{cells}</tr>')


def _answer(found: Answer) -> str:
    name = CLASSES[found.winner]
    share = 100 * float(found.probabilities[found.winner])
    unsure = (f' <span class="pg-soft">{escape(_("unsure"))}</span>'
              if found.sure == "unsure" else "")
    return (f'<span class="th-cell">{icon(name)} {escape(str(sign(name)))} '
            f"<b>{share:.0f} %</b>{unsure}</span>")
