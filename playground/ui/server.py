"""What the server does besides running pages: each page's own connection, and a warm start."""

from __future__ import annotations

import importlib
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    from playground.ui import live_route

    return [live_route.route(st.get_option("server.baseUrlPath") or "")]


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """While a browser loads Streamlit, import what the first page needs."""
    threading.Thread(target=_import_the_page, name="import-the-page", daemon=True).start()
    yield


def _import_the_page() -> None:
    importlib.import_module("playground.ui.play")
