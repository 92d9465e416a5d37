"""The Play page: turn the knobs, watch it learn. This places the panels and nothing else."""

from __future__ import annotations

import streamlit as st

from playground.experiment import live_controls
from playground.presets import PLAY_DEFAULT
from playground.training.manager.managed import start_weights
from playground.ui import (
    actions,
    address,
    ahead,
    confusion,
    controls_bar,
    epochs_panel,
    fragments,
    ghosts,
    lane,
    maps_panel,
    matrix_panel,
    network_panel,
    ownership,
    pictures_panel,
    score_panel,
    session,
    shortcuts,
    take_along,
    told,
    toolbar,
    tour,
    tray,
    weights_panel,
)
from playground.ui.alike import alike
from playground.ui.components.screen import Mounting
from playground.ui.live.follower import CURVES, KNOB, PICTURES, TICK, WEIGHTS, Live, Scene
from playground.ui.live.needs import ask
from playground.ui.pictures import first_pictures
from playground.ui.presenter import mode
from playground.ui.stage import Stage, stage_of

_WAITS_FOR_PICTURES = 0.4  # seconds
_LAYERS, _TILES = ("layers",), ("tiles-training", "tiles-validation", "tiles-elsewhere")
_EPOCHS, _KNOBS = epochs_panel.PLACES, tuple(f"{KNOB}{name}" for name in live_controls())
_LIVE = (
    Live("matrix", matrix_panel.show, TICK, needs=matrix_panel.NEEDS,
         follows=_LAYERS + _EPOCHS, hasty=True, alike=alike),
    Live("status", toolbar.show_status, CURVES, follows=_KNOBS, hasty=True),
    Live("score", score_panel.show_learned, CURVES, hears=("scores",), follows=_EPOCHS,
         at_epochs=True, alike=alike),
    Live("epochs", score_panel.show_epochs, CURVES, hears=_EPOCHS, at_epochs=True),
    Live("weights", weights_panel.show, WEIGHTS, needs=weights_panel.NEEDS,
         follows=_LAYERS + _EPOCHS, alike=alike),
    Live("pictures", pictures_panel.show, PICTURES, needs=pictures_panel.NEEDS, hears=_TILES,
         follows=_EPOCHS, alike=alike),
    Live("tray", tray.show, CURVES),
    Live("tour", tour.show, CURVES, hears=("tour-strip",), follows=("offers",)),
    Live("maps", maps_panel.show, PICTURES, hears=_LAYERS, follows=_TILES + _EPOCHS,
         alike=maps_panel.alike),
)


def make_ready() -> None:
    """Read and compute what each first visit is shown, before the first one; all of it is kept."""
    experiment = PLAY_DEFAULT.experiment()
    start_weights(experiment.model, experiment.seed)
    first_pictures(experiment, None)
    ghosts.recordings()


def page() -> None:
    fragments.page_begins()
    at = session.tab() or session.begin(address.read(PLAY_DEFAULT.experiment()))
    # A copy of this tab may have begun another run, or turned knobs of this one.
    actions.adopt_replayed(at, at.view())
    at.needs_page = False
    _messages(at)
    screen = Mounting()
    stage = stage_of(at, _WAITS_FOR_PICTURES)
    tour.draw(at, screen, stage)
    fragments.buttons(at, stage, _buttons)
    controls_bar.draw()
    at.pictures_pending = stage.pictures_pending
    panels(screen, stage)
    lane.draw(at)
    tray.draw(at, screen)
    confusion.draw(at)
    take_along.draw(at)
    mode.draw(at, screen)
    ask(at.ticket, stage, (need for live in _LIVE for need in live.needs))
    rival = lane.scene(at)
    fragments.follower(_LIVE, stage, Scene(at), *([rival] if rival is not None else []))
    shortcuts.listen()
    ahead.warm_up(PLAY_DEFAULT.experiment())


def panels(screen: Mounting, stage: Stage) -> None:
    """A run's pictures, network and score; of several on one page, each has its own mark."""
    with st.container(key=screen.key("stage")):
        with st.container(key=screen.key("pictures")):
            pictures_panel.draw(screen, stage)
        with st.container(key=screen.key("network")):
            network_panel.draw(screen, stage)
        with st.container(key=screen.key("score")):
            score_panel.show(screen, stage)


def _buttons(at: session.Tab, screen: Mounting, stage: Stage) -> None:
    # With the buttons: whose run it is changes where one of them begins it.
    ownership.keep(at)
    ownership.hold(at)
    toolbar.draw(at, screen, stage)


def _messages(at: session.Tab) -> None:
    """Sentences that wait to be read, and a task, as plain text: a link may hold anything."""
    if at.task:
        with st.container(key="task"):
            st.text(at.task)
    told.tell(at)
