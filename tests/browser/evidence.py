"""What a failing test's report says of its pages and servers.

Whoever reads it often has the report alone, and cannot make the test fail again.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, WebSocket

    from tests.browser.conftest import Server

Section = tuple[str, str]
TEXT = 1500
LOG = 3000
EVENTS = 80
# Milliseconds: a page that hangs is to be told of, not waited for.
LOOKS = 5000
STATES = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return [
    `ready state: ${document.readyState}, visible: ${document.visibilityState}`,
    `script: ${app?.dataset.testScriptState}, connection: ${app?.dataset.testConnectionState}`,
    `focus: ${document.activeElement?.outerHTML.slice(0, 200)}`,
    ...[...document.querySelectorAll(
      '[role="alert"], [data-testid="stToast"], [data-testid="stException"],' +
      '[data-testid="stDownloadButtonError"], [role="dialog"], [data-testid="stPopoverBody"]'
    )].map(one => `${one.dataset.testid ?? one.role}: ${one.innerText.slice(0, 300)}`),
  ].join('\\n');
}"""


class Evidence:
    """Listens to pages from their first moment; reads them once a test has failed."""

    def __init__(self) -> None:
        self._servers: list[Server] = []
        self._pages: dict[Page, deque[str]] = {}
        self._begun = time.monotonic()

    def of_server(self, server: Server) -> None:
        self._servers.append(server)

    def without(self, servers: list[Server]) -> None:
        """Those that are no longer needed."""
        self._servers = [one for one in self._servers if one not in servers]

    def of_browser(self, browser: Browser) -> None:
        browser.on("context", self.of_context)

    def of_context(self, context: BrowserContext) -> None:
        context.on("page", self._of_page)

    def _of_page(self, page: Page) -> None:
        events: deque[str] = deque(maxlen=EVENTS)
        self._pages[page] = events

        def note(what: str) -> None:
            events.append(f"{time.monotonic() - self._begun:8.2f} s  {what[:500]}")

        def console(message: ConsoleMessage) -> None:
            note(f"console {message.type}: {message.text}")

        def socket(opened: WebSocket) -> None:
            note(f"websocket opened: {opened.url}")
            opened.on("close", lambda it: note(f"websocket closed: {it.url}"))
            opened.on("socketerror", lambda error: note(f"websocket error: {error}"))

        page.on("console", console)
        page.on("websocket", socket)
        page.on("pageerror", lambda error: note(f"page error: {error}"))
        page.on("crash", lambda _: note("the page crashed"))
        page.on("framenavigated", lambda frame: note(f"at {frame.url}"))
        page.on("download", lambda file: note(f"download begun: {file.suggested_filename}"))
        page.on("requestfailed", lambda it: note(f"request failed: {it.url} {it.failure}"))
        page.on("response", lambda it: note(f"answered {it.status}: {it.url}")
                if it.status >= 400 else None)
        page.on("close", lambda it: self._pages.pop(it, None))

    def sections(self) -> Iterator[Section]:
        now = f"now {time.monotonic() - self._begun:.2f} s"
        for number, (page, events) in enumerate(list(self._pages.items()), 1):
            yield f"page {number}", "\n".join((page.url, *_of(page), *events, now))
        for server in self._servers:
            ended = server.process.poll()
            state = "runs" if ended is None else f"ended with {ended}"
            yield f"server {server.url} {state}", server.log[-LOG:] or "(wrote nothing)"


def _of(page: Page) -> Iterator[str]:
    for look in (_states, _text):
        yield _tried(look, page)


def _states(page: Page) -> str:
    # A wait, since it has a timeout: `evaluate` waits for a hanging page without end.
    return str(page.wait_for_function(STATES, timeout=LOOKS).json_value())


def _text(page: Page) -> str:
    return page.locator("body").inner_text(timeout=LOOKS)[:TEXT]


def _tried(look: Callable[[Page], str], page: Page) -> str:
    try:
        return look(page)
    except Exception as error:  # whatever it is: the report of the failure itself must not be lost
        return f"({look.__name__} could not be read: {str(error).splitlines()[0]})"
