"""The server's end of each page's own connection: `/live/{key}`, a WebSocket.

To the browser: messages as `message.packed` makes them, one after another as soon as the last one
is on the screen. From the browser: `{}` when it is, and events as `{place, name, value}`, in JSON.
The key is known to the page that it was made for and to nobody else.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections import deque
from typing import TYPE_CHECKING, Any

import anyio
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocketDisconnect

from playground.errors import BadInput
from playground.ui.live.message import packed

if TYPE_CHECKING:
    from starlette.websockets import WebSocket

    from playground.ui.live.follower import Follower, Update

_LOG = logging.getLogger(__name__)
_UNKNOWN, _FAULT = 4404, 1011
_LONGEST = 4096
_MOST_WAITING = 64
_NOTICED_EVERY = 10.0  # seconds
# One picture is made at a time, for whomever: the training beside it needs the interpreter.
_limiter: anyio.CapacityLimiter | None = None


Event = tuple[str, str, Any]


class Heard:
    """Events that wait for their turn; of several from one place, as a dragged knob, the last."""

    def __init__(self) -> None:
        self._waiting: deque[Event] = deque(maxlen=_MOST_WAITING)
        self._some = asyncio.Event()

    def put(self, event: Event) -> None:
        if self._waiting and self._waiting[-1][:2] == event[:2]:
            self._waiting.pop()
        self._waiting.append(event)
        self._some.set()

    async def next(self, seconds: float) -> Event | None:
        """The oldest; None where there is none within that time."""
        if not self._waiting:
            self._some.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._some.wait(), max(0.0, seconds))
        return self._waiting.popleft() if self._waiting else None


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
    events = Heard()
    painted = asyncio.Event()
    painted.set()
    telling = asyncio.create_task(_tell_or_close(socket, page, events, painted))
    try:
        async for text in socket.iter_text():
            event = checked(text)
            if event is None:
                painted.set()
            else:
                events.put(event)
    except WebSocketDisconnect:
        pass
    finally:
        telling.cancel()


async def _tell_or_close(socket: WebSocket, *conversation: Any) -> None:
    """A fault in a panel ends the connection, and the browser opens another: no page goes dead."""
    try:
        await _tell(socket, *conversation)
    except WebSocketDisconnect:
        pass
    except Exception:
        _LOG.exception("A page's live view broke off.")
        await socket.close(_FAULT)


async def _tell(
    socket: WebSocket, page: Follower, events: Heard, painted: asyncio.Event
) -> None:
    page.begin()
    # Even where nothing trains: the browser learns by it what it may say.
    await socket.send_bytes(packed({"places": [], "page": False, "hears": page.hears}))
    looked = noticed = time.monotonic()
    while True:
        pause = page.pause()
        due = looked + pause
        event = await events.next(due - time.monotonic())
        if event is not None:
            update: Update = await _in_thread(page.act, *event)
        elif painted.is_set():
            # From when it was due: what a look takes must not add to the time between two.
            looked = max(due, time.monotonic() - pause)
            update = await _in_thread(page.look)
        else:
            # A page that is covered paints nothing, and is open all the same.
            looked = time.monotonic()
            if looked - noticed > _NOTICED_EVERY:
                noticed = looked
                await _in_thread(page.is_here)
            continue
        if update.messages or update.page:
            painted.clear()
            await socket.send_bytes(packed(
                {"places": list(update.messages), "page": update.page},
                *update.messages.values()))


async def _in_thread(work: Any, *arguments: Any) -> Any:
    global _limiter
    if _limiter is None:
        _limiter = anyio.CapacityLimiter(1)
    return await anyio.to_thread.run_sync(work, *arguments, limiter=_limiter)


def checked(text: str) -> Event | None:
    """Place, name and value of an event; None for what is none."""
    if len(text) > _LONGEST:
        return None
    try:
        event = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(event, dict):
        return None
    place, name = event.get("place"), event.get("name")
    if not (isinstance(place, str) and isinstance(name, str)):
        return None
    return place, name, event.get("value")
