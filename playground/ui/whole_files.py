"""Sends Streamlit's own scripts and styles whole: a middleware before its file server.

A first page loads some eighty of them. Starlette opens, measures and reads each in other threads,
64 KB at a time.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from playground.ui.compat import STATIC

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_KINDS = {".js": b"application/javascript", ".css": b"text/css; charset=utf-8"}
# As Streamlit has it: the name of such a file changes with what is in it.
_KEPT = b"public, immutable, max-age=31536000"
# Answered by less than the whole file, or by none.
_CONDITIONS = (b"range", b"if-none-match", b"if-modified-since")


@cache
def _files() -> dict[str, Path]:
    """By the path that a browser asks for; nothing else is opened."""
    return {
        f"/{path.relative_to(STATIC).as_posix()}": path
        for path in (STATIC / "static").rglob("*") if path.suffix in _KINDS
    }


class WholeFiles:
    """Answers for the files under `base`/static; everything else passes through."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app, self._base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = self._file(scope)
        if path is None:
            await self._app(scope, receive, send)
            return
        # It was read a moment ago by whoever installed it, or by the browser before: no thread.
        body = path.read_bytes()
        headers = [(b"content-type", _KINDS[path.suffix]), (b"cache-control", _KEPT),
                   (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _file(self, scope: Scope) -> Path | None:
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        if any(name.lower() in _CONDITIONS for name, _ in scope["headers"]):
            return None
        asked: str = scope["path"]
        return _files().get(asked.removeprefix(self._base))
