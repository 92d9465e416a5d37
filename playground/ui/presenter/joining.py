"""How others come along, in a corner: the address of this page as words and as a QR code."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

import streamlit as st

from playground.data.sources import registered
from playground.errors import BadInput
from playground.export.qr import qr_svg
from playground.link import to_link
from playground.ui.session import Tab


def corner(at: Tab) -> str:
    """Markup; nothing where the browser does not tell the page's address."""
    address = page_address()
    if not address:
        return ""
    shown = escape(address.split("://", 1)[-1].rstrip("/"))
    return f'<div class="pg-join"><span>{shown}</span>{_code(address, at)}</div>'


def page_address() -> str:
    """Of the Play page, without what follows the question mark; empty where it is not known."""
    found = urlsplit(st.context.url or "")
    return f"{found.scheme}://{found.netloc}{found.path}" if found.netloc else ""


def _code(address: str, at: Tab) -> str:
    """With the experiment as it is set here, where that fits."""
    try:
        return qr_svg(f"{address}?{to_link(at.experiment, registered())}")
    except BadInput:
        return qr_svg(address)
