"""The app behind nginx as docs/deploying.md sets it up: TLS, a base path, WebSockets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from benchmarks.app_server import free_port
from tests.browser.playing import press, ready, trains_past
from tests.proxying import certificate, nginx, site

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Chromium, Server, StartServer

BELOW = "playground"
LIVE_IS_REFUSED = f"location /{BELOW}/live/ {{ return 403; }}"


@pytest.fixture(scope="module")
def behind(start_server: StartServer) -> Server:
    return start_server("app.py", PLAYGROUND_MAX_RUNS="2", STREAMLIT_SERVER_BASE_URL_PATH=BELOW)


@pytest.fixture(scope="module")
def proxies(
    behind: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """Addresses of the app behind nginx: as documented, and where it refuses `/live/`."""
    folder = tmp_path_factory.mktemp("nginx")
    documented = site("nginx.conf", {
        "http://127.0.0.1:8501": f"http://127.0.0.1:{urlsplit(behind.url).port}",
        "playground.example.org;": "127.0.0.1;",
        "/etc/ssl/playground": str(certificate(folder)),
    })
    ports = free_port(), free_port()
    # One `map` serves both.
    above, server = documented.split("server {", 1)
    sites = ["server {" + server.replace("443 ssl", f"127.0.0.1:{port} ssl") for port in ports]
    sites[1] = sites[1].replace("location = ", f"{LIVE_IS_REFUSED}\n    location = ", 1)
    first, second = (f"https://127.0.0.1:{port}/{BELOW}" for port in ports)
    health = (f"{one}/_stcore/health" for one in (first, second))
    with nginx(folder, "\n".join([above, *sites]), *health):
        yield first, second


@pytest.fixture(scope="module")
def trusting(chromium: Chromium) -> Iterator[BrowserContext]:
    """A browser that takes a certificate of one's own making."""
    browser = chromium.launch()
    context = browser.new_context(ignore_https_errors=True)
    context.set_default_timeout(120_000)
    yield context
    browser.close()


def opened(context: BrowserContext, url: str) -> tuple[Page, list[str]]:
    """A page, and the paths of the WebSockets that said something to it."""
    page, heard = context.new_page(), list[str]()
    page.on("websocket", lambda socket: socket.on(
        "framereceived", lambda _: heard.append(urlsplit(socket.url).path)))
    page.goto(url)
    return ready(page), heard


def test_below_a_base_path_and_behind_tls_the_page_trains_over_both_of_its_connections(
    proxies: tuple[str, str], trusting: BrowserContext
) -> None:
    page, heard = opened(trusting, proxies[0])
    press(page, "Play")
    trains_past(page, 5)
    assert page.evaluate("isSecureContext"), "the camera asks for that"
    assert f"/{BELOW}/_stcore/stream" in heard
    assert any(path.startswith(f"/{BELOW}/live/") for path in heard)
    page.close()


def test_behind_a_proxy_that_refuses_the_live_connection_it_trains_over_streamlits(
    proxies: tuple[str, str], trusting: BrowserContext
) -> None:
    page, heard = opened(trusting, proxies[1])
    press(page, "Play")
    trains_past(page, 5)
    assert set(heard) == {f"/{BELOW}/_stcore/stream"}
    page.close()
