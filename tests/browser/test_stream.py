"""A page whose connection to Streamlit does not come up, or is lost, says so and takes it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import tabs
from tests.browser.playing import once, settled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route, WebSocketRoute

    from tests.browser.conftest import Chromium, OpenPage, Server

UNREACHED = "The page cannot reach its server"
UNANSWERED = "The server has not answered for a while"
LOST = "The connection to the server is lost; the page tries again by itself."
DIALOG = '[role="dialog"]'


@dataclass
class Way:
    """Between the browser and the server.

    `silent`: it opens, and what would come over it is held. `blocked`: what is on it lets nothing
    through. `cut_at`: with the answer of that number it is blocked.
    """

    blocked: bool = False
    cut_at: int = 0
    silent: bool = False
    pings: int = 0
    asked: int = 0
    heard: int = 0
    sockets: list[WebSocketRoute] = field(default_factory=list)
    held: list[tuple[WebSocketRoute, str | bytes]] = field(default_factory=list)
    deaf: list[WebSocketRoute] = field(default_factory=list)

    def lay(self, page: Page) -> None:
        page.route_web_socket("**/*", self._socket)
        page.route("**/_stcore/health", self._ping)
        page.route("**/_stcore/host-config", self._ping)

    def block(self) -> None:
        self.blocked = True
        for socket in self.sockets:
            socket.close()
        self.sockets.clear()

    def _socket(self, socket: WebSocketRoute) -> None:
        if self.blocked:
            socket.close()
        else:
            server = socket.connect_to_server()
            server.on_message(lambda said: self._answer(socket, said))
            socket.on_message(lambda said: self._ask(server, said))
            self.sockets.append(socket)

    def _answer(self, socket: WebSocketRoute, said: str | bytes) -> None:
        if socket in self.deaf:
            return
        if self.silent:
            self.held.append((socket, said))
        else:
            self.heard += 1
            if self.heard == self.cut_at:
                self.block()
            else:
                socket.send(said)

    def answer(self) -> None:
        """What was held comes in its order, and what follows at once."""
        while self.held:
            socket, said = self.held.pop(0)
            socket.send(said)
        self.silent = False

    def answer_new_ones(self) -> None:
        """What is open stays silent: without what was held, what follows would make no sense."""
        self.deaf += self.sockets
        self.silent = False

    def _ask(self, server: WebSocketRoute, said: str | bytes) -> None:
        self.asked += 1
        server.send(said)

    def until_asked(self, page: Page) -> None:
        """Until the page has said something."""
        assert once(page, lambda: self.asked, bool)

    def _ping(self, route: Route) -> None:
        self.pings += 1
        route.abort() if self.blocked else route.continue_()


@pytest.fixture
def way() -> Way:
    return Way()


@pytest.fixture(scope="module")
def browser(chromium: Chromium) -> Iterator[Browser]:
    launched = chromium.launch()
    yield launched
    launched.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Tabs of the test's own: a clock is that of a whole context, and stays in it for good."""
    context = browser.new_context()
    yield from tabs(context)
    context.close()


@pytest.fixture
def page(open_page: OpenPage, way: Way) -> Page:
    opened = open_page("about:blank")
    # Ten seconds are not waited for.
    opened.clock.install()
    way.lay(opened)
    return opened


def test_a_page_without_any_socket_says_so_until_it_has_one(
    server: Server, page: Page, way: Way
) -> None:
    way.blocked = True
    # It stands: however long the page takes to load, the ten seconds have not passed.
    page.clock.pause_at(datetime.now() + timedelta(hours=1))
    # The pages of Streamlit's are answered over HTTP; nothing but its pings is.
    page.goto(f"{server.url}/Game")
    assert page.get_by_text(UNREACHED).count() == 0
    page.clock.fast_forward(10_000)
    page.get_by_text(UNREACHED).wait_for()
    way.blocked = False
    page.clock.resume()
    page.clock.fast_forward(60_000)
    page.wait_for_selector(".st-key-game")
    expect(page.get_by_text(UNREACHED)).to_have_count(0)


def drawn(page: Page, way: Way) -> None:
    """Until the page waits for no answer: what the tab holds was asked for, and has come.

    What the browser's tab holds is told once the page is there, and the page runs again: only
    where nothing more was said or heard meanwhile, it has settled. Its last word by itself is that
    it has no camera, and the answer to that is a sentence.
    """
    page.wait_for_selector(".th-round")
    page.wait_for_selector(".st-key-camera-box .th-note")
    assert once(page, lambda: way.asked, lambda count: count >= 2)

    def quiet() -> bool:
        before = way.asked, way.heard
        settled(page)
        page.wait_for_timeout(200)
        return way.heard > 0 and before == (way.asked, way.heard)

    assert once(page, quiet, bool)


def test_a_page_that_comes_up_never_says_it(server: Server, page: Page, way: Way) -> None:
    page.goto(f"{server.url}/Game")
    drawn(page, way)
    page.clock.fast_forward(60_000)
    assert page.locator(".pg-stream").count() == 0


def test_a_stream_that_is_accepted_and_never_answered_is_noticed(
    server: Server, page: Page, way: Way
) -> None:
    way.silent = True
    # It stands, as above: however long the machine takes, of its fifteen seconds none has passed.
    page.clock.pause_at(datetime.now() + timedelta(hours=1))
    page.goto(f"{server.url}/Game")

    def asks() -> bool:
        # Streamlit tries several addresses, a moment apart.
        page.clock.fast_forward(100)
        return way.asked > 0

    assert once(page, asks, bool)
    page.clock.fast_forward(14_000)
    assert page.locator(".pg-stream").count() == 0
    page.clock.fast_forward(2_000)
    page.get_by_text(UNANSWERED).wait_for()
    page.clock.resume()
    way.answer_new_ones()
    page.reload()
    page.wait_for_selector(".st-key-game")
    expect(page.locator(".pg-stream")).to_have_count(0)


def test_a_stream_that_falls_silent_is_noticed_at_the_next_click_until_it_answers(
    server: Server, page: Page, way: Way
) -> None:
    page.goto(f"{server.url}/Game")
    drawn(page, way)
    way.silent = True
    page.clock.fast_forward(60_000)
    assert page.locator(".pg-stream").count() == 0
    way.asked = 0
    page.get_by_role("link", name="Try a hand").click()
    way.until_asked(page)
    page.clock.fast_forward(16_000)
    page.get_by_text(UNANSWERED).wait_for()
    way.answer()
    page.get_by_text(UNANSWERED).wait_for(state="detached")
    page.wait_for_url("**/Try_a_hand")


def _passes(page: Page, done: Callable[[], bool]) -> None:
    """Half-minutes of the page's own time, until it is `done`."""
    def one() -> bool:
        page.clock.fast_forward(30_000)
        page.wait_for_timeout(100)
        return done()

    assert once(page, one, bool)


def test_a_lost_connection_is_one_sentence_of_ours_until_it_is_back(
    server: Server, page: Page, way: Way
) -> None:
    page.goto(f"{server.url}/Game")
    drawn(page, way)
    way.block()
    before = way.pings
    # Streamlit's own dialog would come with the sixth try.
    _passes(page, lambda: way.pings >= before + 2 * 9)
    page.get_by_text(LOST).wait_for()
    assert page.locator(DIALOG).count() == 0
    assert page.get_by_text("streamlit run").count() == 0
    way.blocked = False
    _passes(page, lambda: not page.get_by_text(LOST).count())
    page.wait_for_selector(".st-key-game")


def test_a_page_that_was_cut_off_before_it_was_drawn_comes_back_as_itself(
    server: Server, page: Page, way: Way
) -> None:
    way.cut_at = 2
    page.goto(f"{server.url}/Game")
    assert once(page, lambda: way.blocked, bool)
    before = way.pings
    _passes(page, lambda: way.pings > before)
    way.blocked = False
    _passes(page, lambda: page.locator(".th-round").count() > 0)


def test_an_address_without_a_page_is_told_in_a_sentence(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/nothing-here")
    page.get_by_text("There is no page at this address; this is the first page.").wait_for()
    assert page.locator(DIALOG).count() == 0
