"""What the parts that train many runs share: the server's series, and buttons to steer one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from html import escape

import streamlit as st

from playground.errors import BadInput
from playground.messages import _, ngettext
from playground.training.manager.capabilities import sight
from playground.training.manager.manager import run_manager
from playground.training.series.page_series import PageSeries, SeriesView
from playground.training.series.plan import Plan
from playground.training.store.data_directory import data_directory
from playground.training.store.retention import keep_runs, page_bounds
from playground.training.store.store import RunStore
from playground.ui.compare.choice import Choice
from playground.ui.compat import known_as

TICK_SECONDS = 1.0
_series: PageSeries | None = None
# Two pages may ask for the first time at once; there must be only one.
_making = threading.Lock()


def page_series() -> PageSeries:
    """The one of this process. Raises `BadInput` where nothing can be recorded."""
    global _series
    with _making:
        if _series is None:
            manager = run_manager()
            if manager.trouble:
                raise BadInput(manager.trouble)
            _series = PageSeries(
                manager, RunStore(data_directory(), keep_runs(), page_bounds()))
        return _series


def newest(seen: Choice, kind: str) -> SeriesView | None:
    """The owner's newest series of that kind as it stands; None without one."""
    try:
        found = page_series().all(seen.at.owner, kind)
        return page_series().view(found[0].id, seen.at.owner) if found else None
    except BadInput as error:
        # Where it stands: said at each run of the page, it would have the page run again.
        st.html(f'<p class="cp-lead">{escape(str(error))}</p>')
        return None


def begin(seen: Choice, make: Callable[[], Plan]) -> None:
    """Of a button: train the plan, or say why not."""
    try:
        page_series().begin(make(), seen.at.owner)
    except BadInput as error:
        seen.at.say(error.text)


def steer(seen: Choice, shown: SeriesView, key: str) -> None:
    """Stop it, or go on with it; how far it is."""
    count, done = len(shown.points), shown.done
    with st.container(key=f"{key}-steer", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="cp-lead" role="status">{escape(_progress(shown))}</p>',
                width="content")
        if shown.trains:
            st.button(_("Stop"), key=f"{key}-stop", on_click=_stop, args=(seen, shown))
        elif done < count:
            st.button(_("Go on"), key=f"{key}-go-on", on_click=_go_on, args=(seen, shown))
        if any(point.result is not None for point in shown.points):
            st.button(_("Compare these runs"), key=f"{key}-compare", on_click=take_all,
                      args=(seen, shown))
    for message in shown.trouble:
        st.html(f'<p class="cp-lead">{escape(str(message))}</p>')


def _progress(shown: SeriesView) -> str:
    count = len(shown.points)
    if shown.whole:
        return ngettext("{n} run, trained to its end.", "{n} runs, trained to their end.", count)
    if shown.trains:
        return ngettext("{done} of {n} run is trained.", "{done} of {n} runs are trained.", count,
                        done=shown.done)
    return ngettext("Stopped with {done} of {n} run trained.",
                    "Stopped with {done} of {n} runs trained.", count, done=shown.done)


def _stop(seen: Choice, shown: SeriesView) -> None:
    try:
        page_series().stop(shown.stored.id, seen.at.owner)
    except BadInput as error:
        seen.at.say(error.text)


def _go_on(seen: Choice, shown: SeriesView) -> None:
    try:
        page_series().resume(shown.stored.id, seen.at.owner)
    except BadInput as error:
        seen.at.say(error.text)


def take_all(seen: Choice, shown: SeriesView) -> None:
    """Compare all of its runs that have been measured, and nothing else."""
    ids = [point.run_id for point in shown.points if point.result is not None]
    open_runs(seen, ids)


def open_runs(seen: Choice, ids: list[str]) -> None:
    """Show those runs in the part that compares runs."""
    with seen.guard:
        seen.chosen.clear()
        seen.letters.clear()
        seen.baseline = seen.beside = ""
    for run_id in ids:
        # Its owner's token: runs of a series lie on no desk.
        seen.guests[run_id] = sight(seen.at.owner, run_id)
        seen.take(run_id)
    seen.part = ""
    seen.needs_page = True


def live(seen: Choice, draw: Callable[[], bool], name: str, *, ticking: bool) -> None:
    """Draw now, and again each second while it trains; `draw` tells whether it still does."""

    def run() -> None:
        if seen.needs_page or seen.at.needs_page:
            # A click in here has chosen another part, or there is something to say.
            seen.needs_page = seen.at.needs_page = False
            st.rerun()
        if ticking and not draw():
            st.rerun()
        elif not ticking:
            draw()

    st.fragment(known_as(run, name, __name__),
                run_every=TICK_SECONDS if ticking else None)()
