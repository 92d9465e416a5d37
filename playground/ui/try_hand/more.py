"""Several photos: a strip to choose from, and tabs for what can be done with them."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground.messages import _
from playground.ui.components.screen import Mounting
from playground.ui.components.tiles import Tile, tiles
from playground.ui.session import Tab
from playground.ui.try_hand import encoded, photo_table, test_panel, training_panel
from playground.ui.try_hand.desk import Desk, Shown

_SIDE = 64
_COLUMNS = 10


def strip(mine: Desk) -> None:
    """All photos of the desk; a click shows one large."""
    if len(mine.photos) < 2:
        return
    with st.container(key="strip-row", horizontal=True, vertical_alignment="center"):
        images = np.stack([_small(one) for one in mine.photos])
        about = [Tile(text=one.name, chosen=n == mine.at) for n, one in enumerate(mine.photos)]
        tiles(Mounting(), images, about, key="strip", columns=_COLUMNS,
              height=68 * -(-len(about) // _COLUMNS), alt=_("Your photos"),
              on_click=lambda index: _show(mine, index))
        st.button(_("Clear"), key="clear", icon=":material/delete:", on_click=mine.clear,
                  type="tertiary", help=_("Lets go of all photos; your test set stays."))


def _small(shown: Shown) -> NDArray[np.uint8]:
    if shown.small is None:
        shown.small = encoded.thumbnail(shown.photo, _SIDE)
    return shown.small


def _show(mine: Desk, index: int) -> None:
    mine.at = index


def tabs(at: Tab, mine: Desk) -> None:
    """The photos as a table, the test set, and pictures to train on."""
    count = len(mine.test_set)
    with st.container(key="more"):
        table, tests, training = st.tabs([
            _("All photos"),
            _("My test set ({count})", count=count) if count else _("My test set"),
            _("Train on them")])
        with table:
            photo_table.draw(at, mine)
        with tests:
            test_panel.draw(at, mine)
        with training:
            training_panel.draw(at, mine)
