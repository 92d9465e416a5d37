"""What each augmentation does to a picture: the same picture six times, drawn anew each time."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground.data.augment import augment
from playground.data.pictures import Pictures
from playground.experiment import CONTROLS, Experiment
from playground.messages import _
from playground.ui.data.contents import samples
from playground.ui.data.loaded import Loaded
from playground.ui.data.state import Seen
from playground.ui.session import Tab
from playground.ui.try_hand import encoded

COPIES = 6
_SIDE = 64
SWITCHES = tuple(name for name, row in CONTROLS.items() if row.group == "augmentation")
# They say what a replaced background is.
_BEHIND = ("background", "clutter")


def draw(at: Tab, page: Seen, shown: Loaded) -> None:
    pictures = shown.pictures
    index = page.picture if page.picture is not None else int(samples(pictures)[0])
    with st.container(key="data-draw", horizontal=True, vertical_alignment="center"):
        st.html(f'<img class="da-pixels" src="{encoded.png(pictures.rgb(np.array([index]))[0])}" '
                f'alt="{escape(_("The picture that is varied"))}" width="72" height="72">')
        st.button(_("Draw anew"), key="data-redraw", icon=":material/casino:",
                  on_click=_draw_anew, args=(page,))
        st.caption(_("Click a picture above to see another one varied."))
    off = at.experiment.with_values(dict.fromkeys(SWITCHES, False))
    on = [name for name in SWITCHES if getattr(at.experiment, CONTROLS[name].field_name)]
    cards = "".join(
        _card(str(CONTROLS[name].label), name in on,
              variations(pictures, index, off.with_values(_alone(name)), page.draw))
        for name in SWITCHES if _acts(name, pictures))
    if len(on) > 1:
        cards = _card(_("All that are on in your experiment"), True, variations(
            pictures, index, at.experiment, page.draw)) + cards
    st.html(f'<div class="da-variations">{cards}</div>')


def _draw_anew(page: Seen) -> None:
    page.draw += 1


def _acts(name: str, pictures: Pictures) -> bool:
    """A background can be replaced where there is a cut-out alone."""
    return name not in _BEHIND or pictures.images.shape[-1] == 4


def _alone(name: str) -> dict[str, bool]:
    return dict.fromkeys((name, "background") if name in _BEHIND else (name,), True)


def variations(
    pictures: Pictures, index: int, experiment: Experiment, draw: int
) -> NDArray[np.uint8]:
    """(6, h, w, 3): that picture as a training would get it, six times."""
    copies = np.full(COPIES, index)
    images = np.asarray(pictures.images[copies]) if experiment.background else (
        pictures.rgb(copies))
    return augment(images, experiment, draw, 0)


def _card(name: str, on: bool, images: NDArray[np.uint8]) -> str:
    strip = np.concatenate(list(images), axis=1)
    chip = f' <span class="pg-chip">{escape(_("on"))}</span>' if on else ""
    return (f'<figure><figcaption>{escape(name)}{chip}</figcaption>'
            f'<img class="da-pixels" src="{encoded.png(strip)}" alt="" '
            f'width="{COPIES * _SIDE}" height="{_SIDE}"></figure>')
