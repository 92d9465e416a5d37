"""The style sheets of all pages, and the same once more for each other run on a page.

A sheet names a place as the page's first run has it: `.st-key-NAME`, the class that Streamlit makes
of its key. A further run's places have keys of their own (`components/screen.py`), and so rules.
Not by a pattern that fits any run (`[class*=…]`): the browser would ask each element for each of
them (on the Play page two to three times the work for an element that is added).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import streamlit as st

from playground.ui.components.screen import marked

FOLDER = Path(__file__).with_name("style")
# What comes later may rest on what came before: the page first, other displays last.
SHEETS = ("page", "page_bar", "toolbar", "controls", "stage", "lane", "tray", "tour", "notes",
          "contrast")
_PLACE = re.compile(r"(?<=\.)st-key-[\w-]+")


def styled() -> None:
    """Put the sheets on the page."""
    st.html(f"<style>{sheet('')}</style>")


def styled_runs(*marks: str) -> None:
    """And for the places of these runs too, wherever on the page they stand."""
    others = [sheet(mark) for mark in marks if mark]
    if others:
        st.html(f"<style>{''.join(others)}</style>")


@cache
def _sheets() -> str:
    return "\n".join((FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)


def sheet(mark: str) -> str:
    """All sheets, whose places are those of the run with that mark."""
    return _PLACE.sub(lambda found: marked(found.group(), mark), _sheets())
