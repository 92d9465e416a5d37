"""The Play page: turn the knobs, watch it learn. This places the panels and nothing else."""

from __future__ import annotations

import streamlit as st

from playground.presets import PLAY_DEFAULT
from playground.ui import (
    address,
    ahead,
    confusion,
    controls_bar,
    fragments,
    maps_panel,
    network_panel,
    ownership,
    pictures_panel,
    score_panel,
    session,
    shortcuts,
    toolbar,
    tray,
    weights_panel,
)
from playground.ui.stage import stage_of

_MOST_MESSAGES = 3


def page() -> None:
    at = session.tab() or session.begin(address.read(PLAY_DEFAULT.experiment()))
    ownership.keep(at)
    ownership.hold(at)
    _messages(at)
    toolbar.draw()
    controls_bar.draw()
    with st.container(key="stage"):
        with st.container(key="pictures"):
            at.pictures_pending = stage_of(at).pictures_pending
            fragments.ticking(
                pictures_panel.draw, fragments.PICTURES, anyway=at.pictures_pending)
        with st.container(key="network"):
            _network(at)
        with st.container(key="score"):
            fragments.ticking(score_panel.draw, fragments.CURVES)
    tray.draw()
    confusion.draw(at)
    shortcuts.listen()
    address.write(at, at.view())
    ahead.warm_up(PLAY_DEFAULT.experiment())


def _network(at: session.Tab) -> None:
    stage = stage_of(at)
    fragments.ticking(maps_panel.draw, fragments.PICTURES)
    network_panel.heading(stage, network_panel.kernel_layer(at, stage))
    fragments.ticking(network_panel.draw_matrix, fragments.MATRIX)
    fragments.ticking(weights_panel.draw, 2 * fragments.CURVES)


def _messages(at: session.Tab) -> None:
    """Sentences that wait to be read, and a task, as plain text: a link may hold anything."""
    if at.task:
        with st.container(key="task"):
            st.text(at.task)
    shown, at.messages = at.messages, []
    for message in shown[:_MOST_MESSAGES]:
        st.toast(message.replace("[", "(").replace("]", ")"))
    if len(shown) > _MOST_MESSAGES:
        st.toast(f"The link asks for {len(shown) - _MOST_MESSAGES} more things that are not here.")
