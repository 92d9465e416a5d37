"""A room kept up to date on a page of who is in it: over a connection of its own.

It goes the same two ways as any page's (docs/live-protocol.md), and hears no events. A page of
somebody who is in no room has none of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from playground.room.rooms import Seat, rooms
from playground.ui.components.connection import connection, said
from playground.ui.fragments import panel
from playground.ui.live.following import Following, Live
from playground.ui.live.load import LOAD
from playground.ui.live.relay import Relay
from playground.ui.session import Tab

EVERY = 0.7  # seconds
_KEY, _RELAY, _PLACE = "room-follower", "room-relay", "room-connection"


@dataclass(frozen=True)
class InRoom:
    """Of one tab."""

    at: Tab
    mark: str = ""
    needs_page: bool = False


@dataclass(frozen=True)
class Now:
    """Where the tab sits at this moment; None where its room has let go of it."""

    at: Tab
    seat: Seat | None

    @property
    def on_pages(self) -> tuple[object, ...]:
        """What the page has drawn of it, besides what is followed."""
        if self.seat is None:
            return ()
        state = self.seat.room.state
        mine = (state.clears_at, state.challenge) if self.seat.teaches else ()
        return (self.seat.room.code, *state.on_pages, *mine)


def now(at: Tab) -> Now:
    return Now(at, rooms().seat(at.owner))


class RoomFollower(Following[InRoom, Now]):
    """Of one page."""

    def __init__(self, lives: Sequence[Live[Now]], scene: InRoom) -> None:
        super().__init__(lives, scene)
        self.drawn: tuple[object, ...] = ()
        """As the page has drawn it."""

    def taken(self, scene: InRoom) -> Now:
        found = now(scene.at)
        if found.seat is not None:
            found.seat.room.seen()
        return found

    def epochs(self, shown: Now) -> int:
        return 0

    def may_change(self, scene: InRoom, shown: Now) -> bool:
        return True

    def page_is_behind(self, shown: Now) -> bool:
        return shown.on_pages != self.drawn

    def link(self, shown: Now) -> str:
        # The address is the page's own affair.
        return self._page_link

    def pause(self) -> float:
        return EVERY * LOAD.stretch()


def follow(at: Tab, lives: Sequence[Live[Now]]) -> None:
    """Keep `lives` up to date from now on: the page draws them in this run."""
    scene = InRoom(at)
    found = st.session_state.get(_KEY)
    if not isinstance(found, RoomFollower) or found.scenes != (scene,) or (
            [one.name for one in found.lives_of(scene)] != [one.name for one in lives]):
        found = st.session_state[_KEY] = RoomFollower(lives, scene)
        st.session_state[_RELAY] = Relay(found)
    found.drawn = now(at).on_pages
    found.page_ran()
    relay = st.session_state[_RELAY]
    assert isinstance(relay, Relay)
    panel(lambda: _connected(found, relay, at), _PLACE)


def _connected(page: RoomFollower, relay: Relay, at: Tab) -> None:
    relay.hear(said(_PLACE))
    if page.page_is_behind(now(at)):
        st.rerun()
    connection(_PLACE, f"live/{page.key}", relay.delivery)
