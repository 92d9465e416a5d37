"""A photo as the numbers that it is."""

from __future__ import annotations

from zlib import crc32

import streamlit as st

from playground.lessons.given import tiles
from playground.lessons.topics.seeing import PICTURE, darkest_point
from playground.messages import _
from playground.ui.components.lesson_seeing import seeing
from playground.ui.learn.context import Context
from playground.ui.learn.photos import own_photo

TELLS = ("square", "channel", "red", "green", "blue")
_SPAN = 10
_MIDDLE = (40, 38)


def draw(context: Context) -> None:
    image = tiles("elsewhere").images[PICTURE]
    # Below the picture, and asked first: it decides what is shown.
    place = st.container(key=context.key("place"))
    own = None if context.locked else own_photo(context.key("photo"), len(image))
    if own is not None:
        image = own
    with place:
        seeing(
            context.screen, image, key=context.key(),
            tag="shipped" if own is None else f"own {crc32(image.tobytes())}",
            alt=_("The picture, {side} points wide and high", side=len(image)),
            locked=context.locked, point=_MIDDLE, span=_SPAN,
            marked=darkest_point(image) if context.revealed and own is None else None,
            on_tell=context.tell)
