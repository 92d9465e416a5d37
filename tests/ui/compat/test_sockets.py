"""A connection to the server sends what it has at once."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

from streamlit.web.server.starlette import starlette_server

from playground.ui import compat


async def accepted_without_delay(prepare: Callable[[asyncio.AbstractEventLoop], None]) -> bool:
    """Whether a connection to a socket bound as Streamlit binds its own sends at once."""
    loop = asyncio.get_running_loop()
    prepare(loop)
    seen: asyncio.Future[bool] = loop.create_future()

    class Told(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            connection = transport.get_extra_info("socket")
            seen.set_result(bool(
                connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))

    bound = starlette_server._bind_socket("127.0.0.1", 0, 5)
    server = await loop.create_server(Told, sock=bound)
    with socket.create_connection(bound.getsockname()):
        answer = await seen
    server.close()
    return answer


def test_a_connection_of_the_servers_sends_at_once() -> None:
    assert asyncio.run(accepted_without_delay(compat.send_at_once))


def test_streamlits_own_socket_still_needs_it() -> None:
    assert not asyncio.run(accepted_without_delay(lambda loop: None)), (
        "connections send at once by themselves: compat.send_at_once can go")


def test_a_loop_that_takes_no_attribute_is_left_alone() -> None:
    class Loop:
        __slots__ = ()

        def create_server(self) -> None:
            """As a loop written in C has it."""

    loop: Any = Loop()
    compat.send_at_once(loop)
    assert loop.create_server() is None
