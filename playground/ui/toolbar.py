"""The upper row: play, step, reset; where the run is; seed, presets, link, and the rest."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.messages import _, lazy, pgettext
from playground.presets import PRESETS
from playground.training.manager.managed import RunView
from playground.training.states import (
    FAILED,
    FINISHED,
    INTERRUPTED,
    PAUSED,
    QUEUED,
    RUNNING,
    STOPPED,
)
from playground.ui import actions, downloads, navigation, share
from playground.ui.components.markup import markup
from playground.ui.components.screen import Mounting, Screen
from playground.ui.session import Tab, here, pending, running
from playground.ui.stage import Stage
from playground.ui.widgets import number

_STEPS = {"batch": lazy("One batch"), "epoch": lazy("One epoch")}


def draw(at: Tab, screen: Mounting, stage: Stage) -> None:
    view = stage.view
    with st.container(key="toolbar", horizontal=True):
        navigation.brand()
        # The row is full in longer languages: the room is a row of the menu ⋯.
        navigation.links("Play", but="Room")
        _run_buttons(at, view)
        with st.container(key="status", width="stretch"):
            show_status(screen, stage)
        _seed(at)
        st.menu_button(
            _("Presets"), list(PRESETS), key="presets", icon=":material/bookmark:",
            format_func=lambda name: str(PRESETS[name].description).rstrip("."), on_click=_preset,
            type="tertiary")
        with st.container(key="share", width="content"):
            share.button()
        downloads.popover(stage)


def _run_buttons(at: Tab, view: RunView | None) -> None:
    # A run that was just told to go on may not have begun yet: the page must know what it shows.
    at.shown_running = now = running(view)
    st.button(
        _play_label(view, now), key="play",
        type="primary", on_click=actions.play_or_pause, args=(at,),
        icon=":material/pause:" if now else ":material/play_arrow:", help=None)
    st.menu_button(
        pgettext("button", "Step"), list(_STEPS), key="step",
        format_func=lambda what: str(_STEPS[what]), on_click=_step, icon=":material/skip_next:")
    st.button(pgettext("button", "Reset"), key="reset", on_click=actions.reset, args=(at,),
              icon=":material/replay:", disabled=view is None)


def _play_label(view: RunView | None, now: bool) -> str:
    if now:
        return pgettext("button", "Pause")
    if view is not None and view.resumable:
        return pgettext("button", "Resume")
    return pgettext("button", "Play")


def _step() -> None:
    chosen = st.session_state.get("step")
    if chosen in _STEPS:
        actions.step(here(), chosen)


def _preset() -> None:
    chosen = st.session_state.get("presets")
    if isinstance(chosen, str) and chosen in PRESETS:
        actions.choose_preset(here(), chosen)


def _seed(at: Tab) -> None:
    if "seed" in at.hidden:
        return
    with st.popover(_("Seed {seed}", seed=at.experiment.seed), key="seed-box", type="tertiary"):
        number("seed")
        st.button(_("Another seed"), on_click=_another_seed, disabled="seed" in at.barred,
                  key="another-seed")


def _another_seed() -> None:
    at = here()
    actions.turn(at, {"seed": at.experiment.seed % 999 + 1})


def show_status(screen: Screen, stage: Stage) -> None:
    markup(screen, f'<div class="pg-status" role="status"><div>{status(stage)}</div></div>',
           key="run-status", height=24)


def status(stage: Stage) -> str:
    """Where the run is, in a few words; markup."""
    view, wanted = stage.view, stage.seen.experiment
    if view is None:
        return _epochs(0, wanted.epochs)
    seen = view.snapshot
    done = _epochs(seen.epoch, seen.experiment.epochs)
    restart = pending(wanted, view)
    if restart:
        told = escape(_("Reset to apply: {settings:,}", settings=restart[:3]))
        return f'{done} <span class="pg-chip">{told}</span>'
    return f'{done} <span class="pg-soft">{escape(_state(view))}</span>'


def _epochs(done: int, all_of_them: int) -> str:
    return (f'<span class="pg-soft">{escape(_("epoch"))}</span> '
            f"<b>{done}</b>/{all_of_them}")


def _state(view: RunView) -> str:
    seen = view.snapshot
    if view.left_at is not None and seen.state in (QUEUED, RUNNING):
        return _left(view, view.left_at)
    match seen.state:
        case state if state == QUEUED and view.place_in_queue is not None:
            wait = view.expected_wait_seconds
            if wait is None:
                return _("waiting, place {place}", place=view.place_in_queue)
            return _("waiting, place {place}, about {time}",
                     place=view.place_in_queue, time=_minutes(wait))
        case state if state == QUEUED:
            return str(seen.message) or _("starting …")
        case state if state == PAUSED:
            return pgettext("a run is", "paused")
        case state if state == FINISHED:
            return pgettext("a run is", "finished")
        case state if state == INTERRUPTED:
            return pgettext("a run is", "interrupted")
        case state if state in (STOPPED, FAILED):
            return pgettext("a run is", "stopped")
    if view.before:
        return _("trained before")
    # The first steps include compilation.
    speed = seen.images_per_second if len(seen.steps) > 5 else 0
    if speed and view.shared:
        return _("{speed:,.0f} pictures/s, {people} watch", speed=speed, people=view.shared + 1)
    return _("{speed:,.0f} pictures/s", speed=speed) if speed else _("starting …")


def _left(view: RunView, step: int) -> str:
    """Of a run that has left a shared one at that step, and has not come to it by itself yet."""
    if view.place_in_queue is None:
        return _("forked at step {step}, catching up", step=step)
    if view.expected_wait_seconds is None:
        return _("forked at step {step}, waiting, place {place}",
                 step=step, place=view.place_in_queue)
    return _("forked at step {step}, waiting, place {place}, about {time}",
             step=step, place=view.place_in_queue, time=_minutes(view.expected_wait_seconds))


def _minutes(seconds: float) -> str:
    return (_("{seconds:.0f} s", seconds=seconds) if seconds < 90
            else _("{minutes:.0f} min", minutes=seconds / 60))

