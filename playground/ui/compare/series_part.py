"""A part of the page that trains a series: its lead, its form, and what has come of it so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from playground.errors import BadInput
from playground.messages import Message
from playground.training.series.page_series import SeriesView
from playground.ui.compare import series_desk
from playground.ui.compare.choice import Choice
from playground.ui.compare.series_following import follow
from playground.ui.components.screen import Mounting, Screen


@dataclass(frozen=True)
class SeriesPart:
    """`kind`: of its series; `key` names its places. `form` lays out what begins one.

    `draw` lays out what comes of the newest, None before the first, and draws it; `show` draws the
    live components alone, again while it trains. `hears`: places whose clicks act there.
    """

    kind: str
    key: str
    lead: Message
    form: Callable[[Choice], None]
    draw: Callable[[Mounting, Choice, SeriesView | None], None]
    show: Callable[[Screen, Choice, SeriesView | None], None]
    hears: tuple[str, ...] = ()

    def page(self, seen: Choice) -> None:
        """All of the part, kept up to date from then on."""
        st.html(f'<p class="cp-lead">{escape(str(self.lead))}</p>')
        self.form(seen)
        try:
            shown = series_desk.newest(seen, self.kind)
        except BadInput as error:
            # Where it stands: said at each run of the page, it would have the page run again.
            st.html(f'<p class="cp-lead">{escape(str(error))}</p>')
            shown = None
        screen = Mounting()
        if shown is not None:
            series_desk.steer(screen, seen, shown, self.key)
        self.draw(screen, seen, shown)
        follow(self.key, self.kind, self._brought_up, self.hears, seen, shown)

    def _brought_up(self, screen: Screen, seen: Choice, shown: SeriesView | None) -> None:
        if shown is not None:
            series_desk.show_progress(screen, shown, self.key)
        self.show(screen, seen, shown)
