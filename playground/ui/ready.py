"""Makes a page ready before its script asks: while the browser still loads Streamlit.

Its code is read, and what its address names: `expect` of the page's module, where it has one.

Of a page that is opened by its own address once its HTML has been asked for; of the others when the
first one is there, so that a link to them opens at once too.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from contextlib import suppress
from types import ModuleType

from playground.errors import BadInput

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


def begin(page: str, query: str = "") -> None:
    """Make the page at that address ready in a thread; one that there is not, not.

    Where its code has been read already, that takes no time.
    """
    if page in PAGES:
        threading.Thread(
            target=_expect, args=(page, query), name="make-ready", daemon=True).start()


def all_pages() -> None:
    """Read all of it, in the calling thread."""
    for page in PAGES:
        _read(page)


def _expect(page: str, query: str) -> None:
    expect: Callable[[str], None] | None = getattr(_read(page), "expect", None)
    if expect is not None and query:
        # Whoever draws the page then says what is wrong.
        with suppress(BadInput):
            expect(query)


def _read(page: str) -> ModuleType:
    return importlib.import_module(PAGES[page])
