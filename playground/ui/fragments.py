"""How the page keeps up with a run: panels stand still, and one fragment brings them up to date.

A panel is mounted by the page and runs alone when something in it is clicked. While the run may
change by itself, the follower ticks and sends what the panels show now, each at its own rate.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from playground.ui import actions, address
from playground.ui.components.feed import feed
from playground.ui.components.parcel import collecting
from playground.ui.load import LOAD
from playground.ui.session import Tab, here
from playground.ui.stage import Stage, stage_of

TICK, CURVES, WEIGHTS, PICTURES = 0.25, 0.5, 1.0, 2.0

Show = Callable[[Tab, Stage], None]


@dataclass(frozen=True)
class Live:
    """What is brought up to date every `seconds`: `show` draws live components and nothing else."""

    name: str
    show: Show
    seconds: float


def panel(draw: Callable[[], None], name: str = "") -> None:
    """Draw now, and alone again when something in it is clicked.

    `name` tells it from others where `draw` is no function of its own.
    """
    def run() -> None:
        follow(here())
        draw()

    # A fragment is known by its function's name.
    run.__qualname__, run.__module__ = name or draw.__qualname__, draw.__module__
    st.fragment(run)()


def follower(lives: Sequence[Live]) -> None:
    """Bring `lives` up to date while the tab's run may change by itself."""
    at = here()
    was = at.ticking(at.view())
    # The page has just drawn everything.
    at.drawn = dict.fromkeys((one.name for one in lives), time.monotonic())
    st.fragment(lambda: _tick(lives, was), run_every=TICK if was or at.pictures_pending else None)()


def _tick(lives: Sequence[Live], was_ticking: bool) -> None:
    began, at = time.thread_time(), here()
    follow(at)
    stage = stage_of(at)
    with collecting() as parcel:
        for one in due(at, lives):
            one.show(at, stage)
    feed(parcel, key="feed")
    _follow_the_run(at, stage, was_ticking)
    LOAD.spent(time.thread_time() - began)


def due(at: Tab, lives: Sequence[Live]) -> list[Live]:
    """Those whose time has come. Where many watch, the screen gives way before training does."""
    now, slower = time.monotonic(), LOAD.stretch()
    # A timer that fires a little early must not wait for the next one.
    chosen = [one for one in lives
              if now - at.drawn.get(one.name, 0.0) > slower * one.seconds - TICK / 2]
    at.drawn.update((one.name, now) for one in chosen)
    return chosen


def _follow_the_run(at: Tab, stage: Stage, was_ticking: bool) -> None:
    if at.pictures_pending and not stage.pictures_pending:
        # Decoded meanwhile: every panel has other pictures to show.
        at.pictures_pending = False
        st.rerun()
    # A turned knob is part of the link once it has acted, which is after the click's own run.
    address.write(at, stage.view)
    # The timer starts and stops with the whole page: a run ended, or was held.
    if actions.adopt_replayed() or at.ticking(at.view()) != was_ticking:
        st.rerun()


def follow(at: Tab) -> None:
    """Run the whole page where a panel's own event concerns other panels too."""
    if at.needs_page:
        at.needs_page = False
        st.rerun()
