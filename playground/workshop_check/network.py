"""The address that others in this network use, and what may stand in the way."""

from __future__ import annotations

import http.client
import os
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from playground.controls import shown
from playground.errors import BadInput
from playground.messages import lazy
from playground.workshop_check.finding import Finding, Verdict

# Nothing is sent there: documentation's own network (RFC 5737), to see which way would be taken.
_ELSEWHERE = ("192.0.2.1", 9)
_ANSWERS_WITHIN = 3.0  # seconds
_HANDSHAKE = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",  # RFC 6455's own example
}
_PROXIES = ("https_proxy", "http_proxy", "all_proxy")


@dataclass(frozen=True)
class Answer:
    """Of an address: whether anything is there, whether it is this app, and its two sockets."""

    anything: bool
    app: bool = False
    stream: bool = False
    live: bool = False


def own_addresses() -> tuple[str, ...]:
    """IPv4 addresses of this machine in its networks, the one towards other networks first."""
    return tuple(dict.fromkeys(
        one for one in _own_addresses() if not one.startswith("127.") and one != "0.0.0.0"))


def _own_addresses() -> Iterator[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(_ELSEWHERE)
            yield str(way.getsockname()[0])
        except OSError:
            pass
    try:
        for *_, place in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            yield str(place[0])
    except OSError:
        return


def checked_url(url: str) -> str:
    """Without a slash at its end. Raises `BadInput` where it is no address of a page."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise BadInput(lazy(
            "{url} is no address of a page; it looks like https://playground.example.org/class.",
            url=shown(url)))
    return url.split("?")[0].split("#")[0].rstrip("/")


def asked(url: str) -> Answer:
    """What answers there. A certificate of one's own making is taken: browsers are asked, not we.

    `url` is http or https, without a slash at its end.
    """
    parts = urlsplit(url)
    try:
        status, body = _get(parts, "/_stcore/health", {})
    except (OSError, http.client.HTTPException):
        return Answer(False)
    if status != 200 or body.strip() != b"ok":
        return Answer(True)
    return Answer(True, True, _upgrades(parts, "/_stcore/stream"), _upgrades(parts, "/live/check"))


def _upgrades(parts: SplitResult, path: str) -> bool:
    try:
        return _get(parts, path, _HANDSHAKE)[0] == 101
    except (OSError, http.client.HTTPException):
        return False


def _get(parts: SplitResult, path: str, headers: Mapping[str, str]) -> tuple[int, bytes]:
    host = parts.hostname or ""
    line: http.client.HTTPConnection
    if parts.scheme == "https":
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        line = http.client.HTTPSConnection(
            host, parts.port, timeout=_ANSWERS_WITHIN, context=trusting)
    else:
        line = http.client.HTTPConnection(host, parts.port, timeout=_ANSWERS_WITHIN)
    try:
        line.request("GET", parts.path + path, headers=dict(headers))
        answer = line.getresponse()
        # A socket that was opened says nothing more by itself.
        return answer.status, b"" if answer.status == 101 else answer.read(100)
    finally:
        line.close()


def address_found(addresses: tuple[str, ...], port: int) -> list[Finding]:
    """Of a server on this machine, whether it runs yet or not."""
    if not addresses:
        return [Finding("address", Verdict.MIND, lazy(
            "This machine is in no network: others cannot reach it."))]
    url = f"http://{addresses[0]}:{port}"
    facts = {"url": url, "addresses": list(addresses)}
    there = asked(url)
    if there.app:
        return [Finding("address", Verdict.GOOD, lazy(
            "Others in this network open {url}. The playground answers there.", url=url), facts),
            *sockets_found(there)]
    here = asked(f"http://127.0.0.1:{port}")
    if here.app:
        return [Finding("address", Verdict.MIND, lazy(
            "The playground answers this machine alone. Start it with --server.address 0.0.0.0, "
            "and others in this network open {url}.", url=url), facts)]
    if there.anything or here.anything:
        return [Finding("address", Verdict.MIND, lazy(
            "Something else uses port {port}. Give another with --port here and --server.port "
            "there.", port=port), facts)]
    return [Finding("address", Verdict.OPEN, lazy(
        "Others in this network will open {url}. Nothing answers there yet: start the "
        "playground, then check again.", url=url), facts)]


def sockets_found(there: Answer) -> list[Finding]:
    """Both WebSockets of a page, where the app answers."""
    facts = {"stream": there.stream, "live": there.live}
    if not there.stream:
        return [Finding("sockets", Verdict.MIND, lazy(
            "WebSockets do not pass: pages stay empty. See docs/deploying.md for the proxy's "
            "settings."), facts)]
    if not there.live:
        return [Finding("sockets", Verdict.MIND, lazy(
            "The live connection (/live/) does not pass: everything works, but moves more "
            "slowly. See docs/deploying.md."), facts)]
    return [Finding("sockets", Verdict.GOOD, lazy("Both WebSockets of a page pass."), facts)]


def url_found(url: str) -> list[Finding]:
    """Of an address that people use, in front of whatever proxy."""
    there = asked(url)
    facts = {"url": url}
    if there.app:
        return [Finding("address", Verdict.GOOD, lazy(
            "The playground answers at {url}.", url=url), facts), *sockets_found(there)]
    if there.anything:
        return [Finding("address", Verdict.MIND, lazy(
            "Something answers at {url}, but not the playground: check the proxy and the base "
            "path.", url=url), facts)]
    return [Finding("address", Verdict.MIND, lazy(
        "Nothing answers at {url}: check the address, and that proxy and playground run.",
        url=url), facts)]


def proxy_found(environment: Mapping[str, str] = os.environ) -> Finding:
    named = sorted({name for name in environment if name.lower() in _PROXIES and environment[name]})
    facts = {"variables": named}
    if named:
        return Finding("proxy", Verdict.MIND, lazy(
            "A proxy is set here ({names}). Where browsers use one too, it must let this "
            "machine's address pass.", names=", ".join(named)), facts)
    return Finding("proxy", Verdict.GOOD, lazy("No proxy is set on this machine."), facts)


def camera_found(url: str) -> Finding:
    secure = urlsplit(url).scheme == "https"
    if secure:
        return Finding("camera", Verdict.GOOD, lazy(
            "Over HTTPS the camera works on phones and laptops."), {"https": True})
    return Finding("camera", Verdict.MIND, lazy(
        "Without HTTPS browsers give others no camera. Phones can use the file picker, which "
        "takes a photo too; or set up HTTPS as in docs/deploying.md."), {"https": False})
