"""How others come along, in a corner: the code of the room, else this page's address; as a QR code.

Where the server runs on this machine and is opened as "localhost", others reach it by the address
that the machine has in its network.
"""

from __future__ import annotations

import time
from functools import lru_cache
from html import escape
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

from playground.data.sources import registered
from playground.errors import BadInput
from playground.export.qr import qr_svg
from playground.link import to_link
from playground.messages import _
from playground.ui.room.current import current_room
from playground.ui.session import Tab
from playground.workshop_check.network import own_addresses

_A_WHILE = 60.0  # seconds


def corner(at: Tab) -> str:
    """Markup; nothing where the browser does not tell the page's address."""
    address = _for_others(page_address())
    if not address:
        return ""
    where = escape(address.split("://", 1)[-1].rstrip("/"))
    room = current_room(at)
    if room is None:
        return f'<div class="pg-join"><span>{where}</span>{_code(address, at)}</div>'
    told = escape(_("Join the room"))
    return (f'<div class="pg-join"><span>{told}<b>{escape(room.code)}</b>{where}</span>'
            f"{qr_svg(address.rstrip('/') + '/' + room.path)}</div>")


def page_address() -> str:
    """Of the Play page, without what follows the question mark; empty where it is not known."""
    found = urlsplit(st.context.url or "")
    return f"{found.scheme}://{found.netloc}{found.path}" if found.netloc else ""


def _for_others(address: str) -> str:
    """The same in this machine's network, where it names this machine alone."""
    found = urlsplit(address)
    # Bound to this machine alone, it has no other address.
    bound = str(st.get_option("server.address") or "")
    if not _only_here(found.hostname or "") or _only_here(bound):
        return address
    others = _own(time.monotonic() // _A_WHILE)
    if not others:
        return address
    port = f":{found.port}" if found.port else ""
    return found._replace(netloc=f"{others[0]}{port}").geturl()


@lru_cache(maxsize=1)
def _own(_lately: float) -> tuple[str, ...]:
    """Asked for once in a while: a laptop changes its network, and the answer may take its time."""
    return own_addresses()


def _only_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _code(address: str, at: Tab) -> str:
    """With the experiment as it is set here, where that fits."""
    try:
        return qr_svg(f"{address}?{to_link(at.experiment, registered())}")
    except BadInput:
        return qr_svg(address)
