"""What is added to the HTML of each page, and to no other answer."""

from __future__ import annotations

import asyncio
import json
import re
from html import unescape
from typing import Any

import pytest

from playground.ui import first_load, page_links, stream_watch, uploader_role
from playground.ui.compat import STATIC
from playground.ui.language import COOKIE
from playground.ui.page_head import PageHead

HTML = (b'<html lang="en"><head><title>x</title></head>'
        b'<body><div id="root"></div></body></html>')


asked: list[tuple[str, str]] = []
"""Which pages the middleware has told of, and with which query."""


def answered(
    path: str, *parts: bytes, under: str = "", status: int = 200, content: str = "text/html",
    query: bytes = b"", accept: str = "text/html", **headers: str
) -> tuple[dict[str, Any], bytes]:
    """Start and body of what the middleware makes of an answer in those parts."""
    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert accept != "text/html" or b"accept-encoding" not in dict(scope["headers"])
        await send({"type": "http.response.start", "status": status, "headers": [
            (b"content-type", content.encode()), (b"etag", b"old"),
            (b"content-length", str(sum(map(len, parts))).encode())]})
        for at, part in enumerate(parts):
            await send({
                "type": "http.response.body", "body": part, "more_body": at < len(parts) - 1})

    given = {"accept": accept, "accept_encoding": "gzip", **headers}
    scope = {"type": "http", "path": path, "query_string": query, "headers": [
        (name.replace("_", "-").encode(), value.encode()) for name, value in given.items()]}
    sent: list[dict[str, Any]] = []

    async def keep(message: Any) -> None:
        sent.append(dict(message))

    async def nothing() -> Any:
        return {}

    asyncio.run(PageHead(app, under, lambda *of: asked.append(of))(scope, nothing, keep))
    starts = [one for one in sent if one["type"] == "http.response.start"]
    assert len(starts) == 1
    assert sent[0] is starts[0]
    return starts[0], b"".join(one.get("body", b"") for one in sent[1:])


def words(body: bytes) -> dict[str, str]:
    """What the script in a page's head has to say."""
    found = re.search(rb'<script [^>]*data-words="([^"]*)">', body)
    assert found is not None
    told: dict[str, str] = json.loads(unescape(found[1].decode()))
    return told


@pytest.mark.parametrize("path", ["/", "/Compare"])
def test_each_page_names_what_it_needs_and_tells_its_new_length(path: str) -> None:
    start, body = answered(path, HTML[:20], HTML[20:])
    assert body == HTML.replace(
        b"</head>",
        stream_watch.lines("en") + page_links.lines() + uploader_role.lines()
        + first_load.head() + b"</head>")
    headers = dict(start["headers"])
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in headers


def test_every_page_has_words_for_a_stream_that_does_not_come_up() -> None:
    body = answered("/Try_a_hand", HTML)[1]
    assert words(body)["lost"] == (
        "The connection to the server is lost; the page tries again by itself.")


def test_the_words_are_in_the_language_that_the_page_will_speak() -> None:
    body = answered("/", HTML, accept_language="de-AT, en;q=0.5")[1]
    assert b'<html lang="de"' in body
    assert "Server" in words(body)["lost"]
    assert words(body) != words(answered("/", HTML)[1])


def test_the_page_says_what_language_it_will_speak() -> None:
    html = HTML
    german = b'<html lang="de">'
    cookie = f"{COOKIE}=de"
    assert answered("/", html, accept_language="de-AT,en;q=0.5")[1].startswith(german)
    assert answered("/", html, cookie=cookie, accept_language="en")[1].startswith(german)
    assert answered("/", html, query=b"lang=de", accept_language="en")[1].startswith(german)
    assert answered("/", html, query=b"lang=en", cookie=cookie)[1].startswith(html[:16])
    assert answered("/", html, query=b"lang=%22%3E")[1].startswith(html[:16])


@pytest.mark.parametrize(("path", "base", "page"), [
    ("/", "", ""), ("/Compare", "", "Compare"), ("/lab/", "/lab", ""),
    ("/lab/Compare/", "/lab", "Compare")])
def test_it_is_told_at_once_which_page_is_asked_for(path: str, base: str, page: str) -> None:
    asked.clear()
    answered(path, HTML, under=base, query=b"runs=a,b")
    answered("/static/js/x.js", b"x", content="text/javascript", accept="*/*")
    assert asked == [(page, "runs=a,b")]


def test_files_and_empty_answers_pass_unchanged() -> None:
    other = b"<html><head></head><body>a downloaded page</body></html>"
    for path, body, status, content in (
        ("/media/report.html", other, 200, "text/html"), ("/", b"", 304, "text/html"),
        ("/", b"{}", 200, "application/json"), ("/static/js/x.js", b"x", 200, "text/javascript"),
    ):
        start, passed = answered(path, body, status=status, content=content)
        assert passed == body
        assert dict(start["headers"])[b"etag"] == b"old"


def test_what_is_not_to_be_shown_as_a_page_passes_unchanged() -> None:
    assert answered("/Game", HTML, accept="*/*")[1] == HTML


def test_streamlits_own_page_is_one_that_is_added_to() -> None:
    own = (STATIC / "index.html").read_bytes()
    body = answered("/", own)[1]
    assert body.count(b"data-words=") == 1
    # Before its first script runs: a module waits until the page is read.
    assert b'<script type="module"' in own


def test_each_page_names_the_start_of_the_server_that_made_it() -> None:
    """By it a page knows that it has come back to another: see `tests/browser/test_restart.py`."""
    _, first = answered("/", HTML)
    _, other = answered("/Try_a_hand", HTML)
    named = [re.findall(rb' data-server="(\w+)"', body) for body in (first, other)]
    assert named[0] == named[1]
    assert len(named[0]) == 1
