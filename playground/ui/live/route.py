"""The server's end of each page's own connection: `/live/{key}`, a WebSocket.

What is said over it stands in docs/live-protocol.md. The key is known to the page that it was made
for and to nobody else.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from typing import TYPE_CHECKING, Any

import anyio
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocketDisconnect

from playground.errors import BadInput
from playground.ui.live.protocol import Event, Update, Waiting, event_of, parsed

if TYPE_CHECKING:
    from starlette.websockets import WebSocket

    from playground.ui.live.follower import Follower

_LOG = logging.getLogger(__name__)
_UNKNOWN, _FAULT = 4404, 1011
_NOTICED_EVERY = 10.0  # seconds


class Lanes:
    """How much is done at a time, for all pages together."""

    def __init__(self) -> None:
        # One picture is made at a time, for whomever: the training beside it needs the interpreter.
        self.draws = anyio.CapacityLimiter(1)
        # What somebody does goes before what others look at, and before what another one does.
        self.acts = anyio.CapacityLimiter(4)


# Made within the server's event loop.
_lanes: Lanes | None = None


class Heard:
    """What has come over one connection and waits for its turn."""

    def __init__(self) -> None:
        self._events = Waiting()
        self._some = asyncio.Event()
        self.painted = asyncio.Event()
        self.begin = False

    def put(self, event: Event) -> None:
        self._events.put(event)
        self._some.set()

    def on_the_screen(self, *, begin: bool) -> None:
        """What was sent last is; or nothing of it, and all is to be sent: `begin`."""
        self.begin |= begin
        self.painted.set()
        self._some.set()

    async def next(self, seconds: float) -> Event | None:
        """The oldest event; None where there is none within that time, or a screen is ready."""
        event = self._events.take()
        if event is not None:
            return event
        self._some.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._some.wait(), max(0.0, seconds))
        return self._events.take()


def route(base: str) -> WebSocketRoute:
    """Under the path that the app itself is served under: empty, or "/…"."""
    return WebSocketRoute(f"{base}/live/{{key}}", _serve)


async def _serve(socket: WebSocket) -> None:
    # The server must be up before what pages need is imported.
    from playground.ui.live.follower import follower

    try:
        page = follower(socket.path_params["key"])
    except BadInput as error:
        await socket.accept()
        await socket.close(_UNKNOWN, str(error))
        return
    await socket.accept()
    heard = Heard()
    telling = asyncio.create_task(_tell_or_close(socket, page, heard))
    try:
        async for text in socket.iter_text():
            await _hear(socket, heard, text)
    except WebSocketDisconnect:
        pass
    finally:
        telling.cancel()


async def _hear(socket: WebSocket, heard: Heard, text: str) -> None:
    said = parsed(text)
    event = event_of(said)
    if event is not None:
        heard.put(event)
    elif "beat" in said:
        # At once, whatever is being drawn: it is to tell a slow server from a broken line.
        with contextlib.suppress(RuntimeError):
            await socket.send_bytes(Update({}).delivery(beat=True))
    else:
        heard.on_the_screen(begin="begin" in said)


async def _tell_or_close(socket: WebSocket, page: Follower, heard: Heard) -> None:
    """A fault in a panel ends the connection, and the browser opens another: no page goes dead."""
    try:
        await _tell(socket, page, heard)
    except WebSocketDisconnect:
        pass
    except Exception:
        _LOG.exception("A page's live view broke off.")
        await socket.close(_FAULT)


async def _tell(socket: WebSocket, page: Follower, heard: Heard) -> None:
    # Even where nothing trains: the browser learns by it that it is heard, and what it may say.
    await socket.send_bytes(Update({}).delivery(hears=page.hears))
    turn: int | None = None
    looked = noticed = time.monotonic()
    while True:
        pause = page.pause()
        due = looked + pause
        event = await heard.next(due - time.monotonic())
        if heard.begin:
            heard.begin = False
            turn = await _acting(page.begin)
        now = time.monotonic()
        if event is not None:
            update: Update = await _acting(page.act, *event)
        elif now < due:
            continue
        elif turn is not None and heard.painted.is_set():
            # From when it was due: what a look takes must not add to the time between two.
            looked = max(due, now - pause)
            update = await _drawing(page.look, turn)
        else:
            # A page that is covered paints nothing, and is open all the same.
            looked = now
            if looked - noticed > _NOTICED_EVERY:
                noticed = looked
                await _drawing(page.is_here)
            continue
        if update:
            heard.painted.clear()
            await socket.send_bytes(update.delivery())


async def _acting(work: Any, *arguments: Any) -> Any:
    return await anyio.to_thread.run_sync(work, *arguments, limiter=_of_this_server().acts)


async def _drawing(work: Any, *arguments: Any) -> Any:
    return await anyio.to_thread.run_sync(work, *arguments, limiter=_of_this_server().draws)


def _of_this_server() -> Lanes:
    global _lanes
    if _lanes is None:
        _lanes = Lanes()
    return _lanes
