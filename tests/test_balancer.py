"""Several servers behind nginx as docs/deploying.md has them: a visitor comes back to the same."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from benchmarks.app_server import free_port
from tests.proxying import certificate, nginx, site, trusting

VISITORS = 30


class Handler(BaseHTTPRequestHandler):
    """Says which server it is."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        assert isinstance(self.server, ThreadingHTTPServer)
        self.wfile.write(str(self.server.server_port).encode())

    def log_message(self, *_: object) -> None:
        """Not into the tests' output."""


@pytest.fixture
def balanced(tmp_path: Path) -> Iterator[str]:
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    port = free_port()
    written = site("nginx-balanced.conf", {
        "10.0.0.11:8501": f"127.0.0.1:{servers[0].server_port}",
        "10.0.0.12:8501": f"127.0.0.1:{servers[1].server_port}",
        "443 ssl": f"127.0.0.1:{port} ssl",
        "playground.example.org;": "127.0.0.1;",
        "/etc/ssl/playground": str(certificate(tmp_path)),
    })
    address = f"https://127.0.0.1:{port}/playground/"
    with nginx(tmp_path, written, address):
        yield address
    for server in servers:
        server.shutdown()
        server.server_close()


def visit(address: str, cookie: str = "") -> tuple[str, str]:
    """Which server answered, and the cookie that came with it."""
    request = urllib.request.Request(address, headers={"Cookie": cookie} if cookie else {})
    with urllib.request.urlopen(request, context=trusting(), timeout=180) as answer:
        return answer.read().decode(), (answer.headers["Set-Cookie"] or "").split(";")[0]


def test_visitors_of_one_address_are_shared_out_and_each_comes_back_to_its_server(
    balanced: str,
) -> None:
    first = [visit(balanced) for _ in range(VISITORS)]
    # All thirty by chance at one: 1 in 500 million.
    assert len({server for server, _ in first}) == 2
    for server, cookie in first:
        assert cookie.startswith("playground_server=")
        assert [visit(balanced, cookie) for _ in range(3)] == [(server, "")] * 3
