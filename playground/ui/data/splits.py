"""Which pictures train and which judge: both protocols side by side, the overlap counted."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st

from playground.data.classes import CLASSES, SIGNS
from playground.data.split import Split
from playground.messages import Text, _, lazy, number
from playground.ui.data.contents import ORDER
from playground.ui.data.loaded import PROTOCOLS, Loaded

_NAMES = {
    "honest": (lazy("Honest"), lazy(
        "A fifth of each sign judges. No picture judges whose person, group or near duplicate "
        "was trained on.")),
    "as-published": (lazy("As published"), lazy(
        "What the article's log shows: all pictures train, and the first fifth of each sign "
        "judges what has been trained on it.")),
}


def draw(shown: Loaded) -> None:
    cards = "".join(_card(name, shown) for name in PROTOCOLS)
    st.html(f'<div class="da-cards">{cards}</div>')


def _card(protocol: str, shown: Loaded) -> str:
    name, what = _NAMES[protocol]
    found = shown.splits[protocol]
    inside = _numbers(found, shown) if isinstance(found, Split) else _sentence(found)
    return (f'<section class="da-card"><h3>{escape(str(name))}</h3>'
            f'<p class="pg-soft">{escape(str(what))}</p>{inside}</section>')


def _numbers(split: Split, shown: Loaded) -> str:
    labels = shown.pictures.labels
    train = np.bincount(labels[split.train], minlength=len(CLASSES))
    judges = np.bincount(labels[split.validation], minlength=len(CLASSES))
    most = max(1, int((train + judges).max()))
    rows = "".join(
        f'<tr><th scope="row">{escape(str(SIGNS[label]))}</th><td class="da-track">'
        f'<i data-role="training" style="width:{70 * train[label] / most:.2f}%"></i>'
        f'<i data-role="validation" style="width:{70 * judges[label] / most:.2f}%"></i></td>'
        f"<td>{number(int(train[label]), ',')}</td><td>{number(int(judges[label]), ',')}</td></tr>"
        for label in ORDER)
    head = (f'<thead><tr><td></td><td></td><th scope="col">{escape(_("train"))}</th>'
            f'<th scope="col">{escape(_("judge"))}</th></tr></thead>')
    seen = len(np.intersect1d(split.train, split.validation))
    related = _related(split)
    overlap = (
        f'<p class="da-overlap" data-bad="{str(seen > 0).lower()}"><b>{number(seen, ",")}</b> '
        f'{escape(_("pictures train and judge"))}</p>'
        f'<p class="da-overlap" data-bad="{str(related > 0).lower()}">'
        f'<b>{number(related, ",")}</b> '
        f'{escape(_("pictures judge of whose person, group or near duplicate others train"))}</p>')
    return (f'<table class="da-bars" aria-label="{escape(_("Pictures on both sides"))}">{head}'
            f"<tbody>{rows}</tbody></table>{overlap}")


def _related(split: Split) -> int:
    """Validation pictures that are connected with a training picture, itself included."""
    trained = np.zeros(int(split.components.max(initial=-1)) + 1, np.bool_)
    trained[split.components[split.train]] = True
    return int(trained[split.components[split.validation]].sum())


def _sentence(text: Text) -> str:
    return f'<p class="da-note">{escape(str(text))}</p>'
