"""The listening socket that Streamlit makes lacks what asyncio goes by."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import Any


def send_at_once(loop: asyncio.AbstractEventLoop) -> None:
    """Have the connections of each server that `loop` opens from now on send what they have.

    asyncio sees to that where it makes the listening socket, and overlooks one that was made
    without a protocol's number, as Streamlit's is (uvicorn issue 3149). Then the second of two
    writes waits until the browser has acknowledged the first, which it puts off for 40 ms: the
    body of every response on a connection that is kept, and the second of two updates.
    """
    open_server = loop.create_server

    async def create_server(*args: Any, sock: socket.socket | None = None, **named: Any) -> Any:
        if sock is not None and sock.family in (socket.AF_INET, socket.AF_INET6):
            # Inherited by each connection that is accepted.
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await open_server(*args, sock=sock, **named)

    # A loop written in C takes no attribute; uvloop goes by the family and needs none.
    with contextlib.suppress(AttributeError):
        loop.create_server = create_server  # type: ignore[method-assign]
