"""A button that puts the page's link on the clipboard, without a rerun."""

from __future__ import annotations

from playground.messages import _
from playground.ui.components.mounting import component
from playground.ui.live.message import packed

_mount = component("copy_link")
HEIGHT = 40


def copy_link(
    *, key: str, label: str, help: str, query: str | None = None
) -> None:
    """Draw the button, 40 px high. The link is this page's address when it is pressed.

    `query` (no "?") stands in it in place of the address's own.

    Where the browser gives no access to the clipboard (a page without HTTPS), the link is shown,
    selected, to be copied by hand.
    """
    words = {"done": _("Copied"), "copied": _("Link copied"), "field": _("Link to copy")}
    # Packed: in a table within a table Streamlit looks for data frames, and imports pandas for it.
    _mount(key=key, data=packed({"query": query, "label": label, "help": help, "words": words}),
           height=HEIGHT)
