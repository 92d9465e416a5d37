"""Near-duplicates: pictures of one moment, which must stay on one side of a split."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st

from playground.data.classes import SIGNS
from playground.data.connected import connected_components
from playground.data.perceptual_hash import near_duplicate_pairs
from playground.messages import Text, _, lazy, lazy_n, number
from playground.ui.data.loaded import Loaded
from playground.ui.recent import Recent
from playground.ui.try_hand import encoded

_GROUPS, _OF_GROUP = 8, 6
_made: Recent[tuple[list[list[int]], int]] = Recent(8)
_NONE_SOUGHT = lazy(
    "These hands were rendered, each from a pose of its own: no two are takes of one moment, so "
    "none are sought. In photos there are: hold a hand before a camera for a second, and thirty "
    "pictures are one.")
_NONE = lazy("No two pictures are takes of one moment, as far as their coarse pattern tells.")


def draw(shown: Loaded) -> None:
    pictures = shown.pictures
    if pictures.hashes is None:
        _say(_NONE_SOUGHT)
        return
    groups, total = _made.get_or_make(pictures.fingerprint, lambda: _find(shown))
    if not groups:
        _say(_NONE)
        return
    contradicting = next(
        (split.contradicting for name in shown.splits
         if (split := shown.split(name)) is not None), 0)
    told: list[Text] = [lazy_n(
        "{n:,} group of pictures that are takes of one moment; the honest split never parts one. "
        "Found by the lowest frequencies of a picture, in which two takes differ by two bits of "
        "64 at most.",
        "{n:,} groups of pictures that are takes of one moment; the honest split never parts one. "
        "Found by the lowest frequencies of a picture, in which two takes differ by two bits of "
        "64 at most.", total)]
    if contradicting:
        told.append(lazy_n(
            "{n:,} of these pictures stands in folders of different signs: one of them is wrong.",
            "{n:,} of these pictures stand in folders of different signs: some are wrong.",
            contradicting))
    cards = "".join(_card(shown, group) for group in groups)
    words = "".join(f'<p class="da-note">{escape(str(one))}</p>' for one in told)
    st.html(f'{words}<div class="da-groups-of">{cards}</div>')


def _say(text: Text) -> None:
    st.html(f'<p class="da-note">{escape(str(text))}</p>')


def _find(shown: Loaded) -> tuple[list[list[int]], int]:
    """The largest groups first, those of several signs before all; and how many there are."""
    hashes, labels = shown.pictures.hashes, shown.pictures.labels
    assert hashes is not None
    components = connected_components(len(labels), near_duplicate_pairs(hashes), [])
    sizes = np.bincount(components)
    found = [np.flatnonzero(components == one) for one in np.flatnonzero(sizes > 1)]
    found.sort(key=lambda group: (-len(set(labels[group].tolist())), -len(group)))
    return [group.tolist() for group in found[:_GROUPS]], len(found)


def _card(shown: Loaded, group: list[int]) -> str:
    rgb, labels = shown.pictures.rgb(np.array(group[:_OF_GROUP])), shown.pictures.labels
    signs = " / ".join(dict.fromkeys(str(SIGNS[int(labels[at])]) for at in group))
    seen = "".join(
        f'<img class="da-pixels" src="{encoded.png(one)}" alt="" width="56" height="56">'
        for one in rgb)
    bad = str(len({int(labels[at]) for at in group}) > 1).lower()
    return (f'<figure data-bad="{bad}"><div>{seen}</div><figcaption>'
            f'{escape(_("{count} of {signs}", count=number(len(group), ","), signs=signs))}'
            "</figcaption></figure>")
