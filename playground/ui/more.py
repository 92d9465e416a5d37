"""More settings: everything of the table that has no place on the bar."""

from __future__ import annotations

import streamlit as st

from playground.experiment import CONTROLS
from playground.ui.widgets import choice, dial, number, shows, switch

_LEFT = ("model", "pooling", "penalize", "optimizer", "another-setting", "protocol", "precision",
         "framing", "resize-filter")


def popover() -> None:
    """Filled only once it is opened: its thirty widgets would slow down every click."""
    opened = st.popover("More", key="more", on_change="rerun", icon=":material/tune:")
    if not opened.open:
        return
    with opened:
        settings, training, augmentation = st.columns([1, 1, 1], gap="medium")
        with settings:
            for name in filter(shows, _LEFT):
                choice(name)
        with training:
            if shows("learning-rate"):
                dial("learning-rate")
            if shows("mixing-share"):
                dial("mixing-share", step=0.05)
            if shows("weight-decay"):
                dial("weight-decay", step=0.001)
            for name in filter(shows, ("batch-size", "epochs")):
                number(name)
        with augmentation:
            st.caption("Augmentation")
            for name, row in CONTROLS.items():
                if row.group == "augmentation" and shows(name):
                    switch(name)


assert set(_LEFT) <= set(CONTROLS)
