"""The second lane of a race: the rival's scores, sentence and weights, in a band below."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.messages import _
from playground.ui import actions, matrix_panel, score_panel, toolbar, weights_panel
from playground.ui.components.markup import markup
from playground.ui.components.screen import Mounting, Screen
from playground.ui.live.follower import CURVES, TICK, WEIGHTS, Live, Scene
from playground.ui.race import MARK, ticket_of
from playground.ui.session import Tab
from playground.ui.stage import Stage, stage_beside


def show_heading(screen: Screen, stage: Stage) -> None:
    """Whom it is raced against, and where the rival is."""
    heading, name = escape(_("Race")), escape(score_panel.name_in_lane(stage))
    markup(
        screen,
        f'<div class="pg-row"><span class="pg-heading">{heading} <span class="pg-sub">{name}'
        f'</span></span><span class="pg-sub">{toolbar.status(stage)}</span></div>',
        key="lane-heading", height=24)


LIVES = (
    Live("lane-heading", show_heading, CURVES),
    Live("matrix", matrix_panel.show, TICK, needs=matrix_panel.NEEDS),
    Live("score", score_panel.show_lane, CURVES, at_epochs=True),
    Live("weights", weights_panel.show, WEIGHTS, needs=weights_panel.NEEDS),
)


def scene(at: Tab) -> Scene | None:
    """The rival as a part of the page; None where there is none."""
    ticket = ticket_of(at)
    if ticket is None or at.race is None:
        return None
    return Scene(at, MARK, ticket, at.race.seen, LIVES)


def draw(at: Tab) -> None:
    """Nothing where no race is on."""
    ticket = ticket_of(at)
    if ticket is None or at.race is None:
        return
    screen = Mounting(MARK)
    stage = stage_beside(ticket, at.race.seen)
    with st.container(key="lane"):
        with st.container(key="lane-head", horizontal=True, vertical_alignment="center"):
            show_heading(screen, stage)
            st.button(_("Close this lane"), key="close-race", icon=":material/close:",
                      type="tertiary", on_click=actions.close_race, args=(at,),
                      help=_("Its run is stopped and stays in the tray, from where it can be "
                             "compared."))
        with st.container(key="lane-panels"):
            with st.container(key=screen.key("lane-score")):
                score_panel.show_lane(screen, stage)
            with st.container(key=screen.key("lane-weights")):
                matrix_panel.show(screen, stage)
            weights_panel.draw(screen, stage)
