"""The upper row: play, step, reset; where the run is; seed, presets, link, and the rest."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.presets import PRESETS
from playground.training.manager.managed import RunView
from playground.training.states import FAILED, FINISHED, PAUSED, QUEUED, STOPPED
from playground.ui import actions, downloads, navigation, share
from playground.ui.components.markup import markup
from playground.ui.session import Tab, here, pending, running
from playground.ui.stage import Stage, stage_of
from playground.ui.widgets import number

_STEPS = {"batch": "One batch", "epoch": "One epoch"}


def draw() -> None:
    at = here()
    view = at.view()
    with st.container(key="toolbar", horizontal=True):
        st.html('<div class="pg-brand">Regularization playground</div>', width="content")
        navigation.links("Play")
        _run_buttons(at, view)
        with st.container(key="status", width="stretch"):
            show_status(at, stage_of(at))
        _seed(at)
        st.menu_button(
            "Presets", list(PRESETS), key="presets", icon=":material/bookmark:",
            format_func=lambda name: PRESETS[name].description.rstrip("."), on_click=_preset,
            type="tertiary")
        with st.container(key="share", width="content"):
            share.button()
        downloads.popover(view)


def _run_buttons(at: Tab, view: RunView | None) -> None:
    # A run that was just told to go on may not have begun yet: the page must know what it shows.
    at.shown_running = now = running(view)
    st.button(
        "Pause" if now else "Play", key="play", type="primary", on_click=actions.play_or_pause,
        icon=":material/pause:" if now else ":material/play_arrow:", help=None)
    st.menu_button(
        "Step", list(_STEPS), key="step", format_func=_STEPS.__getitem__, on_click=_step,
        icon=":material/skip_next:")
    st.button("Reset", key="reset", on_click=actions.reset, icon=":material/replay:",
              disabled=view is None)


def _step() -> None:
    chosen = st.session_state.get("step")
    if chosen in _STEPS:
        actions.step(chosen)


def _preset() -> None:
    chosen = st.session_state.get("presets")
    if isinstance(chosen, str) and chosen in PRESETS:
        actions.choose_preset(chosen)


def _seed(at: Tab) -> None:
    if "seed" in at.hidden:
        return
    with st.popover(f"Seed {at.experiment.seed}", key="seed-box", type="tertiary"):
        number("seed")
        st.button("Another seed", on_click=_another_seed, disabled="seed" in at.locked,
                  key="another-seed")


def _another_seed() -> None:
    actions.turn({"seed": here().experiment.seed % 999 + 1})


def show_status(at: Tab, stage: Stage) -> None:
    markup(f'<div class="pg-status" role="status"><div>{status(at, stage.view)}</div></div>',
           key="run-status", height=24)


def status(at: Tab, view: RunView | None) -> str:
    """Where the run is, in a few words; markup."""
    if view is None:
        return f'<span class="pg-soft">epoch</span> <b>0</b>/{at.experiment.epochs}'
    seen = view.snapshot
    done = f'<span class="pg-soft">epoch</span> <b>{seen.epoch}</b>/{seen.experiment.epochs}'
    restart = pending(at.experiment, view)
    if restart:
        names = escape(", ".join(restart[:3]))
        return f'{done} <span class="pg-chip">Reset to apply: {names}</span>'
    return f'{done} <span class="pg-soft">{escape(_state(view))}</span>'


def _state(view: RunView) -> str:
    seen = view.snapshot
    match seen.state:
        case state if state == QUEUED and view.place_in_queue is not None:
            wait = view.expected_wait_seconds
            about = f", about {_minutes(wait)}" if wait is not None else ""
            return f"waiting, place {view.place_in_queue}{about}"
        case state if state == QUEUED:
            return seen.message or "starting …"
        case state if state == PAUSED:
            return "paused"
        case state if state == FINISHED:
            return "finished"
        case state if state in (STOPPED, FAILED):
            return "stopped"
    # The first steps include compilation.
    speed = seen.images_per_second if len(seen.steps) > 5 else 0
    return f"{speed:,.0f} pictures/s" if speed else "starting …"


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"

