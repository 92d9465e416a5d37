"""A sentence where Streamlit's own stream does not come up, or is lost: for each page's head.

Without it the page is a gray skeleton for ever, as behind a proxy that lets no WebSocket through;
and a lost connection has Streamlit tell a learner to type a command on the server. A page that
comes back to another server than the one that made it is loaded again.
"""

from __future__ import annotations

import json
import secrets
from functools import cache
from html import escape
from pathlib import Path

from playground.messages import _, speaking

# Tells one start of the server from another.
_SERVER = secrets.token_hex(8)
_SCRIPT = Path(__file__).parent / "components" / "stream_watch.js"


@cache
def lines(language: str) -> bytes:
    """The script with its words: what each tells is said by its name."""
    with speaking(language):
        words = {
            "unreached": _(
                "The page cannot reach its server and tries again by itself. If this stays, "
                "something on the way may be blocking live connections (WebSockets)."),
            "unanswered": _(
                "The server has not answered for a while: it may be busy, or the connection may be "
                "interrupted. If this stays, load the page again."),
            "lost": _("The connection to the server is lost; the page tries again by itself."),
            "missing": _("There is no page at this address; this is the first page."),
            "unread": _("The page could not show what the server sent; load it again."),
        }
    script = _SCRIPT.read_text(encoding="utf-8")
    told = f'data-server="{_SERVER}" data-words="{escape(json.dumps(words))}"'
    return f"<script {told}>\n{script}</script>".encode()
