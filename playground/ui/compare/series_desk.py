"""What the parts that train many runs share: the server's series, and buttons to steer one."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from playground.errors import BadInput
from playground.messages import _, ngettext
from playground.room.rooms import rooms
from playground.training.manager.capabilities import sight
from playground.training.series.page_series import SeriesView
from playground.training.series.plan import Plan
from playground.ui.compare.choice import Choice
from playground.ui.compare.series_here import page_series
from playground.ui.components.markup import markup
from playground.ui.components.screen import Mounting, Screen


def newest(seen: Choice, kind: str) -> SeriesView | None:
    """The owner's newest series of that kind as it stands; None without one. Raises `BadInput`."""
    found = page_series().all(seen.at.owner, kind)
    return page_series().view(found[0].id, seen.at.owner) if found else None


def begin(seen: Choice, make: Callable[[], Plan]) -> None:
    """Of a button: train the plan, or say why not."""
    try:
        rooms().check_moves(seen.at.owner)
        page_series().begin(make(), seen.at.owner)
    except BadInput as error:
        seen.at.say(error.text)


def steer(screen: Mounting, seen: Choice, shown: SeriesView, key: str) -> None:
    """Stop it, or go on with it; how far it is."""
    with st.container(key=f"{key}-steer", horizontal=True, vertical_alignment="center"):
        show_progress(screen, shown, key)
        if shown.trains:
            st.button(_("Stop"), key=f"{key}-stop", on_click=_stop, args=(seen, shown))
        elif not shown.whole:
            st.button(_("Go on"), key=f"{key}-go-on", on_click=_go_on, args=(seen, shown))
        if _may_be_compared(shown):
            st.button(_("Compare these runs"), key=f"{key}-compare", on_click=take_all,
                      args=(seen, shown))


def steers(shown: SeriesView | None) -> tuple[object, ...]:
    """What the buttons depend on."""
    if shown is None:
        return ()
    return shown.stored.id, shown.trains, shown.whole, _may_be_compared(shown)


def _may_be_compared(shown: SeriesView) -> bool:
    return any(point.result is not None for point in shown.points)


def show_progress(screen: Screen, shown: SeriesView, key: str) -> None:
    """How far it is, and what went wrong."""
    lines = "".join(f'<p class="cp-lead">{escape(str(one))}</p>' for one in shown.trouble)
    markup(screen, f'<p class="cp-lead" role="status">{escape(_progress(shown))}</p>{lines}',
           key=f"{key}-progress", height=20)


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
