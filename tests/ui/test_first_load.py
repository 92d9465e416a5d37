"""The lines that are added to the first page's HTML."""

from __future__ import annotations

import asyncio
from typing import Any

from playground.ui.first_load import FirstLoad, head
from playground.ui.language import COOKIE

HTML = b"<html><head><title>x</title></head><body></body></html>"


def answered(
    path: str, *parts: bytes, under: str = "", status: int = 200, content: str = "text/html",
    query: bytes = b"", **headers: str
) -> tuple[dict[str, Any], bytes]:
    """Start and body of what the middleware makes of an answer in those parts."""
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": status, "headers": [
            (b"content-type", content.encode()), (b"etag", b"old"),
            (b"content-length", str(sum(map(len, parts))).encode())]})
        for at, part in enumerate(parts):
            await send({
                "type": "http.response.body", "body": part, "more_body": at < len(parts) - 1})

    sent: list[dict[str, Any]] = []

    async def keep(message: Any) -> None:
        sent.append(dict(message))

    async def nothing() -> Any:
        return {}

    asked = {"type": "http", "path": path, "query_string": query, "headers": [
        (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]}
    asyncio.run(FirstLoad(app, under)(asked, nothing, keep))
    starts = [one for one in sent if one["type"] == "http.response.start"]
    assert len(starts) == 1
    assert sent[0] is starts[0]
    return starts[0], b"".join(one.get("body", b"") for one in sent[1:])


def test_the_first_page_names_what_it_needs_and_tells_its_new_length() -> None:
    start, body = answered("/", HTML[:20], HTML[20:])
    assert body == HTML.replace(b"</head>", head() + b"</head>")
    headers = dict(start["headers"])
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in headers


def test_the_page_says_what_language_it_will_speak() -> None:
    html = b'<html lang="en"><head></head></html>'
    german = b'<html lang="de">'
    cookie = f"{COOKIE}=de"
    assert answered("/", html, accept_language="de-AT,en;q=0.5")[1].startswith(german)
    assert answered("/", html, cookie=cookie, accept_language="en")[1].startswith(german)
    assert answered("/", html, query=b"lang=de", accept_language="en")[1].startswith(german)
    assert answered("/", html, query=b"lang=en", cookie=cookie)[1].startswith(html[:16])
    assert answered("/", html, query=b"lang=%22%3E")[1].startswith(html[:16])


def test_files_of_streamlit_are_found_by_their_first_word() -> None:
    assert head().count(b"modulepreload") > 8
    assert b"/BidiComponent." in head()


def test_what_a_file_needs_is_named_once_and_not_what_the_page_names_itself() -> None:
    # Of the select box, and of what that needs.
    assert head().count(b"/Autocomplete.") == head().count(b"/useFilter.") == 1
    assert b"/react-dom." not in head()


def test_a_base_path_has_its_own_first_page() -> None:
    assert head() in answered("/lab/", HTML, under="/lab")[1]
    assert answered("/", HTML, under="/lab")[1] == HTML


def test_other_pages_files_and_empty_answers_pass_unchanged() -> None:
    for path, body, status, content in (
        ("/Try_a_hand", HTML, 200, "text/html"), ("/", b"", 304, "text/html"),
        ("/", b"{}", 200, "application/json"), ("/static/js/x.js", b"x", 200, "text/javascript"),
    ):
        start, passed = answered(path, body, status=status, content=content)
        assert passed == body
        assert dict(start["headers"])[b"etag"] == b"old"
