"""Ways from page to page: Back leaves the Play page at once, a link waits for an open popover.

Streamlit makes an entry of the browser's history for each address that a script writes: Back then
stayed on the Play page, once for its first address and once for each knob that was turned.

A popover tells the server that it closes. Told after the link, it has the page that was left run
once more, which is not there any more: the browser was shown nothing at all, for good.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_SCRIPT = Path(__file__).parent / "components" / "page_links.js"


@cache
def lines() -> bytes:
    """The script, for each page's head."""
    return f"<script>\n{_SCRIPT.read_text(encoding='utf-8')}</script>".encode()
