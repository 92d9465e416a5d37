"""More settings: everything of the table that has no place on the bar."""

from __future__ import annotations

import streamlit as st

from playground.experiment import CONTROLS
from playground.messages import _
from playground.ui.widgets import choice, dial, number, shows, switch

_NETWORK = ("model", "pooling", "input-scaling", "penalize", "optimizer", "precision")
_PICTURES = ("another-setting", "protocol", "framing", "resize-filter")


def popover() -> None:
    """Filled only once it is opened: its thirty widgets would slow down every click."""
    opened = st.popover(_("More"), key="more", on_change="rerun", icon=":material/tune:")
    if not opened.open:
        return
    with opened:
        network, training, pictures, augmentation = st.columns(4, gap="medium")
        with network:
            for name in filter(shows, _NETWORK):
                choice(name)
        with pictures:
            for name in filter(shows, _PICTURES):
                choice(name)
        with training:
            if shows("learning-rate"):
                dial("learning-rate")
            if shows("mixing-share"):
                dial("mixing-share", step=0.05)
            if shows("weight-decay"):
                dial("weight-decay", step=0.001)
            for name in filter(shows, ("batch-size", "epochs", "patience", "soft-labels")):
                number(name)
        with augmentation:
            st.caption(_("Augmentation"))
            for name, row in CONTROLS.items():
                if row.group == "augmentation" and shows(name):
                    switch(name)


assert {*_NETWORK, *_PICTURES} <= set(CONTROLS)
