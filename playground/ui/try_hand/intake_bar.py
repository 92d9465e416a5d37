"""Three ways in: a file, the clipboard, the camera. They all end at `Desk.take`."""

from __future__ import annotations

import io
from html import escape

import numpy as np
import streamlit as st
from PIL import Image
from streamlit.typing import UploadedFile

from playground.data.first_pictures import first_tiles
from playground.messages import _, lazy
from playground.photo.limits import MOST_BYTES
from playground.ui.components.camera_state import ASKING, camera_state
from playground.ui.components.paste import paste
from playground.ui.components.screen import Mounting
from playground.ui.components.tiles import Tile, tiles
from playground.ui.try_hand.desk import MOST_PASTED_BYTES, MOST_PHOTOS, Desk

PRIVATE = lazy(
    "Nothing is stored on the disk. Photos stay in the server's memory, nobody else sees them, "
    "and they are gone an hour after you close the page, at the latest.")
_WAY = 104
_SENTENCES = {
    "insecure": lazy(
        "This page has no HTTPS, so the browser gives it no camera. Choose a file instead: "
        "a phone then offers its camera too."),
    "denied": lazy(
        "The browser refuses the camera for this page. Allow it beside the address, or "
        "choose a file instead."),
    "missing": lazy(
        "There is no camera here. Choose a file or paste a picture instead."),
    "busy": lazy(
        "The camera gives no picture; another program may be using it. Close it there and try "
        "again, or choose a file instead."),
}
_AGAIN = ("denied", "busy")
_TRIES = "camera-tries"


def draw(desk: Desk) -> None:
    """Take in what has come, and show where more can come in."""
    # The last run's files have been taken: a new uploader lets go of their bytes.
    if desk.uploads_done:
        desk.uploader, desk.uploads_done = desk.uploader + 1, False
    with st.container(key="ways", horizontal=True):
        with st.container(key="way-file"):
            files = st.file_uploader(
                _("Photos of a hand"), accept_multiple_files=True, key=f"upload-{desk.uploader}",
                max_upload_size=MOST_BYTES // 2**20, label_visibility="collapsed")
        with st.container(key="way-paste"):
            pasted = paste(key="paste", height=_WAY, most_bytes=MOST_PASTED_BYTES)
        with st.container(key="way-camera"):
            st.button(_("Close the camera") if desk.camera else _("Use the camera"),
                      key="open-camera",
                      icon=":material/photo_camera:", on_click=_toggle_camera, args=(desk,),
                      width="stretch")
    st.html(f'<div class="th-private pg-soft">{escape(str(PRIVATE))}</div>')
    shots = [camera(key="camera")] if desk.camera else []
    new = [one for one in [*(files or []), *shots]
           if one is not None and one.file_id not in desk.taken]
    if new or pasted:
        desk.problems.clear()
    desk.taken.update(one.file_id for one in new)
    if len(new) > MOST_PHOTOS:
        desk.problems.append(lazy(
            "There is room for {most} photos; the first ones were taken.", most=MOST_PHOTOS))
    # The newest is shown first, so the first of several is taken last.
    for one in reversed(new[:MOST_PHOTOS]):
        desk.take(one.getvalue(), one.name if one not in shots else _("camera"))
    if pasted:
        desk.take(pasted, _("pasted"))
    # The answer takes the camera's place.
    desk.camera = desk.camera and not any(shots)
    desk.uploads_done = bool(files) or any(shots)


def camera(*, key: str) -> UploadedFile | None:
    """The camera's picture, or a sentence on why there is none."""
    with st.container(key="camera-box"):
        # A new one asks anew.
        state = camera_state(key=f"camera-state-{st.session_state.get(_TRIES, 0)}")
        if state == ASKING:
            # Not the camera meanwhile: on a page without HTTPS its script must not even be loaded.
            return None
        if state in _SENTENCES:
            st.html(f'<p class="th-note" role="status">{escape(str(_SENTENCES[state]))}</p>')
            if state in _AGAIN:
                st.button(_("Try again"), key="camera-again", icon=":material/replay:",
                          on_click=_try_again)
            return None
        return st.camera_input(_("Hold a hand before the camera"), key=key, width=420)


def _try_again() -> None:
    st.session_state[_TRIES] = st.session_state.get(_TRIES, 0) + 1


def examples(desk: Desk) -> None:
    """For who has no photo at hand."""
    shown = first_tiles()["elsewhere"]
    count = min(6, len(shown.images))
    how = escape(_("No photo at hand? Try one of these:"))
    st.html(f'<div class="th-or pg-soft">{how}</div>')
    tiles(
        Mounting(), shown.images[:count], [Tile(text=_("Try this picture"))] * count,
        key="examples", columns=6, height=112, alt=_("Pictures to try"),
        on_click=lambda index: _take_example(desk, index))


def _take_example(desk: Desk, index: int) -> None:
    out = io.BytesIO()
    Image.fromarray(np.asarray(first_tiles()["elsewhere"].images[index])).save(out, "PNG")
    desk.problems.clear()
    desk.take(out.getvalue(), _("example {number}", number=index + 1))


def _toggle_camera(desk: Desk) -> None:
    desk.camera = not desk.camera
