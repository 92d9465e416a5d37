"""The photo itself: what part of it the networks get, and finding the hand in it."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.messages import _, lazy
from playground.photo.square import Square
from playground.ui.components.framing import WHOLE, Part, framing
from playground.ui.try_hand import encoded, refereeing
from playground.ui.try_hand.desk import Desk, Shown

_HEIGHT = 360
_LARGEST = 900
NOT_FOUND = lazy("No hand was found in this photo. Move the frame by hand.")


def draw(mine: Desk, shown: Shown) -> None:
    height, width = shown.photo.pixels.shape[:2]
    framing(
        _preview(shown), (width, height), _part(shown), key="framing", height=_HEIGHT,
        alt=_("Your photo {name}", name=shown.name), tag=shown.photo.fingerprint[:12],
        on_part=lambda part: _framed(shown, part))
    with st.container(key="framing-buttons", horizontal=True):
        st.button(_("Find the hand"), key="find", icon=":material/center_focus_strong:",
                  on_click=_find, args=(mine, shown))
        st.button(_("Whole photo"), key="whole", icon=":material/fullscreen:",
                  on_click=_whole, args=(shown,), disabled=shown.square is None)
    st.html(f'<p class="th-note pg-soft">{escape(_say(shown))}</p>')


def _say(shown: Shown) -> str:
    if shown.unfound:
        return str(NOT_FOUND)
    if shown.square is None:
        return _("The whole photo is judged. Drag the frame, or its corners; the wheel, a pinch or "
                 "+ and − zoom.")
    width, height = round(shown.square.width), round(shown.square.height)
    if width != height:
        return _("A part of {width} by {height} of the photo's pixels is judged.",
                 width=width, height=height)
    return _("A square of {side} of the photo's pixels is judged.", side=width)


def _preview(shown: Shown) -> bytes:
    if not shown.preview:
        shown.preview = encoded.jpeg_bytes(shown.photo, _LARGEST)
    return shown.preview


def _part(shown: Shown) -> Part:
    if shown.square is None:
        return WHOLE
    height, width = shown.photo.pixels.shape[:2]
    one = shown.square
    return one.left / width, one.top / height, one.width / width, one.height / height


def _framed(shown: Shown, part: Part) -> None:
    height, width = shown.photo.pixels.shape[:2]
    left, top, wide, high = part
    shown.square = Square(left * width, top * height, wide * width, high * height)
    shown.unfound = False


def _find(mine: Desk, shown: Shown) -> None:
    found = refereeing.find(mine, shown.photo)
    shown.unfound = found is None
    if found is not None:
        width, height = shown.photo.size
        shown.square = None if found == Square(0, 0, width, height) else found


def _whole(shown: Shown) -> None:
    shown.square, shown.unfound = None, False
