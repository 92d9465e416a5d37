"""Labels made wrong on purpose: which pictures, and as what they are trained."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st

from playground.controls import Integer
from playground.data.classes import SIGNS
from playground.data.training_data import mislabel
from playground.experiment import CONTROLS
from playground.messages import _, ngettext
from playground.ui.components.knob import knob
from playground.ui.data.contents import COLUMNS
from playground.ui.data.loaded import Loaded
from playground.ui.data.sheet import sheet
from playground.ui.data.state import Seen
from playground.ui.session import Tab

_ROWS = 2


def draw(at: Tab, page: Seen, shown: Loaded) -> None:
    split = shown.split("honest")
    if split is None:
        st.html(f'<p class="da-note">{escape(str(shown.splits["honest"]))}</p>')
        return
    kind = CONTROLS["wrong-labels"].kind
    assert isinstance(kind, Integer)
    with st.container(key="data-wrong"):
        knob(_("Wrong labels"), page.wrong_labels, low=kind.low, high=kind.high, step=1,
             key="data-wrong-knob", unit="%", on_change=lambda value: _set(page, value))
    pictures, train = shown.pictures, split.train
    true = pictures.labels[train]
    labels = mislabel(true, page.wrong_labels, at.experiment.seed)
    wrong = labels != true
    st.html('<p class="da-note">' + escape(ngettext(
        "{n:,} of {all:,} training pictures is trained as another sign (the cut corner). No "
        "validation picture is: what judges stays right.",
        "{n:,} of {all:,} training pictures are trained as another sign (the cut corner). No "
        "validation picture is: what judges stays right.",
        int(wrong.sum()), all=len(train))) + "</p>")
    order = np.random.default_rng(at.experiment.seed).permutation(len(train))[:_ROWS * COLUMNS]
    signs = [str(SIGNS[int(labels[one])]) for one in order]
    st.html(sheet(
        pictures.rgb(train[order]), signs,
        [_("trained as {sign}, which is wrong", sign=sign) if wrong[one]
         else _("trained as {sign}", sign=sign) for one, sign in zip(order, signs, strict=True)],
        [bool(wrong[one]) for one in order],
        ngettext("{n} training picture with the label that it is trained as",
                     "{n} training pictures with the labels that they are trained as",
                     len(order))))


def _set(page: Seen, value: float) -> None:
    page.wrong_labels = int(value)
