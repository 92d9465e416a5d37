"""Sets that others have made, and how to get them: nothing is fetched by this page."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.messages import Message, _, lazy

KAGGLE = "drgfreeman/rockpaperscissors"
_SETS: tuple[tuple[str, str, Message], ...] = (
    ("Rock-Paper-Scissors Images (Julien de la Bruère-Terreault)",
     f"https://www.kaggle.com/datasets/{KAGGLE}",
     lazy("The article's set: 2,188 photos, a few hands on a green screen, one camera. "
          "CC BY-SA 4.0.")),
    ("Rock Paper Scissors (Laurence Moroney)",
     "https://laurencemoroney.com/datasets.html",
     lazy("2,892 rendered hands of many people on white. Known from TensorFlow's courses. "
          "CC BY 2.0.")),
    ("Rock Paper Scissors SXSW (Roboflow Universe)",
     "https://universe.roboflow.com/roboflow-58fyf/rock-paper-scissors-sxsw",
     lazy("Photos of hands by many people in many rooms. Hard, and a good other setting.")),
)
_HOW = lazy(
    "Download a set in your browser and bring the .zip above; or, where this app runs, by the "
    "command line with your own Kaggle key (from your account's settings; the optional package "
    "kagglehub does it):")


def draw() -> None:
    cards = "".join(
        f'<section class="da-card"><h3>{escape(name)}</h3><p class="pg-soft">{escape(str(what))}'
        f'</p><a href="{escape(address)}" target="_blank" rel="noopener noreferrer">'
        f'{escape(_("Its page"))} ↗</a></section>' for name, address, what in _SETS)
    st.html(f'<div class="da-cards da-three">{cards}</div>'
            f'<p class="da-note">{escape(str(_HOW))}</p>')
    st.code(f"python3 dev.py run fetch {KAGGLE}", language="bash")
