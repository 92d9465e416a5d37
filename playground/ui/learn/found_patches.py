"""The patches that excite each filter of a network most: those that ship, or looked for meanwhile.

A session keeps those of its newest run alone: they are crops of pictures that may be a person's
own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future

import streamlit as st

from playground.errors import PlaygroundError
from playground.insight.patch_sheet import PatchSheet, patch_sheets
from playground.insight.top_patches import strongest
from playground.lessons.given import Given
from playground.lessons.topics.features import shipped_patches
from playground.ui.ahead import failed_ahead, prepared_ahead

Sheets = Mapping[str, PatchSheet]
_KEY = "found-patches"
_PAUSE, _PATIENCE = 0.3, 120.0  # seconds


class Search:
    """Of one run at one epoch, in a thread of its own. Empty where its pictures cannot be had."""

    def __init__(self, given: Given) -> None:
        self.run, self.epoch = given.history.id, given.history.epoch
        self.done: Future[Sheets] = Future()
        threading.Thread(
            target=self._search, args=(given,), name="top-patches", daemon=True).start()

    def _search(self, given: Given) -> None:
        try:
            self.done.set_result(_found(given))
        except PlaygroundError:
            self.done.set_result({})
        except BaseException as error:
            self.done.set_exception(error)
            raise

    @property
    def found(self) -> Sheets:
        """Empty while it is under way, too."""
        return self.done.result() if self.done.done() and self.done.exception() is None else {}


def _found(given: Given) -> Sheets:
    began = given.history.began_as
    until = time.monotonic() + _PATIENCE
    while (data := prepared_ahead(began)) is None:
        if failed_ahead(began) or time.monotonic() > until:
            return {}
        time.sleep(_PAUSE)
    return patch_sheets(data.pictures, strongest(
        data.pictures, data.train, given.weights, given.architecture, given.pooling))


def of(given: Given) -> Sheets:
    """By layer; empty while they are being looked for. Of a run that trains they may be of an
    epoch before."""
    if not given.own:
        return shipped_patches()
    searches: list[Search] = [
        one for one in st.session_state.get(_KEY, []) if one.run == given.history.id]
    latest = searches[-1] if searches else None
    if latest is None or (latest.done.done() and latest.epoch != given.history.epoch):
        searches.append(Search(given))
    # What was found last stays until the next has been.
    whole = [one for one in searches if one.found]
    st.session_state[_KEY] = searches = [*whole[-1:], *(one for one in searches[-1:]
                                                       if not one.found)]
    return whole[-1].found if whole else {}


def sought(given: Given) -> bool:
    """Whether they are being looked for."""
    return given.own and any(not one.done.done() for one in st.session_state.get(_KEY, []))


def redraw_when_found() -> None:
    """Where nothing has been found yet: run the page again as soon as something has."""
    st.fragment(_look, run_every=1.0)()


def _look() -> None:
    if any(one.done.done() for one in st.session_state.get(_KEY, [])):
        st.rerun()
