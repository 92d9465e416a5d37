from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import types
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest
from streamlit.web.server.starlette import starlette_server

from playground.ui import compat


@pytest.fixture
def sessions_cleared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each entry is one call of a stand-in for `keras.backend.clear_session`."""
    calls: list[str] = []
    keras = types.ModuleType("keras")
    keras.backend = types.SimpleNamespace(  # type: ignore[attr-defined]
        clear_session=lambda: calls.append("cleared")
    )
    monkeypatch.setitem(sys.modules, "keras", keras)
    # Whatever a test puts in place of the hook is taken back after it.
    monkeypatch.setattr(script_runner, compat.HOOK, getattr(script_runner, compat.HOOK))
    return calls


def page() -> None:
    import streamlit as st

    st.text("here")


def test_streamlit_still_calls_the_hook_after_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[str] = []
    monkeypatch.setattr(script_runner, compat.HOOK, lambda: used.append("called"))
    AppTest.from_function(page).run()
    assert used == ["called"]


def test_a_page_leaves_the_keras_session_alone(sessions_cleared: list[str]) -> None:
    assert compat.keep_keras_session()
    assert compat.keep_keras_session()
    shown = AppTest.from_function(page).run()
    assert shown.text[0].value == "here"
    assert sessions_cleared == []


def test_the_hook_clears_it_where_nothing_is_done_against_it() -> None:
    program = f"""
import sys, types
from streamlit.runtime.scriptrunner import script_runner
keras = types.ModuleType("keras")
calls = []
keras.backend = types.SimpleNamespace(clear_session=lambda: calls.append(1))
sys.modules["keras"] = keras
getattr(script_runner, "{compat.HOOK}")()
sys.exit(0 if calls else "the hook no longer clears the session: compat.py can go")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0, done.stderr


def test_a_streamlit_without_the_hook_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(script_runner, compat.HOOK)
    assert not compat.keep_keras_session()


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
