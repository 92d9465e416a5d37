"""The comparison kept up to date: clicks on it, and runs that train meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

import streamlit as st

from playground.ui.compare.choice import Choice, query
from playground.ui.compare.compared import Compared, compared
from playground.ui.compare.offers import sign_of_life
from playground.ui.components.connection import connection, said
from playground.ui.fragments import panel
from playground.ui.live.following import Following, Live
from playground.ui.live.relay import Relay
from playground.ui.session import Tab

_KEY, _RELAY, _PLACE = "compare-follower", "compare-relay", "compare-connection"


@dataclass(frozen=True)
class Comparison:
    """All of the page: it has one scene."""

    seen: Choice
    mark: str = ""

    @property
    def at(self) -> Tab:
        return self.seen.at

    @property
    def needs_page(self) -> bool:
        return self.seen.needs_page or self.seen.at.needs_page


class ComparisonFollower(Following[Comparison, Compared]):
    """Of one Compare page."""

    def __init__(self, lives: Sequence[Live[Compared]], scene: Comparison) -> None:
        super().__init__(lives, scene)
        self._trained = False
        self.page_trains = False
        """Whether the page was drawn while a series of its tab trained."""

    def taken(self, scene: Comparison) -> Compared:
        shown = compared(scene.seen)
        sign_of_life(shown.offers)
        return shown

    def is_here(self) -> None:
        for scene in self.scenes:
            self.taken(scene)

    def epochs(self, shown: Compared) -> int:
        return sum(run.history.epoch for run in shown.runs if run.offer.trains)

    def may_change(self, scene: Comparison, shown: Compared) -> bool:
        # How a run has ended is to be seen everywhere, whatever has been drawn lately.
        ended, self._trained = self._trained and not shown.trains, shown.trains
        if ended:
            self._drawn.clear()
        return ended or shown.trains or bool(scene.seen.unfinished) or scene.needs_page

    def page_is_behind(self, shown: Compared) -> bool:
        # Its buttons say whether a series trains.
        return shown.luck.trains != self.page_trains or any(
            scene.needs_page for scene in self.scenes)

    def link(self, shown: Compared) -> str:
        return query(shown.seen)


def follow(lives: Sequence[Live[Compared]], seen: Choice) -> None:
    """Keep `lives` up to date from now on: the page has just drawn them."""
    found = st.session_state.get(_KEY)
    scene = Comparison(seen)
    if not isinstance(found, ComparisonFollower) or found.scenes != (scene,):
        found = st.session_state[_KEY] = ComparisonFollower(lives, scene)
        st.session_state[_RELAY] = Relay(found)
    seen.needs_page = False
    found.page_trains = seen.luck.trains
    found.page_ran()
    relay = st.session_state[_RELAY]
    assert isinstance(relay, Relay)
    panel(lambda: _connected(found, relay, seen), _PLACE)


def _connected(page: ComparisonFollower, relay: Relay, seen: Choice) -> None:
    relay.hear(said(_PLACE))
    if seen.needs_page or seen.luck.trains != page.page_trains:
        st.rerun()
    words = query(seen)
    _write(words)
    page.link_written(words)
    connection(_PLACE, f"live/{page.key}", relay.delivery)


def _write(words: str) -> None:
    """Bring the address up to that: a word may stand in it several times."""
    wanted = parse_qs(words, keep_blank_values=True)
    if {name: st.query_params.get_all(name) for name in st.query_params} != wanted:
        st.query_params.from_dict(wanted)
