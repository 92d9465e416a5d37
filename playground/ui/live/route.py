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
from starlette.websockets import WebSocketDisconnect, WebSocketState

from playground.errors import BadInput
from playground.ui.live.load import LOAD
from playground.ui.live.protocol import Update, Waiting, event_of, number, parsed

if TYPE_CHECKING:
    from starlette.websockets import WebSocket

    from playground.ui.live.following import Following

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


def route(base: str) -> WebSocketRoute:
    """Under the path that the app itself is served under: empty, or "/…"."""
    return WebSocketRoute(f"{base}/live/{{key}}", _serve)


async def _serve(socket: WebSocket) -> None:
    # The server must be up before what pages need is imported.
    from playground.ui.live.following import followed

    try:
        page = followed(socket.path_params["key"])
    except BadInput as error:
        await socket.accept()
        await socket.close(_UNKNOWN, str(error))
        return
    await socket.accept()
    await Conversation(socket, page).hold()


class Conversation:
    """Over one socket with one page: what is done and what is looked at go beside each other.

    A click would else wait while this page waits for its turn to be drawn.
    """

    def __init__(self, socket: WebSocket, page: Following[Any, Any]) -> None:
        self._socket, self._page = socket, page
        self._events = Waiting()
        self._some_event, self._painted, self._woken = (asyncio.Event() for _ in range(3))
        self._begins: int | None = None

    async def hold(self) -> None:
        """Until the browser has gone.

        A fault in a panel ends the connection, and the browser opens another: no page goes dead.
        """
        telling = asyncio.create_task(self._tell())
        try:
            async for text in self._socket.iter_text():
                await self._hear(text)
        except WebSocketDisconnect:
            pass
        finally:
            telling.cancel()

    async def _tell(self) -> None:
        try:
            # Even where nothing trains: the browser learns by it that it is heard, and on what.
            await self._socket.send_bytes(Update({}).delivery(hears=self._page.hears))
            async with asyncio.TaskGroup() as both:
                both.create_task(self._act())
                both.create_task(self._look())
        except* (WebSocketDisconnect, RuntimeError) as gone:
            if self._socket.application_state is WebSocketState.CONNECTED:
                await self._break_off(gone)
        except* Exception as fault:
            await self._break_off(fault)

    async def _break_off(self, fault: BaseException) -> None:
        _LOG.error("A page's live view broke off.", exc_info=fault)
        with contextlib.suppress(RuntimeError):
            await self._socket.close(_FAULT)

    async def _hear(self, text: str) -> None:
        said = parsed(text)
        event = event_of(said)
        if event is not None:
            self._events.put(event)
            self._some_event.set()
        elif "beat" in said:
            # At once, whatever is being drawn: it is to tell a slow server from a broken line.
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                await self._socket.send_bytes(Update({}).delivery(beat=True))
        else:
            # What was sent last is on the screen; or nothing of it, and all is to be sent.
            if "begin" in said:
                self._begins = number(said["begin"])
            self._painted.set()
            if self._begins is not None:
                self._woken.set()

    async def _act(self) -> None:
        while True:
            await self._some_event.wait()
            self._some_event.clear()
            while (event := self._events.take()) is not None:
                await self._send(await _in_lane(_of_this_server().acts, self._page.act, *event))
                # Its effect may be looked for sooner than was planned.
                self._woken.set()

    async def _look(self) -> None:
        turn: int | None = None
        looked = noticed = time.monotonic()
        while True:
            pause = self._page.pause()
            due = looked + pause
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), max(0.0, due - time.monotonic()))
            self._woken.clear()
            if self._begins is not None:
                since, self._begins = self._begins, None
                turn = await _in_lane(_of_this_server().acts, self._page.begin, since)
            now = time.monotonic()
            if now < due:
                continue
            if turn is not None and self._painted.is_set():
                # From when it was due: what a look takes must not add to the time between two.
                looked = max(due, now - pause)
                await self._send(
                    await _in_lane(_of_this_server().draws, self._page.look, turn))
                continue
            # A page that is covered paints nothing, and is open all the same.
            looked = now
            if looked - noticed > _NOTICED_EVERY:
                noticed = looked
                await _in_lane(_of_this_server().draws, self._page.is_here)

    async def _send(self, update: Update) -> None:
        if update:
            self._painted.clear()
            await self._socket.send_bytes(update.delivery())
            LOAD.sender_has_spent(time.thread_time())


async def _in_lane(lane: anyio.CapacityLimiter, work: Any, *arguments: Any) -> Any:
    return await anyio.to_thread.run_sync(work, *arguments, limiter=lane)


def _of_this_server() -> Lanes:
    global _lanes
    if _lanes is None:
        _lanes = Lanes()
    return _lanes
