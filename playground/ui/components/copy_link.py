"""A button that puts the page's link on the clipboard, without a rerun."""

from __future__ import annotations

from playground.ui.components.mounting import component

_mount = component("copy_link")
HEIGHT = 40


def copy_link(
    *, key: str, query: str | None = None, label: str = "Share",
    help: str = "Copies a link to this experiment",
) -> None:
    """Draw the button, 40 px high. The link is this page's address when it is pressed.

    `query` (no "?") stands in it in place of the address's own.

    Where the browser gives no access to the clipboard (a page without HTTPS), the link is shown,
    selected, to be copied by hand.
    """
    _mount(key=key, data={"query": query, "label": label, "help": help}, height=HEIGHT)
