"""The average picture of each sign, and how much one can tell from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
import streamlit as st

from playground.data.classes import SIGNS
from playground.insight.average_picture import average_pictures, nearest_average
from playground.messages import Text, lazy
from playground.ui.data.contents import ORDER, percent
from playground.ui.data.loaded import Loaded
from playground.ui.recent import Recent
from playground.ui.try_hand import encoded

Found = tuple[list[str], Text]
# By the pictures' own fingerprint: it tells nobody whose they are, and three small pictures remain.
_made: Recent[Found] = Recent(8)
_NO_SPLIT = lazy("Each is the mean of all pictures of its sign, pixel by pixel.")


_COMES = lazy("All pictures of each sign are added up.")


def draw(shown: Loaded) -> None:
    key, place = (shown.pictures.fingerprint, shown.key[-1]), st.empty()
    if _made.get(key) is None:
        # A large set takes a second or two: those of the last set must not stand for it meanwhile.
        place.html(_figures(["<i></i>"] * len(SIGNS), _COMES))
    pictures, sentence = _made.get_or_make(key, lambda: _make(shown))
    place.html(_figures([
        f'<img class="da-pixels" src="{one}" alt="" width="128" height="128">' if one else ""
        for one in pictures], sentence))


def _figures(pictures: Sequence[str], sentence: Text) -> str:
    cells = "".join(
        f"<figure>{pictures[label]}<figcaption>{escape(str(SIGNS[label]))}</figcaption></figure>"
        for label in ORDER if pictures[label])
    return (f'<div class="da-averages">{cells}</div>'
            f'<p class="da-note">{escape(str(sentence))}</p>')


def _make(shown: Loaded) -> Found:
    """Of the training pictures where they can be split: those to validate are then new to it."""
    pictures, split = shown.pictures, shown.split("honest")
    train = split.train if split is not None else np.arange(len(pictures))
    averages = average_pictures(pictures.rgb(train), pictures.labels[train])
    drawn = ["" if np.isnan(one).any() else encoded.png(np.rint(one).astype(np.uint8))
             for one in averages]
    if split is None or not len(split.validation):
        return drawn, _NO_SPLIT
    there = split.validation
    right = nearest_average(averages, pictures.rgb(there)) == pictures.labels[there]
    return drawn, lazy(
        "Each is the mean of the training pictures of a sign, pixel by pixel. Whoever knows these "
        "three alone, and says the sign of the nearest one, is right on {share} of the validation "
        "pictures; a guess is right on {guess}. What a network gets beyond that, it has learned.",
        share=percent(right.mean()), guess=percent(1 / len(SIGNS)))
