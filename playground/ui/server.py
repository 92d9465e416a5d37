"""What the server does besides running pages: each page's own connection, and a warm start."""

from __future__ import annotations

import asyncio
import importlib
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import streamlit as st
from starlette.middleware import Middleware

from playground.ui import first_load, ready
from playground.ui.allocator import give_back, share_heaps
from playground.ui.compat import send_at_once
from playground.ui.live import route as live_route
from playground.ui.page_head import PageHead
from playground.ui.whole_files import WholeFiles

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

GIVES_BACK_EVERY = 30.0
"""Seconds."""


def _base() -> str:
    """The path that the app is served under: empty, or "/…"."""
    parts = [part for part in (st.get_option("server.baseUrlPath") or "").split("/") if part]
    return "".join(f"/{part}" for part in parts)


def routes() -> list[BaseRoute]:
    return [live_route.route(_base())]


def middleware() -> list[Middleware]:
    return [Middleware(WholeFiles, base=_base()),
            Middleware(PageHead, base=_base(), asked=ready.begin)]


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """While a browser loads Streamlit, make ready what the first page needs."""
    # A thread that trains, or imports, would else keep the interpreter for 5 ms whenever a request
    # needs it.
    sys.setswitchinterval(0.001)
    share_heaps()
    send_at_once(asyncio.get_running_loop())
    threading.Thread(target=_make_ready, name="make-ready", daemon=True).start()
    giving = asyncio.create_task(_give_back())
    yield
    giving.cancel()


async def _give_back() -> None:
    """What pages, photos and runs that are gone have left free, as long as the server runs."""
    while True:
        await asyncio.sleep(GIVES_BACK_EVERY)
        await asyncio.to_thread(give_back)


def _make_ready() -> None:
    # What a browser asks for first comes first.
    first_load.head()
    importlib.import_module("playground.ui.play").make_ready()
