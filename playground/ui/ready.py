"""Reads a page's code before its script asks for it: while the browser still loads Streamlit.

Of a page that is opened by its own address once its HTML has been asked for; of the others when the
first one is there, so that a link to them opens at once too.
"""

from __future__ import annotations

import importlib
import threading

PAGES = {
    "": "playground.ui.play",
    "Compare": "playground.ui.compare.page",
    "Try_a_hand": "playground.ui.try_hand.page",
    "Game": "playground.ui.try_hand.game",
    "Learn": "playground.ui.learn.page",
    "Inside": "playground.ui.inside.page",
    "Data": "playground.ui.data.page",
    "Room": "playground.ui.room.page",
    "Notes": "playground.ui.presenter.notes",
}
"""The module that draws it, by the page's address."""


def begin(page: str) -> None:
    """Read the code of the page at that address in a thread; of one that there is not, nothing.

    Where it has been read already, this takes no time.
    """
    if page in PAGES:
        threading.Thread(target=_read, args=(page,), name="make-ready", daemon=True).start()


def all_pages() -> None:
    """Read all of it, in the calling thread."""
    for page in PAGES:
        _read(page)


def _read(page: str) -> None:
    importlib.import_module(PAGES[page])
