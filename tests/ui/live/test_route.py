"""The page's own connection, over a real socket."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from playground.ui.live import following
from playground.ui.live import route as live_route
from playground.ui.live.protocol import Update, event_of, parsed


class Page:
    """Sends its count at every look; keeps what it hears."""

    def __init__(self) -> None:
        self.looks = 0
        self.fault_at = self.begun = self.noticed = 0
        self.heard: list[tuple[str, str, Any]] = []

    hears = ("layers",)

    def begin(self, since: int) -> int:
        assert since == 5
        self.begun += 1
        return self.begun

    def is_here(self) -> None:
        self.noticed += 1

    def pause(self) -> float:
        return 0.01

    def look(self, turn: int) -> Update:
        assert turn == self.begun
        self.looks += 1
        if self.looks == self.fault_at:
            raise ZeroDivisionError
        return Update({"words": str(self.looks).encode()}, page=self.looks == 2)

    def act(self, place: str, name: str, value: Any) -> Update:
        self.heard.append((place, name, value))
        return Update({"answer": b"yes"})


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    made = Page()
    known = following.followed

    def found(key: str) -> Any:
        return made if key == "known" else known(key)

    monkeypatch.setattr(following, "followed", found)
    # An event loop of its own for each test's server.
    monkeypatch.setattr(live_route, "_lanes", None)
    return made


@pytest.fixture
def server(page: Page) -> Iterator[uvicorn.Server]:
    made = uvicorn.Server(uvicorn.Config(
        Starlette(routes=[live_route.route("/under")]), port=0, log_level="critical"))
    thread = threading.Thread(target=made.run)
    thread.start()
    while not made.started:
        time.sleep(0.01)
    yield made
    made.should_exit = True
    thread.join()


@pytest.fixture
def address(server: uvicorn.Server) -> str:
    port = server.servers[0].sockets[0].getsockname()[1]
    return f"ws://127.0.0.1:{port}/under/live/"


def begun(socket: Any) -> None:
    """The first message only says that the page is heard; it says that it is, too."""
    header, body = received(socket)
    assert (header["places"], header["page"], header["hears"], body) == (
        [], False, ["layers"], b"")
    socket.send(json.dumps({"begin": 5}))


def received(socket: Any) -> tuple[dict[str, Any], bytes]:
    message = socket.recv(timeout=60)
    length = int.from_bytes(message[:4], "little")
    return json.loads(message[4 : 4 + length]), message[4 + length :]


def test_the_next_look_waits_until_the_last_is_on_the_screen(address: str, page: Page) -> None:
    with connect(address + "known") as socket:
        begun(socket)
        header, body = received(socket)
        assert (header["places"], header["page"], body) == (["words"], False, b"1")
        time.sleep(0.2)
        assert page.looks == 1
        socket.send("{}")
        header, body = received(socket)
        assert (header["page"], body) == (True, b"2")


def test_an_event_is_answered_though_the_screen_is_behind(address: str, page: Page) -> None:
    with connect(address + "known") as socket:
        begun(socket)
        received(socket)
        socket.send(json.dumps({"place": "layers", "name": "click", "value": "dense"}))
        assert received(socket)[1] == b"yes"
    assert page.heard == [("layers", "click", "dense")]


def test_of_a_knobs_values_that_wait_the_last_counts(address: str, page: Page) -> None:
    with connect(address + "known") as socket:
        begun(socket)
        received(socket)
        for value in range(50):
            socket.send(json.dumps({"place": "knob", "name": "edit", "value": value}))
        until = time.monotonic() + 60
        while (not page.heard or page.heard[-1][2] != 49) and time.monotonic() < until:
            time.sleep(0.01)
    assert page.heard[-1] == ("knob", "edit", 49)


@pytest.mark.parametrize("text", [
    "", "not json", "[1]", "7", '{"place": 1, "name": "x"}', '{"place": "x"}', "[" * 3000,
    json.dumps({"place": "x" * 5000, "name": "y"}),
])
def test_what_is_no_event_is_taken_for_none(text: str) -> None:
    assert event_of(parsed(text)) is None


def test_rubbish_does_not_end_the_connection(address: str, page: Page) -> None:
    with connect(address + "known") as socket:
        begun(socket)
        received(socket)
        socket.send("[" * 3000)
        assert received(socket)[1] == b"2"


def test_an_unknown_key_is_told_so(address: str) -> None:
    with connect(address + "made-up") as socket:
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=60)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4404
        assert "load it again" in closed.value.rcvd.reason


def test_a_connection_that_is_closed_ends_the_looks(
    address: str, page: Page, server: uvicorn.Server
) -> None:
    with connect(address + "known") as socket:
        begun(socket)
        received(socket)
        socket.send("{}")
    # The look that it was at comes to its end, and with it what answers this connection.
    until = time.monotonic() + 60
    while server.server_state.tasks and time.monotonic() < until:
        time.sleep(0.01)
    assert not server.server_state.tasks
    before = page.looks
    time.sleep(0.2)
    assert page.looks == before


def test_a_fault_in_a_panel_closes_the_connection_and_the_next_one_works(
    address: str, page: Page
) -> None:
    page.fault_at = 1
    with connect(address + "known") as socket:
        begun(socket)
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=60)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1011
    with connect(address + "known") as socket:
        begun(socket)
        assert received(socket)[1] == b"2"


def test_a_page_that_paints_nothing_is_still_noticed(
    address: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_route, "_NOTICED_EVERY", 0.02)
    with connect(address + "known") as socket:
        begun(socket)
        received(socket)
        until = time.monotonic() + 60
        while page.noticed < 3 and time.monotonic() < until:
            time.sleep(0.01)
    assert page.noticed >= 3
    assert page.looks == 1


def test_nothing_is_sent_before_the_page_says_that_it_hears(address: str, page: Page) -> None:
    """A proxy may take what the server says and never pass it on."""
    with connect(address + "known") as socket:
        socket.recv(timeout=60)
        time.sleep(0.2)
        assert (page.looks, page.begun) == (0, 0)
        socket.send(json.dumps({"begin": 5}))
        assert received(socket)[1] == b"1"


def test_a_beat_is_answered_while_a_picture_is_drawn(address: str, page: Page) -> None:
    drawn = threading.Event()
    page.look = lambda turn: drawn.wait(180) and Update({})  # type: ignore[method-assign]
    with connect(address + "known") as socket:
        begun(socket)
        socket.send(json.dumps({"beat": True}))
        header, _ = received(socket)
        assert header["beat"]
        assert not drawn.is_set()
        drawn.set()


def test_a_click_does_not_wait_for_another_pages_picture(
    address: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, drawing, drawn = Page(), threading.Event(), threading.Event()

    def slow(turn: int) -> Update:
        drawing.set()
        drawn.wait(180)
        return Update({})

    other.look = slow  # type: ignore[method-assign]
    monkeypatch.setattr(following, "followed", lambda key: other if key == "other" else page)
    with connect(address + "other") as slow_one, connect(address + "known") as socket:
        begun(slow_one)
        assert drawing.wait(180)
        begun(socket)
        socket.send(json.dumps({"place": "layers", "name": "click", "value": "dense"}))
        assert received(socket)[1] == b"yes"
        assert not drawn.is_set()
        drawn.set()
