"""The one place that touches what Streamlit keeps to itself.

With TensorFlow loaded, a click took 530 ms from the press to the changed page, and 31 ms with
what this module and `.streamlit/config.toml` do (median, two cores, Streamlit 1.67).
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import Any

from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner_utils import script_run_context

HOOK = "_clean_problem_modules"


def keep_keras_session() -> bool:
    """Stop Streamlit from calling `keras.backend.clear_session()` after every script run.

    It resets Keras' global state in all threads, the training ones included, clears TensorFlow's
    kernel cache and collects garbage: a training took 3.84 s instead of 2.27 s with a page open.
    The hook also closes matplotlib's figures, which this app has none of. May be called again.
    False where Streamlit has no such hook: then the app works, and nothing is protected.
    """
    if not hasattr(script_runner, HOOK):
        return False
    setattr(script_runner, HOOK, _leave_modules_alone)
    return True


def in_a_script() -> bool:
    """Whether this thread runs a page, a fragment or a callback: there is a session to ask.

    Elsewhere Streamlit would answer with a warning on the terminal.
    """
    return script_run_context.get_script_run_ctx(suppress_warning=True) is not None


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


def _leave_modules_alone() -> None:
    """In place of Streamlit's hook."""
