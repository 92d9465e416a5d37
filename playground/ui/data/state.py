"""What a tab looks at on the page Data, and what it is bringing."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from playground.data.brought import Brought
from playground.data.sources import may_be_opened, registered
from playground.messages import Text
from playground.ui.data.bringing import Bringing
from playground.ui.session import Tab

SOURCE = "source"
_KEY = "data-page"


@dataclass
class Seen:
    """`source` is the name of a set; `picture` an index into it, None for the first one."""

    source: str
    picture: int | None = None
    draw: int = 0
    """Which of the endless variations of that picture are shown."""
    wrong_labels: int = 15
    run: str = ""
    """The id of the run whose epochs tell what is learned last; empty: the newest."""
    uploader: int = 0
    """A new uploader lets go of the files of the last one."""
    problem: Text = ""
    """Why what was brought last could not be taken."""
    told: tuple[Text, ...] = ()
    """What of it was left out, where it could."""
    found: Brought | None = field(default=None, repr=False)
    """What was brought, before its pictures are read."""
    title: str = ""
    signs: dict[str, int | None] = field(default_factory=dict)
    """The signs that the person gave to folders, by their names."""
    bringing: Bringing | None = field(default=None, repr=False)


def seen(at: Tab) -> Seen:
    """The page's state; at first what the address asks for, else what the tab trains on."""
    made = st.session_state.get(_KEY)
    if not isinstance(made, Seen):
        asked = st.query_params.get(SOURCE, "")
        made = st.session_state[_KEY] = Seen(
            asked if asked in registered() else at.experiment.data)
    if not may_be_opened(made.source):
        made.source = registered()[0]
    return made


def look_at(page: Seen, source: str) -> None:
    """Another set: what was chosen within the last one means nothing in it."""
    page.source, page.picture, page.draw = source, None, 0
