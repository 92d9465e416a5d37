"""What is in it: how many of each sign, of whom, and a few of them."""

from __future__ import annotations

from collections import Counter
from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground.data.classes import CLASSES, SIGNS
from playground.data.pictures import Pictures
from playground.messages import _, lazy, ngettext, number
from playground.ui.components.screen import Mounting
from playground.ui.components.tiles import Tile, tiles
from playground.ui.data.loaded import Loaded
from playground.ui.data.state import Seen
from playground.ui.try_hand import answer_card

ORDER = tuple(CLASSES.index(name) for name in answer_card.ORDER)
"""The labels, in the order in which people say the signs."""
COLUMNS = 12
_TILE = 64
_MOST_GROUPS = 12
_UNREADABLE = 3
_GROUP_NAMES = {"person": lazy("People")}


def draw(page: Seen, shown: Loaded) -> None:
    pictures = shown.pictures
    st.html(f'<div class="da-halves">{_balance(pictures)}{_groups(pictures)}</div>'
            f"{_left_out(pictures)}")
    chosen = samples(pictures)
    tiles(
        Mounting(), pictures.rgb(chosen),
        [Tile(text=_("{sign}, {file}", sign=SIGNS[int(pictures.labels[at])],
                     file=pictures.files[at]), chosen=at == page.picture) for at in chosen],
        key="data-samples", columns=COLUMNS, height=_TILE * -(-len(chosen) // COLUMNS) + 8,
        alt=ngettext("{n} picture of the set", "{n} pictures of the set", len(chosen)),
        on_click=lambda place: _choose(page, int(chosen[place])))


def _choose(page: Seen, index: int) -> None:
    page.picture = index


def samples(pictures: Pictures) -> NDArray[np.int64]:
    """Indices of as many of each sign, in three rows, spread over the set and its groups."""
    rows = []
    for label in ORDER:
        own = np.flatnonzero(pictures.labels == label)
        rows.append(own[np.linspace(0, len(own) - 1, min(COLUMNS, len(own))).astype(np.int64)])
    return np.concatenate(rows).astype(np.int64)


def _balance(pictures: Pictures) -> str:
    counts = np.bincount(pictures.labels, minlength=len(CLASSES))
    most, total = max(1, int(counts.max())), len(pictures)
    rows = "".join(
        f'<tr><th scope="row">{escape(str(SIGNS[label]))}</th>'
        f'<td class="da-track"><i style="width:{100 * counts[label] / most:.2f}%"></i></td>'
        f"<td>{number(int(counts[label]), ',')}</td>"
        f"<td class=\"pg-soft\">{percent(counts[label] / total)}</td></tr>" for label in ORDER)
    told = ngettext("{n:,} picture", "{n:,} pictures", total)
    return (f'<div class="da-half"><p class="da-large">{escape(told)}</p>'
            f'<table class="da-bars" aria-label="{escape(_("Pictures of each sign"))}">'
            f"<tbody>{rows}</tbody></table>{_balanced(counts)}</div>")


def _balanced(counts: NDArray[np.int64]) -> str:
    largest, total = int(counts.max()), int(counts.sum())
    told = _("Who always said {sign} would be right {share} of the time.",
             sign=SIGNS[int(counts.argmax())], share=percent(largest / total))
    return f'<p class="da-note">{escape(told)}</p>'


def _groups(pictures: Pictures) -> str:
    """By person, or what else the set knows of what belongs together."""
    made = ""
    for column, names in pictures.groups.items():
        counted = Counter(name for name in names if name)
        if not counted:
            continue
        most = max(counted.values())
        rows = ""
        for name, count in counted.most_common(_MOST_GROUPS):
            of_group = np.array([one == name for one in names])
            parts = np.bincount(pictures.labels[of_group], minlength=len(CLASSES))
            bars = "".join(
                f'<i data-sign="{CLASSES[label]}" style="width:{100 * parts[label] / most:.2f}%" '
                f'title="{escape(str(SIGNS[label]))}: {int(parts[label])}"></i>'
                for label in ORDER)
            rows += (f'<tr><th scope="row">{escape(name)}</th><td class="da-track">{bars}</td>'
                     f"<td>{number(count, ',')}</td></tr>")
        rest = len(counted) - _MOST_GROUPS
        more = (f'<p class="da-note pg-soft">'
                f'{escape(ngettext("and {n} more", "and {n} more", rest))}</p>'
                if rest > 0 else "")
        title = str(_GROUP_NAMES.get(column, column))
        made += (f'<div class="da-half"><p class="da-large">{escape(title)} '
                 f'<span class="pg-soft">{len(counted)}</span></p>'
                 f'<table class="da-bars da-groups" aria-label="{escape(title)}">'
                 f"<tbody>{rows}</tbody></table>{more}</div>")
    return made


def _left_out(pictures: Pictures) -> str:
    """What stood there and is not among them."""
    told = [str(sentence) for sentence in pictures.left_out.sentences()]
    told += list(pictures.unreadable[:_UNREADABLE])
    rest = len(pictures.unreadable) - _UNREADABLE
    if rest > 0:
        told.append(ngettext("{n} more could not be read.", "{n} more could not be read.", rest))
    return "".join(f'<p class="da-note">{escape(answer_card.capital(one))}</p>' for one in told)


def percent(share: float) -> str:
    """A share of one, in whole percent."""
    return _("{share:.0f}\N{THIN SPACE}%", share=100 * share)
