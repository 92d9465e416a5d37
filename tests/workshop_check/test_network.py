"""The address for others, and what stands in the way: against servers of these tests' own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from benchmarks.app_server import free_port
from playground.errors import BadInput
from playground.workshop_check.finding import Verdict
from playground.workshop_check.network import (
    Answer,
    address_found,
    asked,
    camera_found,
    checked_url,
    own_addresses,
    proxy_found,
    url_found,
)


@contextmanager
def serving(passes: set[str], health: bytes = b"ok", host: str = "127.0.0.1") -> Iterator[str]:
    """A server whose WebSockets at these paths open, below /class."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.headers.get("Upgrade") == "websocket":
                self.send_response(101 if self.path in passes else 403)
                self.end_headers()
            elif self.path == "/class/_stcore/health":
                self.send_response(200)
                self.end_headers()
                self.wfile.write(health)
            else:
                self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Not into the tests' output."""

    with ThreadingHTTPServer((host, 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{host}:{server.server_port}/class"
        server.shutdown()


BOTH = {"/class/_stcore/stream", "/class/live/check"}


def test_the_app_is_told_from_something_else_and_from_nothing() -> None:
    with serving(BOTH) as url:
        assert asked(url) == Answer(True, True, True, True)
        assert asked(url.replace("/class", "/other")) == Answer(True)
    with serving(BOTH, health=b"fine") as url:
        assert asked(url) == Answer(True)
    assert asked(f"http://127.0.0.1:{free_port()}") == Answer(False)


@pytest.mark.parametrize(("passes", "verdict", "word"), [
    (BOTH, Verdict.GOOD, "Both WebSockets"),
    ({"/class/_stcore/stream"}, Verdict.MIND, "/live/"),
    (set(), Verdict.MIND, "pages stay empty"),
])
def test_a_proxy_that_lets_no_websocket_pass_is_named(
    passes: set[str], verdict: Verdict, word: str
) -> None:
    with serving(passes) as url:
        address, sockets = url_found(url)
    assert address.verdict is Verdict.GOOD
    assert sockets.verdict is verdict
    assert word in str(sockets.sentence)


def test_an_address_where_nothing_answers_is_named() -> None:
    url = f"http://127.0.0.1:{free_port()}"
    (found,) = url_found(url)
    assert found.verdict is Verdict.MIND
    assert url in str(found.sentence)


def test_before_the_server_is_started_the_address_is_told_all_the_same() -> None:
    port = free_port()
    (found,) = address_found(("127.0.0.2",), port)
    assert found.verdict is Verdict.OPEN
    assert f"http://127.0.0.2:{port}" in str(found.sentence)


def test_a_port_that_something_else_uses_is_told() -> None:
    with serving(BOTH) as url:
        # Its health is below /class alone.
        (found,) = address_found(("127.0.0.1",), int(url.split(":")[2].split("/")[0]))
    assert found.verdict is Verdict.MIND
    assert "Something else" in str(found.sentence)


def test_without_a_network_others_cannot_reach_it() -> None:
    (found,) = address_found((), 8501)
    assert found.verdict is Verdict.MIND


def test_own_addresses_leave_this_machines_loopback_out() -> None:
    assert not any(one.startswith("127.") for one in own_addresses())


@pytest.mark.parametrize("url", ["", "class", "ftp://a/b", "http://", "http://[", "http://a:0"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(BadInput, match="no address of a page"):
        checked_url(url)


def test_an_address_is_taken_without_what_comes_after_its_path() -> None:
    assert checked_url("https://a.example:8443/class/?x=1#y") == "https://a.example:8443/class"


def test_a_proxy_in_the_environment_is_named() -> None:
    assert proxy_found({}).verdict is Verdict.GOOD
    assert proxy_found({"HTTP_PROXY": ""}).verdict is Verdict.GOOD
    found = proxy_found({"HTTPS_PROXY": "http://proxy:3128"})
    assert found.verdict is Verdict.MIND
    assert "HTTPS_PROXY" in str(found.sentence)
    assert "proxy:3128" not in str(found.sentence), "it may hold a password"


def test_without_https_the_file_picker_is_pointed_to() -> None:
    assert camera_found("https://a.example").verdict is Verdict.GOOD
    assert "file picker" in str(camera_found("http://a.example").sentence)
