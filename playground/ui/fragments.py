"""Panels that run by themselves: at their own rate while something moves, and not at all else."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from playground.ui.session import Tab, here

MATRIX, CURVES, PICTURES = 0.25, 0.5, 2.0


def ticking(draw: Callable[[], None], seconds: float, *, anyway: bool = False) -> None:
    """Draw now, and every `seconds` while the tab's run may change by itself, or `anyway`."""
    at = here()
    every = seconds if anyway or at.ticking(at.view()) else None
    st.fragment(draw, run_every=every)()


def page_must_follow(was_ticking: bool) -> None:
    """Run the whole page once where the timers must start or stop: a run ended, or was held."""
    at = here()
    if at.ticking(at.view()) != was_ticking:
        st.rerun()


def follow(at: Tab) -> None:
    """Run the whole page where a panel's own event concerns other panels too."""
    if at.needs_page:
        at.needs_page = False
        st.rerun()
