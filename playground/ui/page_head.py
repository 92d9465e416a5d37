"""What is added to the HTML of each page, before Streamlit is there to draw any: a middleware.

The language, words for when Streamlit itself does not come up, what mends a role of its elements,
and what the browser will need of Streamlit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.requests import HTTPConnection

from playground.ui import first_load, page_links, stream_watch, uploader_role
from playground.ui.language import COOKIE, LINK, asked_for

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# In the HTML that Streamlit answers with for each page; other HTML is left alone.
_ROOT, _END, _LANGUAGE = b'<div id="root">', b"</head>", b'<html lang="en"'


class PageHead:
    """Adds to each page; `asked` is told at once which: its address below `base`, and its query."""

    def __init__(self, app: ASGIApp, base: str, asked: Callable[[str, str], None]) -> None:
        self._app, self._base, self._asked = app, base, asked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _asks_for_a_page(scope):
            await self._app(scope, receive, send)
            return
        self._asked(scope["path"].removeprefix(self._base).strip("/"),
                    scope.get("query_string", b"").decode("latin-1"))
        started: list[Message] = []
        body = bytearray()

        async def changed(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
                return
            if message["type"] != "http.response.body" or not _is_html(started):
                await send(started.pop()) if started else None
                await send(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                whole = bytes(body)
                if _ROOT not in whole:
                    await send(started[0])
                else:
                    whole = self._added(scope, whole)
                    await send(_of_length(started[0], len(whole)))
                await send({"type": "http.response.body", "body": whole})

        await self._app(_uncompressed(scope), receive, changed)

    def _added(self, scope: Scope, page: bytes) -> bytes:
        language = _language(scope)
        # Read by the browser before Streamlit's own script, which is a module.
        lines = (stream_watch.lines(language) + page_links.lines() + uploader_role.lines()
                 + first_load.head())
        page = page.replace(_LANGUAGE, f'<html lang="{language}"'.encode(), 1)
        return page.replace(_END, lines + _END, 1)


def _asks_for_a_page(scope: Scope) -> bool:
    """As a browser does that is to show it; what a page loads is asked for as something else."""
    return "text/html" in HTTPConnection(scope).headers.get("accept", "")


def _uncompressed(scope: Scope) -> Scope:
    """The same request, by who takes no compressed answer: nothing can be added to that."""
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


def _language(scope: Scope) -> str:
    """What the page will speak: known before its script has run."""
    asked = HTTPConnection(scope)
    return asked_for(asked.query_params.get(LINK), asked.cookies.get(COOKIE),
                     asked.headers.get("accept-language"))


def _is_html(started: list[Message]) -> bool:
    """Whole HTML that is not compressed: not a 304, not a HEAD's, not a range."""
    if not started or started[0]["status"] != 200:
        return False
    headers = {name.lower(): value for name, value in started[0]["headers"]}
    return (headers.get(b"content-type", b"").startswith(b"text/html")
            and b"content-encoding" not in headers)


def _of_length(start: Message, length: int) -> Message:
    kept = [(name, value) for name, value in start["headers"]
            # What names the content by its old length or hash is not true any more.
            if name.lower() not in (b"content-length", b"etag")]
    return {**start, "headers": [*kept, (b"content-length", str(length).encode())]}
