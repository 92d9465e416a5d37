"""More settings: everything of the table that has no place on the bar."""

from __future__ import annotations

import streamlit as st

from playground.experiment import CONTROLS
from playground.messages import _
from playground.ui.widgets import choice, dial, number, shows, switch

_NETWORK = ("model", "pooling", "input-scaling", "penalize", "optimizer", "precision")
_PICTURES = ("another-setting", "protocol", "framing", "resize-filter")
# With the step of each knob.
_REGULARIZERS = {
    "label-smoothing": 0.01, "input-noise": 0.01, "weight-noise": 0.005, "max-norm": 0.1,
    "mixup": 0.05, "spatial-dropout": 0.05, "adversarial": 0.005,
}


def popover() -> None:
    """Filled only once it is opened: its forty widgets would slow down every click."""
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
        _other_regularizers()


def _other_regularizers() -> None:
    """The textbook's: in a row of their own, since each is a knob that turns during a run."""
    names = tuple(filter(shows, _REGULARIZERS))
    if not names and not shows("bootstrap"):
        return
    st.caption(_("Other regularizers"))
    # One each, which wrap as there is room, in this order.
    columns = iter(st.columns(len(_REGULARIZERS) + 1, gap="medium"))
    for name in names:
        with next(columns):
            dial(name, step=_REGULARIZERS[name])
    if shows("bootstrap"):
        with next(columns):
            number("bootstrap")


assert {*_NETWORK, *_PICTURES, *_REGULARIZERS} <= set(CONTROLS)
