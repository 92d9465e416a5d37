"""The link to what is shown: settings, seed and changes, and no power over the run."""

from __future__ import annotations

import streamlit as st

from playground.ui.address import query
from playground.ui.components.copy_link import copy_link
from playground.ui.session import here


def popover() -> None:
    opened = st.popover("Share", key="share", on_change="rerun", type="tertiary",
                        icon=":material/link:")
    if not opened.open:
        return
    at = here()
    with opened:
        st.markdown("Whoever opens this link gets the same experiment and can train it anew.")
        copy_link(query(at, at.view()), key="copy-link")
