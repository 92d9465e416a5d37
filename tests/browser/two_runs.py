"""A page with the panels of two runs below each other: a script for `streamlit run`."""

from __future__ import annotations

import streamlit as st

from playground.messages import lazy
from playground.presets import PLAY_DEFAULT
from playground.ui import fragments, play, session
from playground.ui.bootstrap import bootstrap
from playground.ui.components.screen import Mounting
from playground.ui.live.follower import Scene
from playground.ui.session import Tab
from playground.ui.stage import stage_of

MARK = "twin"

bootstrap(lazy("Regularization Playground"))
one = session.tab() or session.begin(Tab(PLAY_DEFAULT.experiment()))
other = st.session_state.setdefault("other", Tab(PLAY_DEFAULT.experiment()))
for at, mark in ((one, ""), (other, MARK)):
    play.panels(Mounting(mark), stage_of(at))
fragments.follower(play._LIVE, stage_of(one), Scene(one), Scene(other, MARK))
