"""Several photos: a strip to choose from."""

from __future__ import annotations

import numpy as np
import streamlit as st

from playground.ui.components.tiles import Tile, tiles
from playground.ui.session import Tab
from playground.ui.try_hand import encoded
from playground.ui.try_hand.desk import Desk

_SIDE = 64


def strip(mine: Desk) -> None:
    """All photos of the desk; a click shows one large."""
    if len(mine.photos) < 2:
        return
    images = np.stack([encoded.thumbnail(one.photo, _SIDE) for one in mine.photos])
    about = [Tile(text=one.name, chosen=n == mine.at) for n, one in enumerate(mine.photos)]
    tiles(images, about, key="strip", columns=20, height=72 * -(-len(about) // 20),
          alt="Your photos", on_click=lambda index: _show(mine, index))


def _show(mine: Desk, index: int) -> None:
    mine.at = index


def tabs(at: Tab, mine: Desk) -> None:
    """What can be done with several photos."""
