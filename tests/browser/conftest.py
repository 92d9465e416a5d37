"""A real Chromium before a real `streamlit run`, for what only a browser can show."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from benchmarks.app_server import end, free_port, interrupt
from benchmarks.app_server import start as start_streamlit
from tests.browser.demo_page import DEMO
from tests.browser.evidence import Evidence

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, BrowserType, Page

CHECKOUT = Path(__file__).resolve().parents[2]
# Seconds: what waits for something waits no longer than it has to, also on a busy machine.
STARTS_WITHIN = 120
ANSWERS_WITHIN = 120
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)

EVIDENCE = Evidence()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """To a test that failed: what its pages show, what they and the servers have told."""
    report = yield
    # At the teardown the pages are closed already.
    if report.failed and call.when != "teardown":
        report.sections += EVIDENCE.sections()
    return report


@dataclass(frozen=True)
class Server:
    """A running `streamlit run`. `url` ends without a slash; `log` is all that it wrote."""

    url: str
    process: subprocess.Popen[bytes]
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8", errors="replace")


@dataclass(frozen=True)
class Chromium:
    type: BrowserType
    program: str

    def launch(self, *flags: str) -> Browser:
        """Another one, with more flags."""
        launched = self.type.launch(executable_path=self.program, args=[*FLAGS, *flags])
        EVIDENCE.of_browser(launched)
        return launched


StartServer = Callable[..., Server]
OpenPage = Callable[..., "Page"]


@pytest.fixture(scope="package")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartServer]:
    """As `start_server`, for those that all files share."""
    pytest.importorskip("playwright", reason="needs playwright: see requirements-dev.txt")
    started: list[Server] = []

    def start(script: str, port: int | None = None, **environment: str) -> Server:
        if port is None:
            port = free_port()
        log_file = tmp_path_factory.mktemp("server") / "log.txt"
        with log_file.open("wb") as log:
            process = start_streamlit(script, port, log, environment)
        below = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
        address = f"http://127.0.0.1:{port}/{below}".rstrip("/")
        server = Server(address, process, log_file)
        started.append(server)
        EVIDENCE.of_server(server)
        wait_for(server)
        return server

    yield start
    # All of them before the first is waited for: each takes a second or two to end.
    for server in started:
        interrupt(server.process)
    for server in started:
        end(server.process)


@pytest.fixture(scope="module")
def start_server(servers: StartServer) -> Iterator[StartServer]:
    """`start_server(script, port=None, **environment)`: a fresh server each time.

    They are stopped after the file's tests, which are to leave the machine to the next; on a `port`
    given, one may follow another that was killed.
    """
    own: list[Server] = []

    def start(script: str, port: int | None = None, **environment: str) -> Server:
        own.append(servers(script, port, **environment))
        return own[-1]

    yield start
    EVIDENCE.without(own)
    for server in own:
        interrupt(server.process)


@pytest.fixture(scope="package")
def server(servers: StartServer) -> Server:
    """The app, one server for all tests that need no fresh one.

    With places for the runs that a failed test has left behind: else those after it would wait. No
    run outlives its page for long: it would take the cores from the tests after it. But as long as
    a page may take that is loaded again: it is to find its run, and its owner's pictures.
    """
    return servers("app.py", PLAYGROUND_MAX_RUNS="4", PLAYGROUND_GRACE_SECONDS=str(ANSWERS_WITHIN))


@pytest.fixture(scope="package")
def demo(servers: StartServer) -> Server:
    """The page of all components."""
    return servers(DEMO)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Chromium]:
    """One driver for this folder, no longer: with it, `asyncio.run` is refused in this thread."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    program = os.environ.get("PLAYGROUND_CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.skip("needs Chromium: apt-get install chromium, or set PLAYGROUND_CHROMIUM")
    playwright.expect.set_options(timeout=ANSWERS_WITHIN * 1000)
    with playwright.sync_playwright() as driver:
        yield Chromium(driver.chromium, program)


@pytest.fixture(scope="package")
def context(
    chromium: Chromium, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """With a profile on the disk: there Chromium keeps compiled scripts, and tabs load quicker."""
    opened = chromium.type.launch_persistent_context(
        tmp_path_factory.mktemp("profile"), executable_path=chromium.program, args=list(FLAGS),
        permissions=["clipboard-read", "clipboard-write"])
    EVIDENCE.of_context(opened)
    yield opened
    opened.close()


def tabs(context: BrowserContext) -> Iterator[OpenPage]:
    """`open_page(url, width=1440, height=900, scheme="light", scale=1)`: a new tab.

    A tab has its own session on the server and its own `sessionStorage`, as another visitor has.
    The test fails where a script of the page threw.
    """
    pages: list[Page] = []
    errors: list[str] = []

    def opened(
        url: str, width: int = 1440, height: int = 900,
        scheme: Literal["light", "dark"] = "light", scale: float = 1,
    ) -> Page:
        page = context.new_page()
        pages.append(page)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.set_default_timeout(ANSWERS_WITHIN * 1000)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        if scale != 1:
            context.new_cdp_session(page).send("Emulation.setDeviceMetricsOverride", {
                "width": width, "height": height, "deviceScaleFactor": scale, "mobile": False})
        page.goto(url)
        return page

    yield opened
    for page in pages:
        page.close()
    assert errors == []


open_page = pytest.fixture(tabs, name="open_page")
# For a page that the tests of a file share: loading it takes longer than most of them.
open_shared_page = pytest.fixture(tabs, name="open_shared_page", scope="module")


def wait_for(server: Server) -> None:
    """Until it answers; fails with what it wrote."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        if server.process.poll() is not None:
            pytest.fail(f"The server ended:\n{server.log}")
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"The server did not answer within {STARTS_WITHIN} s:\n{server.log}")
