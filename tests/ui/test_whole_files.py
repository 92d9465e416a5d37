"""Streamlit's own scripts and styles, sent whole."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from playground.ui.whole_files import WholeFiles, _files

SCRIPT = next(name for name in _files() if name.startswith("/static/js/index."))


def asked(
    path: str, base: str = "", method: str = "GET", **headers: str
) -> tuple[int, dict[bytes, bytes], bytes]:
    """Status, headers and body; 404 is what the application behind it says."""
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    sent: list[Any] = []

    async def keep(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": [
        (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]}
    asyncio.run(WholeFiles(app, base)(scope, None, keep))  # type: ignore[arg-type]
    start, body = sent
    return start["status"], dict(start["headers"]), body["body"]


def test_a_script_comes_whole_with_its_kind_and_is_kept() -> None:
    status, headers, body = asked(SCRIPT)
    assert status == 200
    assert body == _files()[SCRIPT].read_bytes()
    assert headers[b"content-length"] == str(len(body)).encode()
    assert headers[b"content-type"] == b"application/javascript"
    assert b"immutable" in headers[b"cache-control"]


def test_a_style_sheet_has_its_own_kind() -> None:
    style = next(name for name in _files() if name.endswith(".css"))
    assert asked(style)[1][b"content-type"].startswith(b"text/css")


def test_under_a_base_path() -> None:
    assert asked("/lab" + SCRIPT, base="/lab")[0] == 200


@pytest.mark.parametrize("path", [
    "/", "/static/js/nothing.js", "/static/js/../../../config.py", "/static/js",
    "/static/media/x.woff2", "/app/static/x.js", "//static/js/index.js",
])
def test_everything_else_is_somebody_elses(path: str) -> None:
    assert asked(path)[0] == 404


def test_parts_conditions_and_other_methods_are_left_to_the_file_server() -> None:
    assert asked(SCRIPT, range="bytes=0-9")[0] == 404
    assert asked(SCRIPT, if_none_match="x")[0] == 404
    assert asked(SCRIPT, method="HEAD")[0] == 404
