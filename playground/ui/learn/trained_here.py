"""A run that a lesson has trained: in the tab's own queue, followed while it trains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import Text, _
from playground.room.rooms import rooms
from playground.training.history import History, of_view
from playground.training.manager.managed import RunView, Ticket
from playground.training.manager.manager import run_manager
from playground.ui import desks, session
from playground.ui.components.connection import connection, said
from playground.ui.fragments import panel
from playground.ui.live.following import CURVES, Following, Live
from playground.ui.live.relay import Relay
from playground.ui.session import Tab

_KEY = "lesson-trained"


@dataclass
class TrainedHere:
    """Of one tab: what was asked for last, as `values` of a lesson, and its run."""

    at: Tab
    values: Mapping[str, Any] = field(default_factory=dict)
    ticket: Ticket | None = None
    trouble: Text = ""
    mark: str = ""
    needs_page: bool = False

    def begin(self, experiment: Experiment, values: Mapping[str, Any]) -> None:
        """Train it as soon as there is a slot; on the Play page it lies in the tray."""
        self.stop()
        self.values, self.trouble = dict(values), ""
        try:
            rooms().check_moves(self.at.owner)
            self.ticket = run_manager().submit(
                experiment, owner=self.at.owner, shared=True)
        except BadInput as error:
            self.ticket, self.trouble = None, error.text
            return
        self.at.desk.lay_by(self.ticket)
        desks.keep(self.at.desk)

    def stop(self) -> None:
        if self.ticket is not None:
            try:
                run_manager().stop(self.ticket.run_id, self.ticket.token)
            except BadInput:
                # It is not there any more.
                self.ticket = None

    def seen(self) -> Seen:
        """As it is now."""
        if self.ticket is None:
            return Seen(None, None, self.trouble)
        try:
            view = run_manager().view(self.ticket.run_id, self.ticket.token)
            # The page that waits for it is open.
            run_manager().heartbeat(self.ticket.run_id, self.ticket.token)
        except BadInput as error:
            return Seen(None, None, error.text)
        return Seen(of_view(view), view, _how_it_is(view))


@dataclass(frozen=True)
class Seen:
    """`history` None without a run. `says`: what a person should know of it, in a sentence."""

    history: History | None
    view: RunView | None
    says: Text

    @property
    def trains(self) -> bool:
        return self.view is not None and not self.view.ended


def _how_it_is(view: RunView) -> Text:
    seen = view.snapshot
    if view.ended:
        return seen.message if not seen.records else ""
    if not view.started:
        return _("The run waits for its turn: place {place}.", place=view.place_in_queue or 1)
    if not seen.step:
        return _("The pictures are prepared.")
    return _("Training: epoch {epoch} of {epochs}.", epoch=min(
        seen.epoch + 1, seen.experiment.epochs), epochs=seen.experiment.epochs)


def trained_here() -> TrainedHere:
    """Of this tab; within Streamlit's script alone."""
    found = st.session_state.get(_KEY)
    at = session.here()
    if not isinstance(found, TrainedHere) or found.at is not at:
        found = st.session_state[_KEY] = TrainedHere(at)
    return found


class LessonFollower(Following[TrainedHere, Seen]):
    """Of a lesson whose run trains. `live`: as the lesson has drawn it last."""

    def __init__(self, live: Live[Seen], scene: TrainedHere) -> None:
        super().__init__([live], scene)
        self.live = live
        self._trained = False

    def lives_of(self, scene: TrainedHere) -> list[Live[Seen]]:
        return [self.live]

    def taken(self, scene: TrainedHere) -> Seen:
        return scene.seen()

    def epochs(self, shown: Seen) -> int:
        return len(shown.history.records) if shown.history is not None else 0

    def may_change(self, scene: TrainedHere, shown: Seen) -> bool:
        # How it has ended is to be seen once.
        ended, self._trained = self._trained and not shown.trains, shown.trains
        if ended:
            self._drawn.clear()
        return ended or shown.trains

    def page_is_behind(self, shown: Seen) -> bool:
        return False

    def link(self, shown: Seen) -> str:
        # The address stays as it is.
        return ""


def follow(live: Live[Seen], scene: TrainedHere) -> None:
    """Keep `live` up to date from now on: the lesson has just drawn it."""
    key, place = f"follower-{live.name}", f"connection-{live.name}"
    found = st.session_state.get(key)
    if not isinstance(found, LessonFollower) or found.scenes != (scene,):
        found = st.session_state[key] = LessonFollower(live, scene)
        st.session_state[f"{key}-relay"] = Relay(found)
    # It knows what the reader has done meanwhile; what was sent while the page ran may not.
    found.live = live
    found.page_ran()
    found.draw_all_anew()
    relay = st.session_state[f"{key}-relay"]
    assert isinstance(relay, Relay)

    def connected() -> None:
        relay.hear(said(place))
        connection(place, f"live/{found.key}", relay.delivery)

    panel(connected, place)


EVERY = CURVES
