"""The Play page: turn the knobs, watch it learn. This places the panels and nothing else."""

from __future__ import annotations

import streamlit as st

from playground.presets import PLAY_DEFAULT
from playground.training.manager.managed import start_weights
from playground.ui import (
    address,
    ahead,
    confusion,
    controls_bar,
    fragments,
    ghosts,
    maps_panel,
    matrix_panel,
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
from playground.ui.live.follower import CURVES, PICTURES, TICK, WEIGHTS, Live
from playground.ui.pictures import first_pictures
from playground.ui.stage import stage_of

_MOST_MESSAGES = 3
_LAYERS, _TILES = ("layers",), ("tiles-training", "tiles-validation", "tiles-elsewhere")
_LIVE = (
    Live("matrix", matrix_panel.show, TICK, follows=_LAYERS),
    Live("status", toolbar.show_status, CURVES),
    Live("score", score_panel.show, CURVES, hears=("scores",), at_epochs=True),
    Live("weights", weights_panel.show, WEIGHTS, follows=_LAYERS),
    Live("pictures", pictures_panel.show, PICTURES, hears=_TILES),
    Live("maps", maps_panel.show, PICTURES, hears=_LAYERS, follows=_TILES),
)


def make_ready() -> None:
    """Read and compute what each first visit is shown, before the first one; all of it is kept."""
    experiment = PLAY_DEFAULT.experiment()
    start_weights(experiment.model, experiment.seed)
    first_pictures(experiment, None)
    ghosts.recordings()


def page() -> None:
    at = session.tab() or session.begin(address.read(PLAY_DEFAULT.experiment()))
    at.needs_page = False
    _messages(at)
    fragments.buttons(_buttons)
    controls_bar.draw()
    with st.container(key="stage"):
        with st.container(key="pictures"):
            at.pictures_pending = stage_of(at).pictures_pending
            pictures_panel.draw()
        with st.container(key="network"):
            network_panel.draw()
        with st.container(key="score"):
            score_panel.draw()
    tray.draw()
    confusion.draw(at)
    fragments.follower(_LIVE)
    shortcuts.listen()
    ahead.warm_up(PLAY_DEFAULT.experiment())


def _buttons() -> None:
    at = session.here()
    # With the buttons: whose run it is changes where one of them begins it.
    ownership.keep(at)
    ownership.hold(at)
    toolbar.draw()


def _messages(at: session.Tab) -> None:
    """Sentences that wait to be read, and a task, as plain text: a link may hold anything."""
    if at.task:
        with st.container(key="task"):
            st.text(at.task)
    shown, at.messages = at.messages, []
    for message in shown[:_MOST_MESSAGES]:
        st.toast(str(message).replace("[", "(").replace("]", ")"))
    if len(shown) > _MOST_MESSAGES:
        st.toast(f"The link asks for {len(shown) - _MOST_MESSAGES} more things that are not here.")
