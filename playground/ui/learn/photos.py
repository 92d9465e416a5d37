"""A photo of the reader's own in a lesson: read as safely as on the page Try a hand."""

from __future__ import annotations

from hashlib import sha256
from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground.errors import UnreadableImage
from playground.messages import _
from playground.model.loading import Preparation
from playground.photo.intake import read_photo
from playground.photo.limits import MOST_BYTES
from playground.photo.square import default_square, prepare
from playground.ui.recent import Recent

_PREPARATION = Preparation("center-crop", "bilinear")
_prepared: Recent[NDArray[np.uint8]] = Recent(64)


def own_photo(key: str, size: int) -> NDArray[np.uint8] | None:
    """An uploader, and what was given to it as (size, size, 3); None where there is nothing.

    The largest centered square of the photo.
    """
    given = st.file_uploader(_("Or a photo of your own"), key=key,
                             max_upload_size=MOST_BYTES // 2**20)
    if given is None:
        return None
    content = given.getvalue()
    known = sha256(content).hexdigest(), size
    found = _prepared.get(known)
    if found is None:
        try:
            photo = read_photo(content)
        except UnreadableImage as error:
            st.html(f'<p class="ln-notice" role="alert">{escape(str(error))}</p>')
            return None
        part = default_square(photo, "center-crop")
        found = _prepared.put(known, prepare(photo, part, size, _PREPARATION))
    return found
