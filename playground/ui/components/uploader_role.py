"""Gives Streamlit's file uploader the role that its name and its focus need. Nothing is seen of it.

Streamlit 1.67 writes `role="presentation"` beside `aria-label` and `tabindex`; tests/browser/
test_axe.py tells whether that still needs mending.
"""

from __future__ import annotations

from playground.ui.components.mounting import component

_mount = component("uploader_role")


def uploader_role() -> None:
    _mount(key="uploader-role", data={})
