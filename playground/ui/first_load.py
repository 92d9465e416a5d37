"""Has a browser fetch at once what the Play page needs: a middleware that adds lines to its HTML.

Streamlit loads the code of each kind of element when it first meets one: each of them waits for the
one before. Named in the page's head, they arrive while Streamlit itself is still read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from starlette.requests import HTTPConnection

from playground.ui.language import COOKIE, LINK, asked_for
from playground.ui.whole_files import STATIC

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CODE = STATIC / "static" / "js"
# By the first word of the file's name; a version of Streamlit that has no such file loses nothing.
_ELEMENTS = (
    "BidiComponent", "Html", "purify", "PageLink", "Button", "MenuButton", "ButtonGroup",
    "Selectbox", "recordbatch", "WidgetLabelHelpIcon", "WidgetLabelHelpIconInline",
)
# What a file says that it needs; not what it may load later, `import("./…")`.
_NEEDS = re.compile(r'(?:from|import)"\./([\w.$-]+\.js)"')


@cache
def head() -> bytes:
    """The lines, with addresses relative to the page as Streamlit's own are."""
    return "".join(_lines()).encode()


def _lines() -> Iterator[str]:
    named: dict[str, None] = {}
    for word in _ELEMENTS:
        for path in sorted(_CODE.glob(f"{word}.*.js")):
            _name(path.name, named)
    # Streamlit's own page names the rest.
    own = (STATIC / "index.html").read_text(encoding="utf-8")
    for name in named:
        if name not in own:
            yield f'<link rel="modulepreload" href="./static/js/{name}">'


def _name(file: str, named: dict[str, None]) -> None:
    """Add a file and all that it needs."""
    if file in named or not (_CODE / file).is_file():
        return
    named[file] = None
    for needed in _NEEDS.findall((_CODE / file).read_text(encoding="utf-8")):
        _name(needed, named)


class FirstLoad:
    """Adds `head()`, and the language, to the HTML at `path`; everything else passes through."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app, self._path = app, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].rstrip("/") != self._path:
            await self._app(scope, receive, send)
            return
        tag = _language(scope)
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
                whole = bytes(body).replace(b"</head>", head() + b"</head>", 1)
                whole = whole.replace(b'<html lang="en"', f'<html lang="{tag}"'.encode(), 1)
                await send(_of_length(started[0], len(whole)))
                await send({"type": "http.response.body", "body": whole})

        await self._app(scope, receive, changed)


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
