"""The tour on the Play page: a strip above the panels, while it is on."""

from __future__ import annotations

import streamlit as st

from playground.lessons.tour import TASKS, Tour, TourNumbers, words
from playground.messages import _
from playground.training.numbers_for_words import view_of
from playground.ui.components.screen import Mounting, Screen
from playground.ui.components.tour import Step, tour_strip
from playground.ui.session import Tab, here
from playground.ui.stage import Stage
from playground.ui.try_hand import kept


def draw(at: Tab, screen: Mounting, stage: Stage) -> None:
    """Its place is on the page always: what comes after it stays what it is."""
    with st.container(key="tour"):
        show(screen, stage)


def show(screen: Screen, stage: Stage) -> None:
    """Nothing where it is off, or the run is not the tab's own."""
    at = stage.seen
    # Asked once: it may be left in this moment.
    tour = at.tour if isinstance(at, Tab) else None
    if not isinstance(at, Tab) or tour is None:
        return
    seen = _numbers(at, stage)
    tour.tick(seen)
    now = tour.now
    tour_strip(
        screen, str(words(now, seen)), key="tour-strip", at=now,
        steps=[Step(str(task.words), name in tour.done) for name, task in TASKS.items()],
        on_leave=lambda: leave(at))


def _numbers(at: Tab, stage: Stage) -> TourNumbers:
    """Of the run as it is now, also where an earlier epoch of it is shown."""
    photos = sum(kept.counted(at.owner))
    if stage.view is None or stage.now is None:
        return TourNumbers(photos=photos)
    twin = stage.twin
    return TourNumbers(view_of(stage.now, place_in_queue=stage.view.place_in_queue,
                               twin=twin.reading if twin is not None else None), photos)


def begin(at: Tab) -> None:
    at.tour, at.needs_page = Tour(), True


def leave(at: Tab) -> None:
    at.tour, at.needs_page = None, True


def button() -> None:
    """In the menu: before the first run there is one beside the panels."""
    at = here()
    st.button(_("Show me: a tour of five tasks"), key="show-me", icon=":material/tour:",
              on_click=begin, args=(at,), disabled=at.tour is not None, width="stretch")
