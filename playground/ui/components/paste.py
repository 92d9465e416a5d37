"""A place to paste a picture: Ctrl+V anywhere on the page, or a press of the button.

Streamlit's uploader takes no paste. The bytes come as a trigger, not as a state: a state would be
sent again with every later event of the page.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

from playground.messages import _
from playground.ui.components.mounting import component, nothing

_mount = component("paste")


def paste(*, key: str, height: int, most_bytes: int) -> bytes | None:
    """Draw the area, and give back the picture's bytes in the run that its paste began, else None.

    The browser refuses more than `most_bytes` with a sentence beside the button; what comes is
    measured again here, and nothing is said of its contents: a decoder has to look.
    """
    words = {
        "button": _("Paste a picture"), "hint": _("or press Ctrl+V"),
        "none": _("There is no picture in the clipboard."), "now": _("Press Ctrl+V now."),
        "refused": _("The browser gave no access. Press Ctrl+V."),
        "large": _("It has more than {most} MB.", most=most_bytes // 2**20),
        "unreadable": _("The picture cannot be read."),
    }
    result = _mount(
        key=key, data={"most": most_bytes, "height": height, "words": words}, height=height,
        on_picture_change=nothing)
    return decoded(result.get("picture"), most_bytes)


def decoded(sent: Any, most_bytes: int) -> bytes | None:
    """The bytes of what a browser sent, None for what is no base64 or too much of it."""
    if not isinstance(sent, str) or len(sent) > 4 * (most_bytes // 3 + 1):
        return None
    try:
        content = base64.b64decode(sent, validate=True)
    except (binascii.Error, ValueError):
        return None
    return content if 0 < len(content) <= most_bytes else None
