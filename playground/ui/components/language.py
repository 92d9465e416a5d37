"""Tells the browser which language the page is in, and has it remember one that was chosen."""

from __future__ import annotations

from playground.ui.components.mounting import component

_mount = component("language")


def language(tag: str, *, key: str, cookie: str = "") -> None:
    """`<html lang>`, which Streamlit leaves at English, becomes `tag`. Takes no room on the page.

    `cookie`: the name of the one that keeps `tag` for a year, for this app alone; empty: none.
    """
    _mount(key=key, data={"tag": tag, "cookie": cookie})
