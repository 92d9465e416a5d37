"""Gives Streamlit's file uploader the role that its name and its focus need: for each page's head.

Streamlit 1.67 writes `role="presentation"` beside `aria-label` and `tabindex`; with this left out,
tests/browser/test_axe.py tells whether that still needs mending. A component would come too late:
its script is fetched and mounted while the uploader is on the page already.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_SCRIPT = Path(__file__).parent / "components" / "uploader_role.js"


@cache
def lines() -> bytes:
    return f"<script>\n{_SCRIPT.read_text(encoding='utf-8')}</script>".encode()
